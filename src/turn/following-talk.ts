import type { Formed, Turn } from './forms.ts';

/** What a turn needs of following. Every method rejects with OutageError when the store is down. */
export interface FollowingTalk {
  /** null: nothing of following is meant. Comes before forms, as one word must stop everything. */
  respond(turn: Turn): Promise<Formed | null>;
  /** An answer of the knowledge base, perhaps with the button to follow its subject. */
  suggest(turn: Turn, said: Formed): Promise<Formed>;
  /** While an officer owns the chat. */
  overhear(conversation: string, text: string, at: string): Promise<void>;
}
