import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, NO_EVIDENCE } from '../../domain/answer.ts';
import type { OutboxEntry } from '../../domain/outbox.ts';
import type { VendorMessage } from './channel.ts';

/** Payload of an outbox entry of kind «messenger»: one message in the vendor's form. */
export const outgoingSchema = z.object({
  conversation: z.string(),
  message: z.record(z.string(), z.unknown()),
  /** Who speaks; `system`: the desk. `template`: a message that the vendor lets pass when the window is closed. */
  author: z.enum(['bot', 'officer', 'system', 'template']),
  /** What an officer wrote, for a mail when the app refuses it; empty for others and for later parts. */
  words: z.string(),
});
export type Outgoing = z.infer<typeof outgoingSchema>;

/** An answer that is missed is asked for again, but not one with a code that is shown once: that is the desk's word. */
export function authorOf({ card }: Pick<Answer, 'card'>): 'bot' | 'system' {
  return card?.kind === 'case' && card.code !== null ? 'system' : 'bot';
}

/** One entry per vendor message. The ids follow from `id`, so that what is written again is left out. */
export function outgoingEntries(
  id: string,
  messages: readonly VendorMessage[],
  { conversation, author, words = '' }: Pick<Outgoing, 'conversation' | 'author'> & { readonly words?: string },
  dueAt: string,
): readonly OutboxEntry[] {
  return messages.map((message, index) => ({
    id: `${conversation}/${id}/${index}`,
    kind: 'messenger' as const,
    lane: conversation,
    payload: { conversation, message, author, words: index === 0 ? words : '' } satisfies Outgoing,
    dueAt,
  }));
}

/** An entry's id in the form that vendors take: 32 characters of [0-9A-Za-z_-]. */
export function vendorIdOf(entry: string): string {
  return createHash('sha256').update(entry).digest('base64url').slice(0, 32);
}

/** Words of our own that rest on no passage. */
export function plainAnswer(
  text: string,
  language: Answer['language'],
  status: Answer['status'] = 'smalltalk',
): Answer {
  return {
    status,
    completeness: 'none',
    language,
    text,
    citations: [],
    suggestions: [],
    question: { original: '', standalone: '' },
    evidence: NO_EVIDENCE,
  };
}
