import { z } from 'zod';
import { foldScript } from '../chinese/script-tables.ts';
import type { LocalizedText } from '../domain/language.ts';
import { type Condition, conditionSchema, type RoughRates } from './condition.ts';
import { localizedSchema } from './localized-schema.ts';
import { faultsOfIssues, refuseFaults } from './rule-fault.ts';

export const ROUTING_FILE = 'routing.yaml';
export const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'must be a time written HH:MM in quotes');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u, 'must be a day written YYYY-MM-DD in quotes');
const pattern = z.string().refine(isPattern, 'is no regular expression').transform(compile);
const kind = z.strictObject({
  acceptWithinMinutes: z.number().int().positive(),
  replyWithinHours: z.number().positive(),
});
const assignment = z.enum(['offer', 'pull']);
const rule = z
  .strictObject({
    id: z.string().min(1),
    priority: z.number().int(),
    when: conditionSchema.nullish().transform((when) => when ?? null),
    desks: z.array(z.string()).default([]),
    officeOf: z
      .enum(['province', 'markets'])
      .nullish()
      .transform((of) => of ?? null),
    reason: localizedSchema,
  })
  .refine(({ desks, officeOf }) => desks.length > 0 !== (officeOf !== null), 'needs either desks or officeOf');

export const routingSchema = z.strictObject({
  hours: z.strictObject({
    days: z.array(z.enum(DAYS)).min(1),
    from: clock,
    until: clock,
    halfDays: z.array(z.strictObject({ on: day, until: clock })),
  }),
  kinds: z.strictObject({ agency: kind, 'mainland-office': kind, 'overseas-office': kind, duty: kind }),
  assign: z.strictObject({
    usual: assignment,
    desks: z.record(z.string(), assignment),
    offerMinutes: z.number().int().positive(),
  }),
  askAtMost: z.number().int().positive(),
  agencies: z.array(z.string()).min(1),
  duty: z.strictObject({ name: localizedSchema, reason: localizedSchema }),
  rules: z.array(rule).min(1),
  prefill: z.strictObject({
    needs: z.record(z.string(), z.array(z.string())),
    sectors: z.record(z.string(), z.array(z.string())),
    investment: z.strictObject({ words: pattern, unless: pattern }),
  }),
});

export interface RoutingRule {
  readonly id: string;
  /** The lowest that holds decides. */
  readonly priority: number;
  /** null = always. */
  readonly when: Condition | null;
  /** Ids, first choice first; empty when the office is looked up. */
  readonly desks: readonly string[];
  readonly officeOf: 'province' | 'markets' | null;
  readonly reason: LocalizedText;
}

/** dialogs/routing.yaml as values; rules by rising priority. */
export interface RoutingRules extends Omit<z.infer<typeof routingSchema>, 'rules'> {
  readonly rules: readonly RoutingRule[];
  readonly roughUsdRates: RoughRates;
}

/**
 * dialogs/routing.yaml, parsed, as rules. Throws with all faults when its shape is broken; whether desks, slots and texts
 * fit the tables is for checkRouting. `roughUsdRates` are those of scoring.yaml.
 */
export function readRouting(content: unknown, roughUsdRates: RoughRates): RoutingRules {
  const parsed = routingSchema.safeParse(content);
  if (!parsed.success) {
    refuseFaults(faultsOfIssues(ROUTING_FILE, content, parsed.error.issues));
    throw parsed.error;
  }
  const rules = parsed.data.rules.toSorted((a, b) => a.priority - b.priority);
  return { ...parsed.data, rules, roughUsdRates };
}

function isPattern(source: string): boolean {
  try {
    compile(source);
    return true;
  } catch {
    return false;
  }
}

/** Matched against text folded to Simplified, in lower case. */
function compile(source: string): RegExp {
  return new RegExp(foldScript(source), 'u');
}
