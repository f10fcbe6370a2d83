import { findCaseReference } from '../../domain/case-number.ts';
import type { IntentPatterns } from '../../domain/wording.ts';
import { withdrawalIn } from './withdrawal-in.ts';

/** What stands before a code where somebody gives one. */
const LABEL = /查询码|查詢碼|验证码|驗證碼|\bcode\b/iu;

/**
 * The text with the code of a case blacked out, where somebody gives one with the number: officers read transcripts, and
 * the code is the visitor's alone. Eight symbols that nobody calls a code may be a date or a word, and stay.
 */
export function withoutCaseCode(text: string, patterns: IntentPatterns): string {
  const named = findCaseReference(text);
  if (named === undefined) return text;
  return LABEL.test(named.rest) || withdrawalIn(named.rest, patterns) !== null ? named.masked : text;
}
