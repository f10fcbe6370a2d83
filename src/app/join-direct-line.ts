import { createSummaryWriter } from '../adapters/pdf/create-summary-writer.ts';
import { createBot } from '../channels/bot-framework/create-bot.ts';
import { createInProcessAdapter } from '../channels/bot-framework/create-in-process-adapter.ts';
import type { DirectLineFiles } from '../channels/direct-line/attachment-routes.ts';
import { createDirectLine, type DirectLine } from '../channels/direct-line/create-direct-line.ts';
import type { TokenSigner } from '../channels/direct-line/create-token-signer.ts';
import { DAY_MS } from '../domain/clock.ts';
import type { GivenFeedback } from '../domain/feedback.ts';
import type { IncomingMessage } from '../domain/message.ts';
import { hasEnded, type Ticket } from '../domain/ticket.ts';
import { createLimit } from '../server/create-limit.ts';
import { refuseUpgrade } from '../server/refuse-upgrade.ts';
import type { Limit } from '../server/route.ts';
import type { HandleTurn } from '../turn/handle-turn.ts';
import type { Core } from './core.ts';
import type { JoinedMoves } from './join-moves.ts';
import { FLOOD_FACTOR, type Parts } from './parts.ts';

/** Of one conversation: each takes a thread about a second. */
const SUMMARIES_PER_MINUTE = 6;

/** Direct Line: sessions, messages, sockets, the PDF to take along, reactions, signs of typing and reading. */
export function joinDirectLine(
  parts: Parts & { readonly moves: JoinedMoves },
  tokens: TokenSigner,
  limitConversations: Limit,
): DirectLine {
  const { config, core, storage, clock, log, turns, live, moves } = parts;
  /** The conversation that is at the place, or was when the words were said. */
  const conversationAt = async (place: string) => (await moves.standingAt(place)).conversation;
  const inConversation = async (message: IncomingMessage) => ({
    ...message,
    conversation: await conversationAt(message.conversation),
  });
  const giveUp: Core['giveUp'] = async (message) => core.giveUp(await inConversation(message));
  const perMinute = config.limits.messagesPerMinute;
  const bot = {
    handleTurn: (async (message, onThinking) =>
      core.handleTurn(await inConversation(message), onThinking)) satisfies HandleTurn,
    giveUp,
    onReaction: async (given: GivenFeedback) =>
      storage.insights.keepFeedback({ ...given, conversation: await conversationAt(given.conversation) }),
    wording: core.wording,
    starters: core.starters,
    clock,
    log,
  };
  return createDirectLine({
    activityLog: storage.activities,
    receive: createInProcessAdapter(createBot(bot)),
    giveUp: createInProcessAdapter(createBot({ ...bot, handleTurn: giveUp, onReaction: () => Promise.resolve() })),
    // What an earlier stop left waits until the address is known that a reply may name.
    inOrder: (conversation, task) => turns.run(conversation, () => parts.listening.then(task)),
    tokens,
    secret: config.secrets.directLine,
    wording: core.wording,
    mask: core.mask,
    limits: {
      messages: createLimit(perMinute),
      flood: createLimit(perMinute * FLOOD_FACTOR),
      conversations: limitConversations,
    },
    summary: {
      transcript: async (place, limit) => {
        const { kind, conversation } = await moves.standingAt(place);
        return kind === 'left' ? null : storage.conversations.transcript(conversation, limit);
      },
      latestCase: async (place, language) =>
        (await core.cases?.forms.cases.current(await conversationAt(place), language))?.card ?? null,
      write: createSummaryWriter(),
      limit: createLimit(SUMMARIES_PER_MINUTE),
    },
    isHeld: async (place) => {
      const { kind, conversation } = await moves.standingAt(place);
      const ticket = kind === 'left' ? undefined : await storage.tickets.findLatest(conversation);
      return ticket !== undefined && isHeldFor(ticket, clock());
    },
    moves: moves.website,
    files: parts.files && filesAt(parts.files, moves),
    refuseUpgrade,
    onTyping: (place) => {
      if (live === null) return;
      openTicketAt(place).then(
        (ticket) => {
          if (ticket === undefined || !live.visitorTyping(ticket)) return;
          storage.replicas.tell({ kind: 'visitor-typing', ticket: ticket.id });
        },
        (error: unknown) => log.warn({ error }, 'a sign of typing was not passed on'),
      );
    },
    onRead: async (place, message) => {
      const { kind, conversation } = await moves.standingAt(place);
      if (live === null || kind === 'left' || !(await storage.readings.keep(conversation, message, clock()))) return;
      const ticket = await storage.tickets.findLatest(conversation);
      if (ticket === undefined) return;
      live.visitorRead(ticket);
      storage.replicas.tell({ kind: 'visitor-read', ticket: ticket.id });
    },
    clock,
    log,
  });
  async function openTicketAt(place: string) {
    const { kind, conversation } = await moves.standingAt(place);
    return kind === 'left' ? undefined : storage.tickets.findOpen(conversation);
  }
}

/** After its end a case keeps its conversation for so long, so that the officer's last words are found there. */
const HELD_DAYS = 7;

function isHeldFor({ state, resolvedAt }: Ticket, now: Date): boolean {
  if (!hasEnded(state)) return true;
  return state !== 'withdrawn' && now.getTime() - Date.parse(resolvedAt ?? '') < HELD_DAYS * DAY_MS;
}

/** Files belong to a conversation, and a page asks by its place: where the conversation has left, there are none. */
function filesAt(
  { attachments, receive, limits }: NonNullable<Parts['files']>,
  { standingAt }: Pick<JoinedMoves, 'standingAt'>,
): DirectLineFiles {
  const here = async (place: string) => {
    const { kind, conversation } = await standingAt(place);
    return kind === 'left' ? undefined : conversation;
  };
  return {
    limits,
    attachments: {
      read: async (place, id) => {
        const conversation = await here(place);
        return conversation === undefined ? undefined : attachments.read(conversation, id);
      },
      room: async (place) => {
        const conversation = await here(place);
        return conversation === undefined
          ? { isOpen: false, left: 0, bytes: limits.bytes }
          : attachments.room(conversation);
      },
    },
    receive: async (sent) => {
      const conversation = await here(sent.conversation);
      return conversation === undefined
        ? { attached: [], refused: ['no-case'], line: '' }
        : receive({ ...sent, conversation });
    },
  };
}
