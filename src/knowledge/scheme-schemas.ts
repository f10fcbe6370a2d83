import { z } from 'zod';
import { INPUT_KINDS } from '../domain/asked-input.ts';
import { SCHEME_KINDS, SCHEME_STATUSES } from '../domain/schemes.ts';
import { daySchema, localizedSchema } from './article-schema.ts';
import { provenance } from './provenance-schema.ts';

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);
const pattern = z.string().refine(isPattern, 'is no regular expression');

const fact = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(INPUT_KINDS),
  question: localizedSchema,
  currency: optional(z.string()),
  unit: optional(z.string()),
  /** Of a choice: the buttons. */
  options: z.array(z.strictObject({ value: z.string(), label: localizedSchema })).default([]),
  words: z.record(z.string(), z.array(pattern)).default({}),
  passed: localizedSchema,
  failed: localizedSchema,
});

const criterion = z
  .strictObject({
    fact: z.string(),
    is: z.boolean().optional(),
    'at-least': z.number().optional(),
    'at-most': z.number().optional(),
    below: z.number().optional(),
    'one-of': z.array(z.string()).min(1).optional(),
    'may-still-pass': z.boolean().default(false),
    passed: optional(localizedSchema),
    failed: optional(localizedSchema),
  })
  .refine(
    (value) =>
      [value.is, value['at-least'], value['at-most'], value.below, value['one-of']].filter((test) => test !== undefined)
        .length === 1,
    'needs exactly one of is, at-least, at-most, below, one-of',
  );

/** knowledge/tables/schemes.yaml: what may be asked, and the schemes that ask it. */
export const schemesSchema = z.object({
  checkedOn: daySchema,
  facts: z.array(fact),
  schemes: z.array(
    z.object({
      id: z.string().min(1),
      name: localizedSchema,
      kind: z.enum(SCHEME_KINDS),
      body: z.string().min(1),
      status: z.enum(SCHEME_STATUSES),
      keywords: z.array(z.string().min(2)).default([]),
      criteria: z.array(criterion).min(1),
      ceiling: optional(z.object({ amount: z.number(), currency: z.string(), per: localizedSchema })),
      support: optional(localizedSchema),
      deadline: optional(daySchema),
      howToApply: optional(localizedSchema),
      mainlandParent: z.boolean(),
      article: optional(z.string()),
      note: optional(localizedSchema),
      ...provenance,
    }),
  ),
});

export type SchemesFile = z.infer<typeof schemesSchema>;

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
