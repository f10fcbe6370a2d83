import { createHmac, randomInt } from 'node:crypto';
import type { DirectLine } from '../channels/direct-line/create-direct-line.ts';
import type { MoveParts, Refused } from '../channels/direct-line/move-routes.ts';
import type { Messenger } from '../channels/messenger/create-messenger.ts';
import type { MessengerMoves } from '../channels/messenger/messenger-parts.ts';
import { plainAnswer } from '../channels/messenger/outgoing.ts';
import type { Answer } from '../domain/answer.ts';
import { EMPTY_STATE } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import type { Places } from '../domain/places.ts';
import { within } from '../domain/within.ts';
import { createMoves, type Used } from '../moves/create-moves.ts';
import { parseMoveCode, readMoveCode } from '../moves/move-code.ts';
import type { ChannelPlace } from '../moves/move-store.ts';
import { MOVE_POLICY } from '../moves/policy.ts';
import { createLimit } from '../server/create-limit.ts';
import { carriedAnswer, carriedLines, carriedNotice, leftEvent } from './carried-lines.ts';
import type { Parts } from './parts.ts';

export interface JoinedMoves extends Pick<Places, 'standingAt'> {
  readonly website: MoveParts;
  readonly apps: MessengerMoves;
}

/** The website's place of a conversation, as a channel. */
const WEBSITE = 'directline';
/** Lines of the conversation that a page of the website begins with. */
const CARRIED_LINES = 200;

