import type { Storage } from '../adapters/storage/create-storage.ts';
import { renderNews } from '../channels/bot-framework/render-news.ts';
import type { DirectLine } from '../channels/direct-line/create-direct-line.ts';
import { type Messenger, messengerOf } from '../channels/messenger/create-messenger.ts';
import type { Sender } from '../outbox/sender.ts';
import type { CoreParts } from './core.ts';
import type { Parts } from './parts.ts';

/** The store of following, and the ways out to a follower: where the conversation goes on now, or by e-mail. */
export function joinFollowing({
  storage,
  tokenSecret,
  publicUrl,
  notify,
  metrics,
  toVisitor,
  edges,
}: Pick<Parts, 'tokenSecret' | 'publicUrl' | 'notify' | 'metrics'> & {
  readonly storage: Pick<Storage, 'following' | 'moves' | 'activities' | 'replicas'>;
  readonly toVisitor: Sender;
  /** Stand once the channels are joined. */
  readonly edges: { readonly directLine?: DirectLine; readonly messenger?: Messenger };
}): CoreParts['following'] {
  return {
    store: storage.following,
    secret: tokenSecret,
    publicUrl,
    sendMail: notify.sendMail,
    sayTo: async (entry, message) => {
      const place = await storage.moves.placeOf(message.conversation);
      if (messengerOf(place) !== undefined)
        return toVisitor({ ...entry, payload: { ...message, author: 'system', signature: '' } });
      if (edges.directLine === undefined) throw new Error('no channel yet');
      if ((await storage.activities.find(place)) === undefined)
        return { kind: 'dead', error: 'the conversation is gone' };
      const { type = 'message', ...shown } = renderNews(message);
      await edges.directLine.deliver(place, { ...shown, type, timestamp: undefined }, '');
      return { kind: 'sent' };
    },
    windowOf: async (conversation) => {
      const place = await storage.moves.placeOf(conversation);
      if (messengerOf(place) !== undefined) return (await edges.messenger?.isOpen(place)) === true ? 'open' : 'closed';
      const isOpen =
        edges.directLine?.isWatched(place) === true ||
        (await storage.replicas.isWatchingElsewhere({ page: 'chat', id: place }));
      return isOpen ? 'open' : 'away';
    },
    nudge: () => notify.nudge(),
    count: (what, times) => metrics.countFollowing(what, times),
  };
}
