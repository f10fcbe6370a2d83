import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import {
  type Announcement,
  type AnnouncementCommand,
  type AnnouncementRefusal,
  changeAnnouncement,
  textIn,
} from '../../following/announcement.ts';
import type { Account } from '../accounts/account.ts';
import type { AnnouncementList, AnnouncementPreview, AnnouncementView } from '../api.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { answerWith, refuse } from '../refuse.ts';
import type { AnnouncementParts } from './announcement-parts.ts';

const WRITERS = ['officer', 'supervisor', 'admin'] as const;
const APPROVERS = ['supervisor', 'admin'] as const;
/** Rows of the list. */
const SHOWN = 100;

const text = z.strictObject({ title: z.string().trim().max(120), body: z.string().trim().max(1500) });
const ids = z.array(z.string().min(1).max(80)).max(100);
const audience = z.strictObject({ topics: ids, markets: ids, provinces: ids });
const texts = z.partialRecord(z.enum(LANGUAGES), text);
const version = z.int().nonnegative();
const one = z.strictObject({ id: z.uuid(), version: version.min(1) });

/** Announcements to those who follow something: written by one person, approved by another. */
export function announcementRoutes(parts: AnnouncementParts): readonly ConsoleRoute[] {
  const { guard, store, clock, note } = parts;

  async function view(announcement: Announcement, viewer: Account): Promise<AnnouncementView> {
    const events = await store.announcementEvents(announcement.id);
    const writers = events.filter(({ what }) => what === 'saved').map(({ actor }) => actor);
    const isOwn = announcement.author === viewer.id || writers.includes(viewer.name);
    return {
      ...announcement,
      events: events.map(({ at, actor, what, reason }) => ({ at, actor, what, reason })),
      progress: await store.progress(`announcement:${announcement.id}`),
      mayDecide: announcement.state === 'awaiting' && !isOwn && APPROVERS.some((role) => role === viewer.role),
    };
  }

  /** Changes one announcement and answers with what it is then. */
  async function change(id: string, expected: number, command: AnnouncementCommand, who: Account) {
    const stored = await store.announcement(id);
    if (stored === undefined && command.kind !== 'save') return refuse(404, 'NotFound', 'console.announcement.gone');
    const at = clock().toISOString();
    const before = stored ?? fresh(id, who, at);
    if (before.version !== expected) return refuse(409, 'Stale', 'console.announcement.stale');
    const writers = (await store.announcementEvents(id)).filter(({ what }) => what === 'saved');
    const actor = { id: who.id, name: who.name, mayDecide: APPROVERS.some((role) => role === who.role) };
    const outcome = changeAnnouncement(before, command, { actor, at, writers: writers.map((event) => event.actor) });
    if (outcome.kind === 'refused') return refuse(409, CODES[outcome.why], `console.announcement.${outcome.why}`);
    if (!(await store.saveAnnouncement(outcome.announcement, expected, outcome.event)))
      return refuse(409, 'Stale', 'console.announcement.stale');
    return outcome;
  }

  async function answer(outcome: Awaited<ReturnType<typeof change>>, who: Account) {
    return outcome.kind === 'done' ? answerWith(await view(outcome.announcement, who)) : outcome;
  }

  const titleOf = (announcement: Announcement) => textIn(announcement.texts, 'zh-Hant')?.text.title ?? announcement.id;

  return [
    guard.only(WRITERS, {
      method: 'get',
      path: '/announcements',
      input: z.object({}),
      handle: async () => {
        const rows = await store.announcements(SHOWN);
        return answerWith({ rows, choices: parts.choices() } satisfies AnnouncementList);
      },
    }),
    guard.only(WRITERS, {
      method: 'get',
      path: '/announcements/one',
      input: z.object({ id: z.uuid() }),
      async handle({ who, input: { id } }) {
        const found = await store.announcement(id);
        if (found === undefined) return refuse(404, 'NotFound', 'console.announcement.gone');
        return answerWith(await view(found, who.account));
      },
    }),
    guard.only(WRITERS, {
      method: 'post',
      path: '/announcements/save',
      // Version 0: a new one, under an id that the page made.
      input: z.strictObject({ id: z.uuid(), version, texts, audience }),
      async handle({ who, input }) {
        const command = { kind: 'save', texts: input.texts, audience: input.audience } as const;
        return answer(await change(input.id, input.version, command, who.account), who.account);
      },
    }),
    guard.only(WRITERS, {
      method: 'post',
      path: '/announcements/preview',
      input: z.strictObject({ texts, audience }),
      async handle({ input }) {
        const shown = LANGUAGES.map((language) => {
          const found = textIn(input.texts, language);
          return { reader: language, language: found?.language ?? null, text: found?.text ?? null };
        });
        return answerWith({ ...(await parts.preview(input.audience)), shown } satisfies AnnouncementPreview);
      },
    }),
    guard.only(WRITERS, {
      method: 'post',
      path: '/announcements/submit',
      input: one,
      async handle({ who: { account }, input }) {
        const outcome = await change(input.id, input.version, { kind: 'submit' }, account);
        if (outcome.kind === 'done')
          await note('announcement-submitted', account, { name: '' }, titleOf(outcome.announcement));
        return answer(outcome, account);
      },
    }),
    guard.only(APPROVERS, {
      method: 'post',
      path: '/announcements/decide',
      input: one.extend({ approves: z.boolean(), reason: z.string().trim().max(500) }),
      async handle({ who: { account }, input: { id, version: expected, approves, reason } }) {
        const outcome = await change(id, expected, { kind: 'decide', approves, reason }, account);
        if (outcome.kind === 'done') {
          const what = approves ? 'announcement-approved' : 'announcement-rejected';
          await note(what, account, { name: outcome.announcement.authorName }, titleOf(outcome.announcement));
          if (approves) parts.nudge();
        }
        return answer(outcome, account);
      },
    }),
  ];
}

const CODES: Readonly<Record<AnnouncementRefusal, string>> = {
  'wrong-state': 'WrongState',
  'own-announcement': 'OwnAnnouncement',
  'may-not-decide': 'Forbidden',
  'no-text': 'NoText',
  'no-audience': 'NoAudience',
  'no-reason': 'NoReason',
};

function fresh(id: string, { id: author, name: authorName }: Account, at: string): Announcement {
  return {
    id,
    state: 'draft',
    version: 0,
    texts: {},
    audience: { topics: [], markets: [], provinces: [] },
    author,
    authorName,
    createdAt: at,
    changedAt: at,
    decidedBy: '',
    reason: '',
  };
}
