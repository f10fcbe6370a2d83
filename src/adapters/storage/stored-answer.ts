import { z } from 'zod';
import { ANSWER_STATUSES, type Answer } from '../../domain/answer.ts';
import { LANGUAGES } from '../../domain/language.ts';

const scored = { score: z.number() };

/** Loose, so that a field which a later release adds to the contract is not lost on its way through the store. */
const answerSchema = z.looseObject({
  status: z.enum(ANSWER_STATUSES),
  completeness: z.enum(['complete', 'partial', 'none']),
  language: z.enum(LANGUAGES),
  text: z.string(),
  table: z
    .looseObject({ caption: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.string())) })
    .exactOptional(),
  citations: z.array(
    z.looseObject({
      mark: z.number(),
      article: z.string(),
      section: z.string(),
      title: z.string(),
      publisher: z.string(),
      url: z.string(),
      sourceDate: z.string(),
      checkedOn: z.string(),
      ageDays: z.number(),
      isPastReview: z.boolean(),
      language: z.enum(LANGUAGES),
    }),
  ),
  suggestions: z.array(
    z.looseObject({ kind: z.enum(['question', 'option', 'more', 'person']), label: z.string(), text: z.string() }),
  ),
  question: z.looseObject({ original: z.string(), standalone: z.string() }),
  evidence: z.looseObject({
    accepted: z.array(z.looseObject({ passage: z.string(), ...scored })),
    rejected: z.array(z.looseObject({ passage: z.string(), ...scored })),
    articles: z.array(z.looseObject({ article: z.string(), ...scored })),
    confidence: z.number(),
    gap: z.number(),
    indexVersion: z.string(),
    quoted: z.record(z.string(), z.string()),
    timingsMs: z.record(z.string(), z.number()),
    reason: z.string(),
  }),
});

/** An answer as it was given, read back from the store. Throws when the row is not an answer. */
export function parseStoredAnswer(json: string): Answer {
  return answerSchema.parse(JSON.parse(json));
}
