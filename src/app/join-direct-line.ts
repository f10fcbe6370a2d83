import { createSummaryWriter } from '../adapters/pdf/create-summary-writer.ts';
import { createBot } from '../channels/bot-framework/create-bot.ts';
import { createInProcessAdapter } from '../channels/bot-framework/create-in-process-adapter.ts';
import { createDirectLine, type DirectLine } from '../channels/direct-line/create-direct-line.ts';
import type { TokenSigner } from '../channels/direct-line/create-token-signer.ts';
import type { GivenFeedback } from '../domain/feedback.ts';
import { createLimit } from '../server/create-limit.ts';
import { refuseUpgrade } from '../server/refuse-upgrade.ts';
import type { Limit } from '../server/route.ts';
import { FLOOD_FACTOR, type Parts } from './parts.ts';

/** Of one conversation: each takes a thread about a second. */
const SUMMARIES_PER_MINUTE = 6;

/** Direct Line: sessions, messages, sockets, the PDF to take along, reactions, signs of typing and reading. */
export function joinDirectLine(parts: Parts, tokens: TokenSigner, limitConversations: Limit): DirectLine {
  const { config, core, storage, clock, log, turns, live } = parts;
  const perMinute = config.limits.messagesPerMinute;
  const bot = {
    handleTurn: core.handleTurn,
    giveUp: core.giveUp,
    onReaction: (given: GivenFeedback) => storage.insights.keepFeedback(given),
    wording: core.wording,
    starters: core.starters,
    clock,
    log,
  };
  return createDirectLine({
    activityLog: storage.activities,
    receive: createInProcessAdapter(createBot(bot)),
    giveUp: createInProcessAdapter(createBot({ ...bot, handleTurn: core.giveUp, onReaction: () => Promise.resolve() })),
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
      transcript: (conversation, limit) => storage.conversations.transcript(conversation, limit),
      latestCase: async (conversation, language) =>
        (await core.cases?.forms.cases.current(conversation, language))?.card ?? null,
      write: createSummaryWriter(),
      limit: createLimit(SUMMARIES_PER_MINUTE),
    },
    files: parts.files,
    refuseUpgrade,
    onTyping: (conversation) => {
      if (live === null) return;
      storage.tickets.findOpen(conversation).then(
        (ticket) => ticket && live.visitorTyping(ticket),
        (error: unknown) => log.warn({ error }, 'a sign of typing was not passed on'),
      );
    },
    onRead: async (conversation, message) => {
      if (live === null || !(await storage.readings.keep(conversation, message, clock()))) return;
      const ticket = await storage.tickets.findLatest(conversation);
      if (ticket !== undefined) live.visitorRead(ticket);
    },
    clock,
    log,
  });
}
