import { type AskedInput, type Inputs, type InputValue, UNSURE } from '../domain/asked-input.ts';
import { inAll, type LocalizedText } from '../domain/language.ts';
import type { Criterion, Scheme } from '../domain/schemes.ts';

export type Verdict = 'may-qualify' | 'does-not-qualify' | 'unknown' | 'not-open';

export interface SchemeEvaluation {
  readonly scheme: Scheme;
  readonly verdict: Verdict;
  /** Reasons for, as clauses. */
  readonly passed: readonly LocalizedText[];
  /** Reasons against. */
  readonly failed: readonly LocalizedText[];
  /** What was not answered, or is answered and still open. */
  readonly unknown: readonly (AskedInput | LocalizedText)[];
}

/**
 * A scheme against what is known of a visitor. One failed criterion rules it out; one that passed and none that failed
 * means that it may be open to them. Never more than «may»: the body decides.
 */
export function evaluateScheme(scheme: Scheme, inputs: Inputs, today: string): SchemeEvaluation {
  const passed: LocalizedText[] = [];
  const failed: LocalizedText[] = [];
  const unknown: (AskedInput | LocalizedText)[] = [];
  for (const criterion of scheme.criteria) {
    const value = inputs[criterion.asked.id];
    const passes = value === undefined || value === UNSURE ? null : test(criterion, value);
    if (passes === null || value === undefined) unknown.push(criterion.asked);
    else if (passes) passed.push(reason(criterion.passed, criterion, value));
    else if (criterion.mayStillPass) unknown.push(reason(criterion.failed, criterion, value));
    else failed.push(reason(criterion.failed, criterion, value));
  }
  return { scheme, verdict: verdictOf(scheme, passed.length, failed.length, today), passed, failed, unknown };
}

function verdictOf(scheme: Scheme, passed: number, failed: number, today: string): Verdict {
  if (!isOpen(scheme, today)) return 'not-open';
  if (failed > 0) return 'does-not-qualify';
  return passed > 0 ? 'may-qualify' : 'unknown';
}

/** Whether applications are taken, as far as the row says; «unclear» counts as open until its last day has passed. */
function isOpen({ status, deadline }: Scheme, today: string): boolean {
  return (status === 'open' || status === 'unclear') && (deadline === null || deadline >= today);
}

/** null when the answer is of another kind than the test: an amount in another currency, say. */
function test({ passes, asked }: Criterion, value: InputValue): boolean | null {
  if ('is' in passes) return typeof value === 'boolean' ? value === passes.is : null;
  if ('oneOf' in passes) return typeof value === 'string' ? passes.oneOf.includes(value) : null;
  const number = numberOf(value, asked.currency);
  if (number === null) return null;
  if ('atLeast' in passes) return number >= passes.atLeast;
  return 'atMost' in passes ? number <= passes.atMost : number < passes.below;
}

function numberOf(value: InputValue, currency: string | null): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object') return null;
  return value.currency === null || value.currency === currency ? value.value : null;
}

function reason(words: LocalizedText, { passes, asked }: Criterion, value: InputValue): LocalizedText {
  const [limit] = Object.values(passes).filter((part) => typeof part === 'number');
  const figures = { limit: limit ?? '', value: numberOf(value, asked.currency) ?? '' };
  const fill = (text: string) =>
    text.replace(/\{(limit|value)\}/gu, (_, name: 'limit' | 'value') => figures[name].toLocaleString('en-US'));
  return inAll((language) => fill(words[language]));
}
