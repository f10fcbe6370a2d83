import { z } from 'zod';
import { daySchema } from './article-schema.ts';

/** Where a row comes from, as columns of the row. */
export const provenance = {
  source: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .transform((value) => value ?? null),
  sourceDate: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  confidence: z.enum(['official', 'secondary', 'unverified']),
  linkOk: z.boolean().default(true),
  // Filled in from the head of the file by read-tables.
  checkedOn: daySchema.default('1970-01-01'),
};
