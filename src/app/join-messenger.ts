import { createMessenger, type Messenger } from '../channels/messenger/create-messenger.ts';
import { createLimit } from '../server/create-limit.ts';
import { createMessengerCases } from './cases/create-messenger-cases.ts';
import { createChannels } from './create-channels.ts';
import type { JoinedMoves } from './join-moves.ts';
import { FLOOD_FACTOR, type Parts } from './parts.ts';

/** All messaging apps behind one messenger. */
export function joinMessenger({
  config,
  core,
  storage,
  metrics,
  notify,
  publicUrl,
  clock,
  log,
  tokenSecret,
  turns,
  moves,
  files,
  wechatMenu,
}: Parts & { readonly moves: JoinedMoves; readonly wechatMenu: ReadonlyMap<string, string> }): Messenger {
  const perMinute = config.limits.messagesPerMinute;
  return createMessenger({
    channels: createChannels(config.messengers, {
      clock,
      log,
      cursors: storage.cursors,
      tokenStore: storage.tokens,
      wechatMenu,
    }),
    store: storage.addresses,
    outbox: {
      add: (entries) => storage.outbox.add(entries),
      replay: (id, at) => storage.outbox.replay(id, at),
      returned: (id, error) => storage.outbox.returned(id, error),
      nudge: () => notify.nudge(),
    },
    handleTurn: core.handleTurn,
    giveUp: core.giveUp,
    files,
    cases: createMessengerCases({
      tickets: storage.tickets,
      outbox: storage.outbox,
      conversationAt: async (place) => (await moves.standingAt(place)).conversation,
      handoff: core.cases?.handoff ?? null,
      mask: core.cases?.mask ?? core.mask,
      mail: config.notify.mail === undefined ? null : { publicUrl },
      clock,
    }),
    moves: moves.apps,
    inOrder: (conversation, task) => turns.run(conversation, task),
    wording: core.wording,
    starters: core.starters,
    mask: core.mask,
    limits: { messages: createLimit(perMinute), flood: createLimit(perMinute * FLOOD_FACTOR) },
    secret: tokenSecret,
    count: (messenger, count) => metrics.countMessenger(messenger, count),
    clock,
    log,
  });
}
