import { z } from 'zod';
import { renderDeskMessage } from '../channels/bot-framework/render-desk-message.ts';
import { renderHandoffEvent } from '../channels/bot-framework/render-handoff-event.ts';
import type { DirectLine } from '../channels/direct-line/create-direct-line.ts';
import type { HandedLine, HandoffEvent } from '../channels/messenger/channel.ts';
import { type DeskWords, messengerOf } from '../channels/messenger/create-messenger.ts';
import type { Attachment } from '../domain/attachment.ts';
import type { Language } from '../domain/language.ts';
import type { Sender, SendOutcome } from '../outbox/sender.ts';
import type { TranscriptEntry } from '../turn/conversation-store.ts';

/** DeskMessage (handoff/ticket-store.ts) as it lies in the outbox. */
const deskMessage = z.object({
  id: z.string(),
  conversation: z.string(),
  at: z.string(),
  text: z.string(),
  author: z.enum(['officer', 'system']),
  signature: z.string(),
  suggestions: z.array(z.object({ label: z.string(), text: z.string() })).optional(),
});

/** An event of the hand-off (case-notifier.ts), for a client that asked for them. */
const handoffEvent = z.object({
  id: z.string(),
  conversation: z.string(),
  at: z.string(),
  name: z.enum(['handoff.initiate', 'handoff.status']),
  value: z.record(z.string(), z.string()),
});

/**
 * Brings what officers and the desk write into the visitor's conversation. The log leaves out an id that is there
 * already, so a message that was sent twice is shown once.
 */
export function createVisitorSender(parts: {
  /** Where the conversation goes on now. */
  readonly placeOf: (conversation: string) => Promise<string>;
  /** Of the page at this place; null when it has none, undefined when there is no such conversation. */
  readonly languageOf: (place: string) => Promise<Language | null | undefined>;
  /** Files of the conversation; those of an officer's message go along with it. */
  readonly filesOf: (conversation: string) => Promise<readonly Attachment[]>;
  /** Where a person in a messaging app opens a file. */
  readonly linkTo: (file: Attachment) => Promise<string>;
  /** Oldest first. */
  readonly transcript: (conversation: string) => Promise<readonly TranscriptEntry[]>;
  readonly deliver: DirectLine['deliver'];
  /** Into a messaging app, by the place there; null: it is no place of one. */
  readonly toMessenger: (words: DeskWords) => Promise<SendOutcome> | null;
  /** Of a conversation in a messaging app. */
  readonly handoffToMessenger: (
    event: HandoffEvent & { readonly conversation: string },
    lines: readonly HandedLine[],
  ) => Promise<SendOutcome>;
}): Sender {
  return async ({ payload }) => {
    const said = z.union([handoffEvent, deskMessage]).parse(payload);
    const place = await parts.placeOf(said.conversation);
    const isInApp = messengerOf(place) !== undefined;
    const lines = async () =>
      'name' in said && said.name === 'handoff.initiate' ? parts.transcript(said.conversation) : [];
    if ('name' in said && isInApp) return parts.handoffToMessenger({ ...said, conversation: place }, await lines());
    const all = 'name' in said || said.author !== 'officer' ? [] : await parts.filesOf(said.conversation);
    const files = all.filter(({ message, author }) => message === said.id && author === 'officer');
    if (!('name' in said)) {
      const links = isInApp ? await Promise.all(files.map(parts.linkTo)) : [];
      const text = [said.text, ...links].join('\n');
      const elsewhere = parts.toMessenger({ ...said, conversation: place, text });
      if (elsewhere !== null) return elsewhere;
    }
    const language = await parts.languageOf(place);
    if (language === undefined) return { kind: 'dead', error: 'the conversation is gone' };
    if ('name' in said) {
      await parts.deliver(place, renderHandoffEvent(said, await lines()), '');
      return { kind: 'sent' };
    }
    const { id, type, ...shown } = renderDeskMessage({ ...said, files, language: language ?? 'zh-Hans' });
    const activity = { ...shown, id: id ?? said.id, type: type ?? 'message', timestamp: undefined };
    await parts.deliver(place, activity, said.signature);
    return { kind: 'sent' };
  };
}
