import { z } from 'zod';
import { COMPARISONS, EVENT_STATUSES } from '../domain/tables.ts';
import { daySchema, localizedSchema } from './article-schema.ts';
import { provenance } from './provenance-schema.ts';
import { schemesSchema } from './scheme-schemas.ts';

const localizedOrSame = z
  .union([localizedSchema, z.string()])
  .transform((value) => (typeof value === 'string' ? { en: value, 'zh-Hant': value, 'zh-Hans': value } : value));
const optionalText = localizedOrSame.nullish().transform((value) => value ?? null);
const optionalString = z.coerce
  .string()
  .nullish()
  .transform((value) => value ?? null);
const optionalWord = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const words = z.array(z.coerce.string()).default([]);
const rowId = z.string().min(1);

/** As exact as the page says. An unquoted 2026 is a number to YAML. */
const eventDay = z.coerce
  .string()
  .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u, 'must be YYYY-MM-DD, YYYY-MM or YYYY')
  .nullish()
  .transform((value) => value ?? null);

const office = z.object({
  id: rowId,
  name: localizedSchema,
  short: localizedSchema,
  aliases: words,
  city: localizedSchema,
  website: optionalWord,
  phone: optionalWord,
  email: optionalWord,
  role: optionalText,
  ...provenance,
});

const rate = z
  .object({
    value: z
      .number()
      .nullish()
      .transform((value) => value ?? null),
    qualifying: z.array(z.number()).default([]),
    general: z.array(z.number()).default([]),
    text: localizedOrSame,
  })
  .nullish()
  .transform((value) => value ?? null);

const otherAgreement = z
  .object({ status: z.string(), signed: optionalString, inForce: optionalString, note: optionalText, ...provenance })
  .nullish()
  .transform((value) => value ?? null);

/** One schema per file of knowledge/tables; columns that the program does not use are left for readers. */
export const tableSchemas = {
  'agencies.yaml': z.object({
    checkedOn: daySchema,
    agencies: z.array(
      z.object({
        id: rowId,
        name: localizedSchema,
        short: localizedSchema,
        whatFor: localizedSchema,
        website: optionalWord,
        phone: optionalWord,
        email: optionalWord,
        note: optionalText,
        ...provenance,
      }),
    ),
  }),
  'mainland-offices.yaml': z.object({
    checkedOn: daySchema,
    offices: z.array(office),
    provinces: z.array(
      z.object({
        id: rowId,
        name: localizedSchema,
        aliases: words,
        cities: z.array(z.object({ id: rowId, name: localizedSchema })).default([]),
        office: rowId,
        ...provenance,
      }),
    ),
  }),
  'overseas-offices.yaml': z.object({ checkedOn: daySchema, offices: z.array(office.extend({ economies: words })) }),
  'markets.yaml': z.object({
    checkedOn: daySchema,
    markets: z.array(
      z.object({
        id: rowId,
        kind: z.enum(['economy', 'bloc']),
        name: localizedSchema,
        aliases: words,
        abbreviations: words,
        region: optionalWord,
        citRate: z
          .number()
          .nullish()
          .transform((value) => value ?? null),
        citNote: optionalText,
        vatRate: z
          .number()
          .nullish()
          .transform((value) => value ?? null),
        vatNote: optionalText,
        taxSource: provenance.source,
        taxDate: optionalWord,
        taxConfidence: z
          .enum(['official', 'secondary', 'unverified'])
          .nullish()
          .transform((value) => value ?? 'unverified'),
        linkOk: z.boolean().default(true),
      }),
    ),
  }),
  'agreements.yaml': z.object({
    checkedOn: daySchema,
    statusTexts: z.record(z.string(), localizedSchema),
    agreements: z.array(
      z.object({
        market: rowId,
        cdta: z
          .object({
            status: z.string(),
            signed: optionalString,
            inForce: optionalString,
            effectiveFrom: optionalString,
            rates: z
              .object({ dividends: rate, interest: rate, royalties: rate })
              .nullish()
              .transform((value) => value ?? null),
            note: optionalText,
            ...provenance,
          })
          .nullish()
          .transform((value) => value ?? null),
        ipa: otherAgreement,
        fta: otherAgreement,
      }),
    ),
  }),
  'fees.yaml': z.object({
    checkedOn: daySchema,
    fees: z.array(
      z.object({
        id: rowId,
        category: z.string(),
        item: localizedSchema,
        amount: z
          .union([z.number(), z.array(z.number())])
          .nullish()
          .transform((value) => value ?? null),
        unit: z
          .string()
          .nullish()
          .transform((value) => value ?? ''),
        basis: optionalText,
        since: optionalString,
        until: optionalString,
        status: z.string().default('current'),
        note: optionalText,
        keywords: z.object({ en: words, zh: words }).default({ en: [], zh: [] }),
        ...provenance,
      }),
    ),
  }),
  'thresholds.yaml': z.object({
    checkedOn: daySchema,
    thresholds: z.array(
      z.object({
        id: rowId,
        topic: z.string(),
        name: localizedSchema,
        value: z.number().nullable(),
        unit: z.string().default(''),
        comparison: z.enum(COMPARISONS).default('equals'),
        result: optionalText,
        otherwise: optionalText,
        fee: optionalWord,
        authority: rowId,
        since: optionalString,
        until: optionalString,
        status: z.enum(['current', 'temporary', 'proposed', 'ended']),
        note: optionalText,
        ...provenance,
      }),
    ),
  }),
  'schemes.yaml': schemesSchema,
  'events.yaml': z.object({
    checkedOn: daySchema,
    events: z.array(
      z.object({
        id: rowId,
        date: eventDay,
        end: eventDay,
        title: localizedSchema,
        place: localizedSchema,
        organiser: optionalText,
        summary: optionalText,
        type: z.enum(['launch', 'meeting', 'conference', 'mission', 'announcement', 'agreement', 'policy']),
        status: z.enum(EVENT_STATUSES),
        ...provenance,
      }),
    ),
  }),
};

/** tables/publishers.yaml: who runs the sites that rows cite. */
export const publishersSchema = z.strictObject({
  checkedOn: daySchema,
  publishers: z.array(z.strictObject({ hosts: z.array(z.string().min(1)).min(1), name: localizedSchema })),
});

export const lexiconSchema = z.object({
  terms: z.array(
    z.object({ id: rowId, kind: z.string(), en: words, 'zh-Hant': words, 'zh-Hans': words, pinyin: words }),
  ),
});

export const outOfScopeSchema = z.object({ en: words, 'zh-Hant': words, 'zh-Hans': words });

const wrongSideTerms = z.array(
  z.strictObject({ term: z.string().min(1), write: z.string().min(1), allow: words, allowIn: words }),
);

/** knowledge/wrong-side-terms.yaml: words that the Simplified or the Traditional files may not use. */
export const wrongSideTermsSchema = z.strictObject({ inSimplified: wrongSideTerms, inTraditional: wrongSideTerms });
