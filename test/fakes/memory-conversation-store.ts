import { type Conversation, EMPTY_STATE } from '../../src/domain/conversation.ts';
import { replyIdFor } from '../../src/domain/message.ts';
import type { ConversationStore, TranscriptEntry } from '../../src/turn/conversation-store.ts';

/** Conversations in this process's memory. */
export function createMemoryConversationStore(): ConversationStore {
  const conversations = new Map<string, Conversation>();
  const entries = new Map<string, TranscriptEntry[]>();
  return {
    load: async (conversation) => conversations.get(conversation),
    findReply: async (conversation, messageId) => {
      const all = entries.get(conversation) ?? [];
      const reply = all[all.findIndex(({ id, author }) => id === messageId && author === 'visitor') + 1];
      if (reply?.id !== replyIdFor(messageId) || reply.answer === null) return undefined;
      return { id: reply.id, conversation, at: reply.at, answer: reply.answer };
    },
    saveTurn: async ({ message, reply, state, expectedVersion }) => {
      const id = message.conversation;
      const all = entries.get(id) ?? [];
      if (all.some((entry) => entry.id === message.id)) return 'repeated-message';
      if ((conversations.get(id)?.version ?? 0) !== expectedVersion) return 'lost-race';
      conversations.set(id, { id, channel: message.channel, version: expectedVersion + 1, owner: 'bot', state });
      entries.set(id, [
        ...all,
        { id: message.id, author: 'visitor', at: message.at, text: message.text, answer: null, signature: '' },
        { id: reply.id, author: 'bot', at: reply.at, text: reply.answer.text, answer: reply.answer, signature: '' },
      ]);
      return 'saved';
    },
    keep: async ({ message, reply }) => {
      const id = message.conversation;
      const all = entries.get(id) ?? [];
      if (all.some((entry) => entry.id === message.id)) return 'repeated-message';
      const first = { id, channel: message.channel, version: 1, owner: 'bot', state: EMPTY_STATE } as const;
      conversations.set(id, conversations.get(id) ?? first);
      const said = {
        id: message.id,
        author: 'visitor',
        at: message.at,
        text: message.text,
        answer: null,
        signature: '',
      };
      const answered = reply && {
        ...said,
        id: reply.id,
        author: 'bot',
        at: reply.at,
        text: reply.answer.text,
        answer: reply.answer,
      };
      entries.set(id, [...all, said, ...(answered === null ? [] : [answered])] as TranscriptEntry[]);
      return 'kept';
    },
    transcript: async (conversation, limit) => (entries.get(conversation) ?? []).slice(-limit),
  };
}
