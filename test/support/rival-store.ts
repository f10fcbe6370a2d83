import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import { type IncomingMessage, replyIdFor } from '../../src/domain/message.ts';
import type { ConversationStore } from '../../src/turn/conversation-store.ts';
import { answerTo } from '../fakes/fake-core.ts';

/** A store in which another process saves one of these messages each time just before us, until none is left. */
export function createRivalStore(store: ConversationStore, rivals: readonly IncomingMessage[]): ConversationStore {
  const waiting = [...rivals];
  return {
    ...store,
    saveTurn: async (turn) => {
      const rival = waiting.shift();
      if (rival !== undefined) {
        const answer = answerTo({ text: rival.text });
        const past = {
          original: rival.text,
          standalone: rival.text,
          status: answer.status,
          articles: [],
          answerText: '',
        };
        const known = await store.load(rival.conversation);
        await store.saveTurn({
          message: rival,
          reply: { id: replyIdFor(rival.id), conversation: rival.conversation, at: rival.at, answer },
          state: { ...EMPTY_STATE, turns: [...(known?.state.turns ?? []), past] },
          expectedVersion: known?.version ?? 0,
        });
      }
      return store.saveTurn(turn);
    },
  };
}
