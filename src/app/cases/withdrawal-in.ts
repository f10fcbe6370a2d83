import type { IntentPatterns } from '../../domain/wording.ts';
import { classifyIntent } from '../../understanding/classify-intent.ts';

/** What people write around a number and a code: it says nothing of what they want. */
const LABELS =
  /个案编号|個案編號|案件编号|编号|編號|号码|號碼|查询码|查詢碼|验证码|驗證碼|\b(?:case number|number|no|code|with|its|please)\b|\band(?=\s*(?:code|number|its|$))|[,，.。:：;；、()（）和]/giu;

/** Whether words that stand beside a case's number and code wish it withdrawn; they are those of a visitor's own case. */
export function withdrawalIn(words: string, patterns: IntentPatterns): 'asked' | 'confirmed' | null {
  const intent = classifyIntent(words.normalize('NFKC').replaceAll(LABELS, ' ').trim(), patterns, false);
  if (intent.kind !== 'case') return null;
  if (intent.about === 'withdraw') return 'asked';
  return intent.about === 'confirm-withdrawal' ? 'confirmed' : null;
}
