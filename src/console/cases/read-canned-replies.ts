import { z } from 'zod';
import type { LocalizedText } from '../../domain/language.ts';

/** A reply that officers often give. `text` may hold the placeholders below, in braces. */
export interface CannedReply {
  readonly id: string;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
}

export const PLACEHOLDERS = ['number', 'officer', 'company', 'promise'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const sentence = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .refine(
    (text) => [...text.matchAll(/\{([^}]*)\}/gu)].every(([, name]) => PLACEHOLDERS.some((known) => known === name)),
    { message: `only these may stand in braces: ${PLACEHOLDERS.join(', ')}` },
  );
const texts = z.strictObject({ en: sentence, 'zh-Hant': sentence, 'zh-Hans': sentence });
const repliesSchema = z
  .array(z.strictObject({ id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u), title: texts, text: texts }))
  .refine((replies) => new Set(replies.map(({ id }) => id)).size === replies.length, {
    message: 'an id stands there twice',
  });

/** What dialogs/canned-replies.yaml holds. Throws with all faults in one message when it is broken. */
export function readCannedReplies(content: unknown): readonly CannedReply[] {
  return repliesSchema.parse(content);
}
