import type { LeadBand, LeadScore } from '../domain/lead.ts';
import type { Slots } from '../domain/slots.ts';
import { holds } from './condition.ts';
import type { ScoringRules } from './read-scoring.ts';

/**
 * How ready a visitor is for an officer: the points of every rule that holds, kept within 0 and 100, with the reasons in
 * the order of the file. What a visitor adds never lowers it, apart from rules listed as lowering.
 */
export function scoreLead({ rules, bands, roughUsdRates }: ScoringRules, slots: Slots): LeadScore {
  const reasons = rules
    .filter(({ when }) => holds(when, slots, roughUsdRates))
    .map(({ id, points, text }) => ({ rule: id, points, text }));
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  const score = Math.min(100, Math.max(0, sum));
  return { score, band: bandOf(score, bands), reasons };
}

function bandOf(score: number, bands: ScoringRules['bands']): LeadBand {
  if (score >= bands.qualified) return 'qualified';
  return score >= bands.nurture ? 'nurture' : 'self-service';
}