/** Conversations that go on elsewhere: codes, what the new place begins with, and what the old one is told. */
export function joinMoves(
  parts: Omit<Parts, 'moves'>,
  edges: { readonly directLine?: DirectLine; readonly messenger?: Messenger },
): JoinedMoves {
  const { core, storage, clock, log, tokenSecret, turns, live, publicUrl } = parts;
  const { wording } = core;
  const moves = createMoves({
    store: storage.moves,
    clock,
    random: (limit) => randomInt(limit),
    digest: (code) => createHmac('sha256', tokenSecret).update(`move ${code}`).digest('hex'),
    limits: {
      codes: createLimit(MOVE_POLICY.codesPerPlace, MOVE_POLICY.windowSeconds),
      tries: createLimit(MOVE_POLICY.triesPerSender, MOVE_POLICY.windowSeconds),
      triesOverall: createLimit(MOVE_POLICY.triesOverall, MOVE_POLICY.windowSeconds),
    },
  });
  const nameOf = (channel: string, language: Language) =>
    channel === 'whatsapp' ? 'WhatsApp' : wording(`move.app.${channel}`, language);

  /** Uses the code; after that, what the new place is told. */
  async function move(come: {
    readonly code: string;
    readonly to: ChannelPlace;
    readonly sender: string;
    readonly language: Language;
  }) {
    const { to, language } = come;
    const used = await moves.useCode({
      ...come,
      line: (from) =>
        wording('move.line', language, { from: nameOf(from, language), to: nameOf(to.channel, language) }),
    });
    if (used.kind !== 'moved' && used.kind !== 'moved-before') return { kind: 'refused', used } as const;
    const spoken = await languageOf(used.conversation, used.kind === 'moved' ? used.from.place : null, language);
    if (used.kind === 'moved') {
      // Its answer belongs to where it was asked for, before that place is told that the conversation has left.
      await within(
        MOVE_POLICY.runningTurnMs,
        turns.run(used.from.place, () => Promise.resolve(true)),
      );
      await tellOldPlace(used.from, to.channel, spoken).catch((error: unknown) =>
        log.warn({ error }, 'a place could not be told that its conversation has left'),
      );
      const ticket = used.ticket === null ? undefined : await storage.tickets.find(used.ticket);
      // The console's pages follow changes that did not go through the hand-off in this way.
      if (ticket !== undefined) live?.changedElsewhere(ticket);
      log.info({ from: used.from.channel, to: to.channel, hasCase: ticket !== undefined }, 'a conversation moved');
    }
    return { kind: 'moved', conversation: used.conversation, language: spoken } as const;
  }

  /** That was spoken so far, else that of the page; the new place need not know either yet. */
  async function languageOf(conversation: string, place: string | null, known: Language): Promise<Language> {
    const state = (await storage.conversations.load(conversation))?.state;
    const page = place === null ? undefined : await storage.activities.find(place);
    return state?.language ?? page?.language ?? known;
  }

  async function tellOldPlace({ place, channel }: ChannelPlace, to: string, language: Language): Promise<void> {
    const id = `left-${crypto.randomUUID()}`;
    const app = nameOf(to, language);
    if (channel === WEBSITE) {
      const notice = carriedNotice(`${id}.notice`, wording('move.leftPage', language, { app }), language);
      await edges.directLine?.carryOver(place, [notice, leftEvent(id, to)]);
      return;
    }
    await edges.messenger?.forgetHeld(place);
    const text = wording('move.leftApp', language, { app });
    await edges.messenger?.deliver({ id, conversation: place, text, author: 'system', signature: '' });
  }

  /** First that it is here, then the open question of a form. */
  async function firstAnswers(conversation: string, language: Language): Promise<readonly Answer[]> {
    const state = (await storage.conversations.load(conversation))?.state ?? EMPTY_STATE;
    const ticket = await storage.tickets.findOpen(conversation);
    const told = [
      wording('move.here', language),
      ...(ticket === undefined ? [] : [wording('move.hereCase', language, { number: ticket.number })]),
    ];
    const question = core.cases?.askAgain(state, language) ?? null;
    const here = plainAnswer(told.join(language === 'en' ? ' ' : ''), language, 'handoff');
    return question === null ? [here] : [here, question];
  }

  function refusalInWords(used: Exclude<Used, { kind: 'moved' | 'moved-before' }>, language: Language): string {
    if (used.kind === 'limited') return wording('move.limited', language, { seconds: String(used.waitSeconds) });
    return wording(`move.${REFUSALS[used.kind].key}`, language);
  }

  const website: MoveParts = {
    apps: () => edges.messenger?.movable ?? [],
    async leftNotice(place) {
      const standing = await moves.standingAt(place);
      if (standing.kind === 'here') return null;
      const values = (language: Language) => ({ app: nameOf(standing.to, language) });
      return { key: 'move.leftPage', values, status: 'handoff' };
    },
    async offer(place, language) {
      const made = await moves.makeCode({ place, channel: WEBSITE });
      if (made.kind === 'limited') return tooMany(made.waitSeconds);
      if (made.kind === 'left') return { kind: 'refused', status: 410, code: 'Gone', key: 'move.gone' };
      const { code, expiresAt, conversation } = made;
      const sentence = wording('move.sentence', language, { code });
      const [state, ticket, apps] = await Promise.all([
        storage.conversations.load(conversation),
        storage.tickets.findOpen(conversation),
        edges.messenger?.moveLinks(code, sentence) ?? [],
      ]);
      const carries = { form: (state?.state.dialog ?? null) !== null, case: ticket?.number ?? null };
      return { kind: 'offered', offer: { code, expiresAt, apps: [...apps], sentence, carries } };
    },
    async arrive({ code: typed, place, sender, language }) {
      const code = parseMoveCode(typed);
      if (code === undefined) return { kind: 'refused', status: 400, code: 'BadArgument', key: 'move.mistyped' };
      const moved = await move({ code, to: { place, channel: WEBSITE }, sender: `web ${sender}`, language });
      if (moved.kind === 'refused') {
        if (moved.used.kind === 'limited') return tooMany(moved.used.waitSeconds);
        return { kind: 'refused', ...REFUSALS[moved.used.kind], key: `move.${REFUSALS[moved.used.kind].key}` };
      }
      const said = await storage.conversations.transcript(moved.conversation, CARRIED_LINES);
      const first = await firstAnswers(moved.conversation, moved.language);
      const begun = first.map((answer, index) => carriedAnswer(`${place}.come.${index}`, answer));
      return { kind: 'moved', lines: [...carriedLines(said, language), ...begun] };
    },
  };

  const apps: MessengerMoves = {
    standingAt: (place) => moves.standingAt(place),
    async arrive({ text, place, messenger, language }) {
      const read = readMoveCode(text);
      if (read === null) return null;
      const refused = (words: string) => ({
        hasMoved: false,
        answers: [plainAnswer(words, language, 'guardrail_input')],
      });
      if (read.kind === 'mistyped') return refused(wording('move.mistyped', language));
      const to = { place, channel: messenger };
      const moved = await move({ code: read.code, to, sender: place, language });
      if (moved.kind === 'refused') return refused(refusalInWords(moved.used, language));
      return { hasMoved: true, answers: await firstAnswers(moved.conversation, moved.language) };
    },
    async leave({ text, place, messenger, language }) {
      if (!core.asksForWebsite(text)) return null;
      const made = await moves.makeCode({ place, channel: messenger });
      if (made.kind === 'left') return plainAnswer(wording('move.gone', language), language, 'guardrail_input');
      if (made.kind === 'limited') {
        const seconds = String(made.waitSeconds);
        return plainAnswer(wording('move.limited', language, { seconds }), language, 'guardrail_input');
      }
      // Behind #, so that the code reaches neither a log nor the address that a next page is told.
      const url = `${publicUrl()}/chat?lang=${language}#move=${made.code}`;
      const minutes = String(MOVE_POLICY.codeMs / 60_000);
      return plainAnswer(wording('move.toWebsite', language, { url, code: made.code, minutes }), language, 'handoff');
    },
    async goOn({ place, messenger, language }) {
      const standing = await moves.standingAt(place);
      if (standing.kind === 'here') return { conversation: standing.conversation, before: null };
      const conversation = `${messenger}-${crypto.randomUUID()}`;
      await moves.beginAnew({ place, channel: messenger, conversation, at: clock().toISOString() });
      const words = wording('move.begunAnew', language, { app: nameOf(standing.to, language) });
      const begun = await moves.standingAt(place);
      return { conversation: begun.conversation, before: plainAnswer(words, language, 'handoff') };
    },
  };

  return { standingAt: (place) => moves.standingAt(place), website, apps };
}

const REFUSALS = {
  unknown: { status: 404, code: 'NotFound', key: 'unknown' },
  used: { status: 410, code: 'Gone', key: 'used' },
  expired: { status: 410, code: 'Gone', key: 'expired' },
  'already-here': { status: 409, code: 'Conflict', key: 'alreadyHere' },
  busy: { status: 409, code: 'Conflict', key: 'busy' },
} as const;

function tooMany(waitSeconds: number): Refused {
  const values = { seconds: String(waitSeconds) };
  return { kind: 'refused', status: 429, code: 'TooManyRequests', key: 'move.limited', values };
}
