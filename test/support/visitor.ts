import { type Assistant, mask } from '../../src/assistant.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { ConversationState } from '../../src/domain/conversation.ts';
import type { Language } from '../../src/domain/language.ts';
import { createHandleTurn } from '../../src/turn/handle-turn.ts';
import { createMemoryConversationStore } from '../fakes/memory-conversation-store.ts';
import { noon, TODAY } from './real-assistant.ts';

/** Somebody who talks to the assistant, turn by turn, as through a channel. */
export interface Visitor {
  readonly says: (text: string) => Promise<Answer>;
  /** What is remembered of the conversation. */
  readonly state: () => Promise<ConversationState | undefined>;
}

export function createVisitor(
  assistant: Assistant,
  pageLanguage: Language | null = null,
  today: () => string = () => TODAY,
): Visitor {
  const store = createMemoryConversationStore();
  const handleTurn = createHandleTurn({
    store,
    clock: () => noon(today()),
    understand: assistant.understand,
    answer: assistant.answer,
    mask,
    onAnswer: () => undefined,
    timeoutMs: 30_000,
    wording: assistant.dialogs.wording,
    forms: null,
  });
  let count = 0;
  return {
    says: async (text) => {
      const id = `m${++count}`;
      const page = pageLanguage === null ? {} : { pageLanguage };
      const at = noon(today()).toISOString();
      const reply = await handleTurn({ id, conversation: 'c', text, channel: 'test', at, ...page });
      if (reply === null) throw new Error('nobody but the bot is there to answer');
      return reply.answer;
    },
    state: async () => (await store.load('c'))?.state,
  };
}
