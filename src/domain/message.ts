import type { Answer } from './answer.ts';
import type { Language } from './language.ts';

/** What a visitor said, whatever the channel. `id` is unique within the conversation: a repeat does nothing. */
export interface IncomingMessage {
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  readonly channel: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  /** The language of the page the visitor is on: decides only when the words themselves do not. */
  readonly pageLanguage?: Language;
}

/** What goes back. `id` is derived from the message it answers, so sending it twice can be noticed. */
export interface Reply {
  readonly id: string;
  readonly conversation: string;
  readonly at: string;
  readonly answer: Answer;
}

export function replyIdFor(messageId: string): string {
  return `${messageId}.reply`;
}
