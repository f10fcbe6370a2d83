import type { Amount, AskedInput } from './asked-input.ts';
import type { LocalizedText } from './language.ts';
import type { Provenance } from './provenance.ts';

/** What a criterion asks of the visitor's answer. */
export type Passes =
  | { readonly is: boolean }
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly below: number }
  | { readonly oneOf: readonly string[] };

/** One condition of a scheme that can be tested: what is asked, when it passes, and the reason in words. */
export interface Criterion {
  readonly asked: AskedInput;
  readonly passes: Passes;
  /** {value} is the visitor's answer, {limit} the scheme's figure. */
  readonly passed: LocalizedText;
  readonly failed: LocalizedText;
  /** What we know may not be all there is: a fail leaves it open. */
  readonly mayStillPass: boolean;
}

export const SCHEME_KINDS = ['grant', 'guarantee', 'insurance', 'tax', 'service'] as const;
export const SCHEME_STATUSES = ['open', 'closed', 'planned', 'merged', 'unclear'] as const;

export interface Scheme extends Provenance {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: (typeof SCHEME_KINDS)[number];
  /** Id in agencies.yaml. */
  readonly body: string;
  readonly status: (typeof SCHEME_STATUSES)[number];
  /** How people name it: folded to Simplified, lower case. */
  readonly keywords: readonly string[];
  readonly criteria: readonly Criterion[];
  readonly ceiling: (Amount & { readonly per: LocalizedText }) | null;
  readonly support: LocalizedText | null;
  /** Last day to apply, YYYY-MM-DD. */
  readonly deadline: string | null;
  readonly howToApply: LocalizedText | null;
  /** A Mainland parent may apply itself. */
  readonly mainlandParent: boolean;
  readonly note: LocalizedText | null;
  /** Id of the article that treats it: next questions come from there. */
  readonly article: string | null;
}
