import { z } from 'zod';
import type { LocalizedText } from '../domain/language.ts';
import type { LeadBand } from '../domain/lead.ts';
import { checkCondition } from './check-conditions.ts';
import { type Condition, conditionSchema, type RoughRates, slotConditions } from './condition.ts';
import { LEAD_SLOTS } from './lead-slots.ts';
import { localizedSchema } from './localized-schema.ts';
import { faultsOfIssues, type RuleFault, refuseFaults } from './rule-fault.ts';

const FILE = 'scoring.yaml';
const threshold = z.number().int().min(0).max(100);
const scoringSchema = z.strictObject({
  roughUsdRates: z.record(z.string().regex(/^[A-Z]{3}$/u), z.number().positive()),
  bands: z.strictObject({ qualified: threshold, nurture: threshold }),
  lowering: z.array(z.string()),
  rules: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        when: conditionSchema,
        points: z
          .number()
          .int()
          .refine((points) => points !== 0, 'no points change nothing'),
        text: localizedSchema,
      }),
    )
    .min(1),
});

export interface ScoringRule {
  readonly id: string;
  readonly when: Condition;
  /** Added to the score when the condition holds; negative only in rules that the file lists as lowering. */
  readonly points: number;
  readonly text: LocalizedText;
}

export interface ScoringRules {
  readonly roughUsdRates: RoughRates;
  /** Least score of a band; below both it is self-service. */
  readonly bands: Readonly<Record<Exclude<LeadBand, 'self-service'>, number>>;
  readonly rules: readonly ScoringRule[];
}

/** dialogs/scoring.yaml, parsed, as rules. Throws with all faults when it is broken. */
export function readScoring(content: unknown): ScoringRules {
  refuseFaults(checkScoring(content));
  const { roughUsdRates, bands, rules } = scoringSchema.parse(content);
  return { roughUsdRates, bands, rules };
}

/** Everything an editor has to mend in dialogs/scoring.yaml. */
export function checkScoring(content: unknown): readonly RuleFault[] {
  const parsed = scoringSchema.safeParse(content);
  if (!parsed.success) return faultsOfIssues(FILE, content, parsed.error.issues);
  const { rules, bands, lowering, roughUsdRates } = parsed.data;
  const messages: string[] = [];
  if (bands.nurture >= bands.qualified)
    messages.push(`The band «nurture» (${bands.nurture}) must begin below «qualified» (${bands.qualified}).`);
  const best = rules.reduce((sum, { points }) => sum + Math.max(0, points), 0);
  if (best < bands.qualified) messages.push(`No visitor can reach «qualified»: all points together are ${best}.`);
  for (const id of lowering) {
    if (!rules.some((rule) => rule.id === id && rule.points < 0))
      messages.push(`«lowering» lists «${id}», but there is no rule of that id that takes points away.`);
  }
  rules.forEach(({ id, points, when }, index) => {
    if (rules.findIndex((rule) => rule.id === id) !== index)
      messages.push(`The rule id «${id}» is used twice. Give one rule another id.`);
    if (points < 0 && !lowering.includes(id))
      messages.push(`Rule «${id}» takes points away. List it under «lowering», or give it points above 0.`);
    if (slotConditions(when).some((part) => 'only' in part))
      messages.push(`Rule «${id}»: «only» is for routing. A visitor who says more must not lose points.`);
    messages.push(...checkCondition(when, LEAD_SLOTS, roughUsdRates).map((said) => `Rule «${id}»: ${said}.`));
  });
  return messages.map((message) => ({ file: FILE, message }));
}
