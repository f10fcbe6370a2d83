import { normaliseText } from '../../chinese/han-runs.ts';
import type { IntentPatterns } from '../../domain/wording.ts';
import { classifyIntent } from '../../understanding/classify-intent.ts';

/** What people write around a number and a code: it says nothing of what they want. */
const LABELS =
  /个案编号|個案編號|案件编号|编号|編號|号码|號碼|查询码|查詢碼|验证码|驗證碼|\b(?:case number|number|no|access code|code|with|its|please)\b|\band(?=\s*(?:code|number|its|$))|[,，.。:：;；、()（）和]/giu;

/** Where number and code stood between Chinese words. */
const HAN_GAPS = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/**
 * Whether words that stand beside a case's number and code wish it withdrawn: those of a visitor's own case, or shorter
 * ones, since the number says what is meant.
 */
export function withdrawalIn(words: string, patterns: IntentPatterns): 'asked' | 'confirmed' | null {
  const said = words.normalize('NFKC').replaceAll(LABELS, ' ').replaceAll(/\s+/gu, ' ').replaceAll(HAN_GAPS, '').trim();
  const intent = classifyIntent(said, patterns, false);
  if (intent.kind !== 'case')
    return patterns.withdrawNamed.some((one) => one.test(normaliseText(said))) ? 'asked' : null;
  if (intent.about === 'withdraw') return 'asked';
  return intent.about === 'confirm-withdrawal' ? 'confirmed' : null;
}

/** Whether a whole message asks for the case of its own conversation to be withdrawn. */
export function asksWithdrawal(text: string, patterns: IntentPatterns): boolean {
  const intent = classifyIntent(text.normalize('NFKC').trim(), patterns, false);
  return intent.kind === 'case' && intent.about === 'withdraw';
}
