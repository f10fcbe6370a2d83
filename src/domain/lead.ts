import type { LocalizedText } from './language.ts';

export const LEAD_BANDS = ['qualified', 'nurture', 'self-service'] as const;
export type LeadBand = (typeof LEAD_BANDS)[number];

/** Why points were given. */
export interface ScoreReason {
  /** Id of the rule in dialogs/scoring.yaml. */
  readonly rule: string;
  readonly points: number;
  readonly text: LocalizedText;
}

export interface LeadScore {
  /** 0 to 100. */
  readonly score: number;
  readonly band: LeadBand;
  readonly reasons: readonly ScoreReason[];
}

/** Which desk a case goes to. */
export interface Routing {
  /** Id of a desk in dialogs/routing.yaml. */
  readonly desk: string;
  /** Desks to ask next when nobody there accepts; the duty desk is last. */
  readonly next: readonly string[];
  /** Id of the rule that decided, and its sentence. */
  readonly rule: string;
  readonly reason: LocalizedText;
}
