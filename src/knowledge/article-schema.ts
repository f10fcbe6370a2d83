import { z } from 'zod';
import { halfWidthMark, halfWidthMessage } from './half-width-mark.ts';

const chinese = z
  .string()
  .trim()
  .min(1)
  .superRefine((text, context) => {
    const mark = halfWidthMark(text);
    if (mark !== null) context.addIssue(halfWidthMessage(mark));
  });
const localized = z.strictObject({ en: z.string().trim().min(1), 'zh-Hant': chinese, 'zh-Hans': chinese });
/** «tax.hk» tells a reader nothing: the address is shown anyway. */
const BARE_HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b/u;
const publisher = localized.superRefine((names, context) => {
  for (const [language, name] of Object.entries(names)) {
    if (BARE_HOST.test(name))
      context.addIssue({
        code: 'custom',
        path: [language],
        message: `«${name}» begins with an address. Name the publisher in words; the address may follow in brackets`,
      });
  }
});
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day written YYYY-MM-DD')
  .refine(isInCalendar, 'is no day of the calendar');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');

/** article.yaml, as docs/handbook/README.md describes it. */
export const articleSchema = z.strictObject({
  id: slug,
  topic: slug,
  owner: z.string().min(1),
  audience: z.array(z.string()).default(['any']),
  markets: z.array(z.string()).default([]),
  sectors: z.array(z.string()).default([]),
  checkedOn: day,
  reviewBy: day,
  validUntil: day.nullable().default(null),
  sources: z
    .array(
      z.strictObject({
        id: slug,
        title: localized,
        publisher,
        url: z.url({ protocol: /^https?$/ }),
        date: z.coerce
          .string()
          .regex(/^(\d{4}(-\d{2}(-\d{2})?)?|undated)$/, 'must be YYYY, YYYY-MM, YYYY-MM-DD or undated')
          .refine(
            (date) => !/^\d{4}-/u.test(date) || isInCalendar(`${date}-01`.slice(0, 10)),
            'is no day of the calendar',
          ),
        kind: z.enum(['official', 'secondary']),
        supports: z.array(slug).default([]),
      }),
    )
    .min(1, 'needs at least one source'),
  mustMention: z
    .array(
      z.strictObject({
        id: slug,
        appliesTo: z.array(slug).default([]),
        statedIn: z.array(slug).default([]),
        text: localized,
      }),
    )
    .default([]),
  related: z.array(slug).default([]),
});

/** «How much is it? {#cost}»: a question with the section that answers it. */
const TAGGED_QUESTION = /^(?<text>.+?)\s*\{#(?<section>[a-z0-9]+(?:-[a-z0-9]+)*)\}$/u;

/** The lines between the two --- of a language file. */
export const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1),
  summary: z.string().trim().min(1),
  questions: z.array(
    z
      .string()
      .trim()
      .min(2)
      .transform((written) => {
        const { text, section } = TAGGED_QUESTION.exec(written)?.groups ?? {};
        return text === undefined ? { text: written, section: null } : { text, section: section ?? null };
      }),
  ),
});

export const localizedSchema = localized;
export const daySchema = day;

/** 31 February has the form of a day, but is none. */
function isInCalendar(date: string): boolean {
  const instant = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
}
