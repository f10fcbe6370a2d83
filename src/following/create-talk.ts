import { NO_EVIDENCE, type Suggestion } from '../domain/answer.ts';
import type { FollowingTalk } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import { findFollowed } from './find-followed.ts';
import type { Followed, Way } from './following.ts';
import type { FollowerWith } from './following-store.ts';
import { FOLLOWING_POLICY } from './policy.ts';
import type { Command } from './read-following.ts';
import type { FollowingTurn, Said, TalkParts } from './talk-parts.ts';

/** Following in the words of a conversation. */
export interface Talk {
  /** null: nothing of following is meant. Rejects with OutageError when the store is down. */
  respond(turn: FollowingTurn): Promise<Said | null>;
  /** Adds, once in a conversation and only where somebody comes back to a subject, the button to follow it. */
  suggest(turn: FollowingTurn, said: Said): Promise<Said>;
  /** While an officer owns the chat: the word that stops everything is obeyed all the same. */
  overhear(conversation: string, text: string, at: string): Promise<void>;
}

type Asked = NonNullable<FollowingTalk['asked']>;

export function createTalk(parts: TalkParts): Talk {
  const { rules, store, wording, names } = parts;

  async function respond(turn: FollowingTurn): Promise<Said | null> {
    const { message, understanding, state, now } = turn;
    if (understanding.intent.kind === 'attack' || parts.reach(message.channel) === null) return null;
    const commands = rules.commandsIn(understanding.original);
    const isInForm = state.dialog != null;
    const asked = isInForm ? null : askedNow(state.following, now);
    const answered = asked === null ? null : await hearAnswer(turn, asked, commands);
    if (answered !== null) return answered;
    for (const command of commands) {
      const said = await obey(turn, command, isInForm);
      if (said !== null) return said;
    }
    return null;
  }

  /** The reply to what was asked; null: something else was said. */
  async function hearAnswer(turn: FollowingTurn, asked: Asked, commands: readonly Command[]): Promise<Said | null> {
    const { language } = turn.understanding;
    const chosen = commands.find(({ kind }) => ['here', 'email', 'both', 'decline'].includes(kind))?.kind;
    if (chosen === 'decline' && asked.question !== 'code') return say(turn, wording('following.declined', language));
    if (asked.question === 'where' || chosen === 'here') {
      if (chosen !== 'here' && chosen !== 'email' && chosen !== 'both') return null;
      return chooseWay(turn, asked, chosen === 'here' || parts.canMail ? chosen : 'here');
    }
    if (asked.question === 'email') return hearEmail(turn, asked);
    return hearCode(turn, asked);
  }

  async function chooseWay(turn: FollowingTurn, asked: Asked, way: Way): Promise<Said> {
    const { message, understanding } = turn;
    const known = await store.findByConversation(message.conversation);
    if (way === 'here') return follow(turn, asked, way);
    if (known !== undefined && known.follower.email !== null) return follow(turn, asked, way);
    const text = wording('following.askEmail', understanding.language);
    return say(turn, text, [button('here', understanding.language), button('no', understanding.language)], {
      ...asked,
      question: 'email',
      way,
    });
  }

  async function hearEmail(turn: FollowingTurn, asked: Asked): Promise<Said | null> {
    const { message, understanding, now } = turn;
    const { language, original } = understanding;
    const email = parts.readEmail(original);
    if (email === null) {
      if (parts.readsAsQuestion(original)) return null;
      const text = wording('following.wrongEmail', language);
      return say(turn, text, [button('here', language), button('no', language)], asked);
    }
    const known = await store.findByConversation(message.conversation);
    // Whoever follows here already goes on hearing here until the address is confirmed.
    const way = asked.way === 'email' && (known?.follows.length ?? 0) > 0 ? 'both' : asked.way;
    await follow(turn, asked, way);
    const follower = known?.follower.id ?? parts.followerId(message.conversation);
    const at = now.toISOString();
    const codes = parts.codesFor(follower, message.id);
    const isAsked = await store.askConfirmation(
      {
        follower,
        email,
        codeHash: parts.hash(codes.code),
        tokenHash: parts.hash(codes.token),
        expiresAt: new Date(now.getTime() + FOLLOWING_POLICY.codeMs).toISOString(),
      },
      parts.confirmationMail({ follower, message: message.id, email, language, codes, at }),
      {
        most: FOLLOWING_POLICY.codesPerDay,
        since: new Date(now.getTime() - FOLLOWING_POLICY.codeMs).toISOString(),
        at,
      },
    );
    if (!isAsked) return say(turn, wording('following.tooManyCodes', language), [button('here', language)], asked);
    parts.nudge();
    return say(turn, wording('following.codeSent', language, { email }), [], { ...asked, question: 'code', way });
  }

  async function hearCode(turn: FollowingTurn, asked: Asked): Promise<Said | null> {
    const { message, understanding, now } = turn;
    const { language, original } = understanding;
    const code = /^\D{0,8}(\d{6})\D{0,3}$/u.exec(original.normalize('NFKC').replaceAll(/\s/gu, ''))?.[1];
    const known = code === undefined ? undefined : await store.findByConversation(message.conversation);
    if (code === undefined || known === undefined) return null;
    const outcome = await store.confirm(
      known.follower.id,
      { codeHash: parts.hash(code) },
      { now: now.toISOString(), tries: FOLLOWING_POLICY.codeTries },
    );
    // The link was opened meanwhile, or the same message is heard again.
    const isGood = outcome === 'confirmed' || (outcome === 'none' && known.follower.email !== null);
    if (isGood) {
      parts.count('confirmed');
      return say(turn, wording('following.confirmed', language, { what: namesOf(known, language) }), []);
    }
    const key = outcome === 'wrong' ? 'following.wrongCode' : 'following.codeOver';
    return say(turn, wording(key, language), [], outcome === 'wrong' ? asked : null);
  }

  async function obey(turn: FollowingTurn, { kind, what }: Command, isInForm: boolean): Promise<Said | null> {
    const { message, understanding, state } = turn;
    const { language, original } = understanding;
    switch (kind) {
      case 'stop':
      case 'stopShort':
      case 'stopOne':
        return stop(turn, kind, what, isInForm);
      case 'delete': {
        const isDeleted = await store.forget(message.conversation);
        return say(turn, wording(isDeleted ? 'following.deleted' : 'following.none', language));
      }
      case 'list':
        return list(turn);
      case 'timeZone': {
        const known = isInForm ? undefined : await store.findByConversation(message.conversation);
        if (known === undefined) return null;
        const zone = rules.zoneNamed(what);
        if (zone === null) return say(turn, wording('following.zoneUnknown', language));
        await store.change(known.follower.id, { timeZone: zone });
        return say(turn, wording('following.zoneSet', language, { zone }));
      }
      case 'followThis': {
        const article = state.turns.at(-1)?.articles[0];
        if (isInForm) return null;
        if (article === undefined) return say(turn, wording('following.unknown', language));
        return ask(turn, { kind: 'article', id: article });
      }
      case 'follow': {
        if (isInForm || parts.readsAsQuestion(original)) return null;
        const found = await findFollowed(what, language, parts);
        return found === null ? say(turn, wording('following.unknown', language)) : ask(turn, found);
      }
      default:
        return null;
    }
  }

  /** Purpose, retention and how to stop come before anything is kept. */
  async function ask(turn: FollowingTurn, followed: Followed): Promise<Said> {
    const { message, understanding, now } = turn;
    const { language } = understanding;
    const what = names.nameOf(followed, language);
    if (what === null) return say(turn, wording('following.unknown', language));
    const known = await store.findByConversation(message.conversation);
    const isFollowed = known?.follows.some(({ followed: one }) => one.kind === followed.kind && one.id === followed.id);
    if (isFollowed === true) return say(turn, wording('following.already', language, { what }), stopButtons(language));
    const count = known?.follows.length ?? 0;
    if (count >= FOLLOWING_POLICY.mostFollowed)
      return say(turn, wording('following.full', language, { count: String(count) }), stopButtons(language));
    const notice = rules.notice[language]
      .replaceAll('{what}', () => what)
      .replaceAll('{conversationDays}', String(rules.conversationDays))
      .replaceAll('{version}', rules.version);
    const where = parts.reach(message.channel) === 'page' ? 'following.askWherePage' : 'following.askWhereWindow';
    const ways = parts.canMail ? (['here', 'email', 'both'] as const) : (['here'] as const);
    const buttons = [...ways, 'no' as const].map((key) => button(key, language));
    const asked: Asked = { question: 'where', ...followed, way: 'here', at: now.toISOString() };
    return say(turn, [notice, wording(where, language)].join('\n\n'), buttons, asked);
  }

  async function follow(turn: FollowingTurn, { kind, id }: Asked, way: Way): Promise<Said> {
    const { message, understanding, now } = turn;
    const { language } = understanding;
    const { conversation, channel } = message;
    const isMainland = channel === 'wechat' || channel === 'wecom' || language === 'zh-Hans';
    const outcome = await store.follow(
      {
        id: parts.followerId(conversation),
        conversation,
        channel,
        language,
        timeZone: isMainland ? 'Asia/Shanghai' : 'Asia/Hong_Kong',
        way,
        email: null,
      },
      {
        // The same for a turn that runs again.
        id: `${conversation}/${message.id}`,
        follower: parts.followerId(conversation),
        followed: { kind, id },
        wording: rules.version,
        at: now.toISOString(),
        channel,
      },
    );
    if (outcome === 'followed') parts.count('followed');
    const what = names.nameOf({ kind, id }, language) ?? id;
    return say(turn, wording('following.followed', language, { what }), stopButtons(language));
  }

  async function stop(
    turn: FollowingTurn,
    kind: 'stop' | 'stopShort' | 'stopOne',
    what: string,
    isInForm: boolean,
  ): Promise<Said | null> {
    const { message, understanding, now } = turn;
    const { language } = understanding;
    const known = await store.findByConversation(message.conversation);
    const follows = known?.follows ?? [];
    if (known === undefined || follows.length === 0) {
      if (kind !== 'stop') return null;
      return say(turn, wording('following.none', language));
    }
    // In a form these words cancel the form.
    if (kind === 'stopShort' && isInForm) return null;
    const one = kind === 'stopOne' ? await followedAs(known, what, language) : null;
    if (kind === 'stopOne' && one === null) return list(turn);
    const ended = await store.end(known.follower.id, one, now.toISOString());
    parts.count('ended', ended.length);
    const text = wording('following.ended', language, { what: joined(ended, language) });
    return say(turn, text);
  }

  /** Which of what they follow is meant by these words. */
  async function followedAs({ follows }: FollowerWith, words: string, language: Language): Promise<Followed | null> {
    const bare = rules.bareName(words);
    const named = follows.find(({ followed }) =>
      (['en', 'zh-Hant', 'zh-Hans'] as const).some((each) => {
        const name = names.nameOf(followed, each);
        return name !== null && rules.bareName(name) === bare;
      }),
    );
    if (named !== undefined) return named.followed;
    const found = await findFollowed(words, language, parts);
    return follows.find(({ followed: { kind, id } }) => kind === found?.kind && id === found.id)?.followed ?? null;
  }

  async function list(turn: FollowingTurn): Promise<Said> {
    const { message, understanding } = turn;
    const { language } = understanding;
    const known = await store.findByConversation(message.conversation);
    if (known === undefined || known.follows.length === 0) return say(turn, wording('following.none', language));
    const { way, email, timeZone } = known.follower;
    const address = email ?? wording('following.where.unconfirmed', language);
    const where = wording(`following.where.${way}`, language, { email: address });
    const text = wording('following.listed', language, { what: namesOf(known, language), where, zone: timeZone });
    return say(turn, text, stopButtons(language));
  }

  function namesOf({ follows }: FollowerWith, language: Language): string {
    return joined(
      follows.map(({ followed }) => followed),
      language,
    );
  }

  function joined(followed: readonly Followed[], language: Language): string {
    return followed.map((one) => names.nameOf(one, language) ?? one.id).join(language === 'en' ? ', ' : '、');
  }

  function button(key: 'here' | 'email' | 'both' | 'no' | 'stop' | 'list', language: Language): Suggestion {
    const text = wording(`following.${key}`, language);
    return { kind: 'option', label: text, text };
  }

  function stopButtons(language: Language): readonly Suggestion[] {
    return [button('list', language), button('stop', language)];
  }

  return {
    respond,
    async suggest(turn, said) {
      const { answer, state } = said;
      const { message, state: before } = turn;
      const [citation] = answer.citations;
      const isGood = answer.status === 'answered' && answer.completeness === 'complete' && answer.table === undefined;
      if (!isGood || citation === undefined || before.following?.wasOffered === true) return said;
      if (parts.reach(message.channel) === null || state.calculation != null) return said;
      const topic = names.topicOf(citation.article);
      const former = before.turns.at(-1);
      const earlier = former?.status === 'answered' ? (former.articles[0] ?? null) : null;
      if (topic === null || earlier === null || names.topicOf(earlier) !== topic) return said;
      const { language } = answer;
      const what = names.nameOf({ kind: 'article', id: citation.article }, language);
      const text = what === null ? '' : wording('following.suggest.says', language, { what });
      // A name that could not be read back is not offered.
      if (what === null || !rules.commandsIn(text).some(({ kind }) => kind === 'follow')) return said;
      if ((await store.findByConversation(message.conversation)) !== undefined) return said;
      const suggestion = { kind: 'option' as const, label: wording('following.suggest.label', language), text };
      return {
        answer: { ...answer, suggestions: [...answer.suggestions, suggestion] },
        state: { ...state, following: { wasOffered: true, asked: null } },
      };
    },
    async overhear(conversation, text, at) {
      if (!rules.commandsIn(text).some(({ kind }) => kind === 'stop')) return;
      const known = await store.findByConversation(conversation);
      if (known === undefined) return;
      parts.count('ended', (await store.end(known.follower.id, null, at)).length);
    },
  };
}

/** What was asked a short while ago; null: nothing, or too long ago. */
function askedNow(talk: FollowingTalk | null | undefined, now: Date): Asked | null {
  const asked = talk?.asked ?? null;
  return asked !== null && now.getTime() - Date.parse(asked.at) <= FOLLOWING_POLICY.askedMs ? asked : null;
}

/** Words of our own rest on no passage; a form that runs goes on. */
function say(
  { understanding, state }: FollowingTurn,
  text: string,
  suggestions: readonly Suggestion[] = [],
  asked: Asked | null = null,
): Said {
  const { language, original, standalone } = understanding;
  return {
    answer: {
      status: 'dialog',
      completeness: 'none',
      language,
      text,
      citations: [],
      suggestions,
      question: { original, standalone },
      evidence: { ...NO_EVIDENCE, reason: 'following' },
    },
    state: { ...state, language, following: { wasOffered: state.following?.wasOffered ?? false, asked } },
  };
}
