import { z } from 'zod';
import { renderDeskMessage } from './channels/bot-framework/render-desk-message.ts';
import type { DirectLine } from './channels/direct-line/create-direct-line.ts';
import type { DeskWords } from './channels/messenger/create-messenger.ts';
import type { Language } from './domain/language.ts';
import type { Sender, SendOutcome } from './outbox/sender.ts';

/** DeskMessage (handoff/ticket-store.ts) as it lies in the outbox. */
const deskMessage = z.object({
  id: z.string(),
  conversation: z.string(),
  at: z.string(),
  text: z.string(),
  author: z.enum(['officer', 'system']),
  signature: z.string(),
});

/**
 * Brings what officers and the desk write into the visitor's conversation. The log leaves out an id that is there
 * already, so a message that was sent twice is shown once.
 */
export function createVisitorSender(parts: {
  /** Of the page of the conversation; null when it has none, undefined when there is no such conversation. */
  readonly languageOf: (conversation: string) => Promise<Language | null | undefined>;
  readonly deliver: DirectLine['deliver'];
  /** Into a messaging app; null: it is no conversation of one. */
  readonly toMessenger: (words: DeskWords) => Promise<SendOutcome> | null;
}): Sender {
  return async ({ payload }) => {
    const message = deskMessage.parse(payload);
    const elsewhere = parts.toMessenger(message);
    if (elsewhere !== null) return elsewhere;
    const language = await parts.languageOf(message.conversation);
    if (language === undefined) return { kind: 'dead', error: 'the conversation is gone' };
    const { id, type, ...shown } = renderDeskMessage({ ...message, language: language ?? 'zh-Hans' });
    const activity = { ...shown, id: id ?? message.id, type: type ?? 'message', timestamp: undefined };
    await parts.deliver(message.conversation, activity, message.signature);
    return { kind: 'sent' };
  };
}
