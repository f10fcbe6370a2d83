import { z } from 'zod';
import { ANSWER_STATUSES } from '../../domain/answer.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import { EMPTY_STATE } from '../../domain/conversation.ts';
import { LANGUAGES } from '../../domain/language.ts';

const inputValue = z.union([
  z.boolean(),
  z.number(),
  z.string(),
  z.object({ value: z.number(), currency: z.string().nullable() }),
]);

const slotValue = z.union([
  z.boolean(),
  z.number(),
  z.string(),
  z.array(z.string()),
  z.object({ value: z.number(), currency: z.string().nullable() }),
]);

/** What a dialog has learnt, as stored; a ticket's fields have the same shape. */
export const slotsSchema = z.record(z.string(), slotValue);

const stateSchema = z.looseObject({
  schema: z.literal(1),
  language: z.enum(LANGUAGES).nullable(),
  turns: z.array(
    z.looseObject({
      original: z.string(),
      standalone: z.string(),
      status: z.enum(ANSWER_STATUSES),
      articles: z.array(z.string()),
      answerText: z.string(),
    }),
  ),
  failuresInARow: z.int().nonnegative(),
  more: z.looseObject({ passage: z.string(), shownBlocks: z.int().nonnegative() }).nullable(),
  // Joined later: older state has none, and one that cannot be read is only a calculation to begin again.
  calculation: z
    .object({ name: z.string(), inputs: z.record(z.string(), inputValue), asked: z.string().nullable() })
    .nullable()
    .catch(null)
    .exactOptional(),
  // Joined later too: a form that cannot be read is only to be begun again.
  dialog: z
    .object({
      dialog: z.string(),
      version: z.number(),
      slots: slotsSchema,
      prefilled: z.array(z.string()),
      withheld: z.array(z.string()),
      skipped: z.array(z.string()),
      filled: z.array(z.string()),
      asked: z.string().nullable(),
      failures: z.int().nonnegative(),
      startedAt: z.string(),
      lastAt: z.string(),
    })
    .nullable()
    .catch(null)
    .exactOptional(),
  // A question about following that cannot be read is not asked any more.
  following: z
    .object({
      wasOffered: z.boolean(),
      asked: z
        .object({
          question: z.enum(['where', 'email', 'code']),
          kind: z.enum(['article', 'topic', 'market', 'event']),
          id: z.string(),
          way: z.enum(['here', 'email', 'both']),
          at: z.string(),
        })
        .nullable(),
    })
    .nullable()
    .catch(null)
    .exactOptional(),
});

/**
 * What the database holds for a conversation, as a ConversationState of today. State of an unknown shape (written by
 * a newer release before a roll-back) is forgotten rather than fatal: the transcript is kept elsewhere.
 */
export function parseStoredState(json: string): ConversationState {
  const parsed = stateSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : EMPTY_STATE;
}
