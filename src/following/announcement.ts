import { LANGUAGES, type Language } from '../domain/language.ts';
import { ANY_EVENT, type Followed, type News } from './following.ts';

/** In the order of an announcement's life. `approved`: handed to the planner; `sending`: on its way. */
export const ANNOUNCEMENT_STATES = ['draft', 'awaiting', 'approved', 'sending', 'sent', 'rejected'] as const;
export type AnnouncementState = (typeof ANNOUNCEMENT_STATES)[number];

/** Followers of any of these topics or markets; with provinces, only those whose case names one of them. */
export interface Audience {
  readonly topics: readonly string[];
  readonly markets: readonly string[];
  readonly provinces: readonly string[];
}

export interface AnnouncementText {
  readonly title: string;
  readonly body: string;
}

export type AnnouncementTexts = Readonly<Partial<Record<Language, AnnouncementText>>>;

export interface Announcement {
  readonly id: string;
  readonly state: AnnouncementState;
  /** Rises with every change. */
  readonly version: number;
  readonly texts: AnnouncementTexts;
  readonly audience: Audience;
  /** Account id and name of who wrote it last. */
  readonly author: string;
  readonly authorName: string;
  readonly createdAt: string;
  readonly changedAt: string;
  /** Who approved or rejected it; empty: nobody yet. */
  readonly decidedBy: string;
  /** Why it was rejected, or what was said with the approval. */
  readonly reason: string;
}

export interface AnnouncementEvent {
  readonly announcement: string;
  readonly at: string;
  /** Name of the account; empty: by itself. */
  readonly actor: string;
  readonly what: 'saved' | 'submitted' | 'approved' | 'rejected' | 'sending' | 'sent';
  readonly reason: string;
  /** As they were then. */
  readonly texts: AnnouncementTexts;
  readonly audience: Audience;
}

export type AnnouncementCommand =
  | { readonly kind: 'save'; readonly texts: AnnouncementTexts; readonly audience: Audience }
  | { readonly kind: 'submit' }
  | { readonly kind: 'decide'; readonly approves: boolean; readonly reason: string }
  | { readonly kind: 'begin' }
  | { readonly kind: 'finish' };

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly mayDecide: boolean;
}

export type AnnouncementRefusal =
  | 'wrong-state'
  | 'own-announcement'
  | 'may-not-decide'
  | 'no-text'
  | 'no-audience'
  | 'no-reason';

export type AnnouncementOutcome =
  | { readonly kind: 'done'; readonly announcement: Announcement; readonly event: AnnouncementEvent }
  | { readonly kind: 'refused'; readonly why: AnnouncementRefusal };

/**
 * The one place where an announcement changes. Whoever had a hand in the words never approves them: `writers` are the
 * accounts that saved any version.
 */
export function changeAnnouncement(
  before: Announcement,
  command: AnnouncementCommand,
  by: { readonly actor: Actor; readonly at: string; readonly writers: readonly string[] },
): AnnouncementOutcome {
  const { actor, at, writers } = by;
  const { state } = before;
  const next = (change: Partial<Announcement>, what: AnnouncementEvent['what'], reason = ''): AnnouncementOutcome => {
    const announcement = { ...before, ...change, version: before.version + 1, changedAt: at };
    const { id, texts, audience } = announcement;
    return {
      kind: 'done',
      announcement,
      event: { announcement: id, at, actor: actor.name, what, reason, texts, audience },
    };
  };
  switch (command.kind) {
    case 'save': {
      if (state !== 'draft' && state !== 'rejected') return refused('wrong-state');
      const { texts, audience } = command;
      return next(
        { texts, audience, state: 'draft', author: actor.id, authorName: actor.name, decidedBy: '', reason: '' },
        'saved',
      );
    }
    case 'submit':
      if (state !== 'draft') return refused('wrong-state');
      if (textIn(before.texts, 'zh-Hans') === null) return refused('no-text');
      if (before.audience.topics.length + before.audience.markets.length === 0) return refused('no-audience');
      return next({ state: 'awaiting' }, 'submitted');
    case 'decide': {
      if (state !== 'awaiting') return refused('wrong-state');
      if (!actor.mayDecide) return refused('may-not-decide');
      if (writers.includes(actor.name) || actor.id === before.author) return refused('own-announcement');
      const { approves, reason } = command;
      if (!approves && reason.trim() === '') return refused('no-reason');
      const decided = {
        decidedBy: actor.name,
        reason,
        state: approves ? ('approved' as const) : ('rejected' as const),
      };
      return next(decided, approves ? 'approved' : 'rejected', reason);
    }
    case 'begin':
      return state === 'approved' ? next({ state: 'sending' }, 'sending') : refused('wrong-state');
    case 'finish':
      return state === 'sending' ? next({ state: 'sent' }, 'sent') : refused('wrong-state');
  }
}

function refused(why: AnnouncementRefusal): AnnouncementOutcome {
  return { kind: 'refused', why };
}

/** Chinese readers read the other script before English; English readers get Traditional first, as Hong Kong's own. */
const FALLBACKS: Readonly<Record<Language, readonly Language[]>> = {
  en: ['en', 'zh-Hant', 'zh-Hans'],
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
};

/** What a reader of this language gets, and in which language it is; null: nothing is written. */
export function textIn(
  texts: AnnouncementTexts,
  language: Language,
): { readonly language: Language; readonly text: AnnouncementText } | null {
  for (const one of FALLBACKS[language]) {
    const text = texts[one];
    if (text !== undefined && text.title.trim() !== '' && text.body.trim() !== '') return { language: one, text };
  }
  return null;
}

/** What following an announcement's audience means. */
export function aboutOf({ topics, markets }: Audience): readonly Followed[] {
  return [
    ...topics.map((id) =>
      id === EVENTS_TOPIC ? { kind: 'event' as const, id: ANY_EVENT } : { kind: 'topic' as const, id },
    ),
    ...markets.map((id) => ({ kind: 'market' as const, id })),
  ];
}

/** Among the topics of an audience: those who follow events. */
export const EVENTS_TOPIC = 'events';

/** An approved announcement as news. */
export function newsOf({ id, texts, audience }: Announcement, at: string): News {
  const words = LANGUAGES.flatMap((language) => {
    const found = textIn(texts, language);
    return found === null ? [] : [[language, `${found.text.title.trim()}\n\n${found.text.body.trim()}`] as const];
  });
  return {
    id: `announcement:${id}`,
    at,
    kind: 'announcement',
    about: aboutOf(audience),
    words: Object.fromEntries(words),
    provinces: audience.provinces,
  };
}
