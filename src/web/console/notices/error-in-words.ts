import { SEND_REASONS, type SendReasonPattern } from '../../../domain/send-error.ts';
import type { SendErrorTexts } from '../texts/send-error-texts.en.ts';

/** Each reason as it is kept: alone, behind a vendor's code, or behind the closed window of a messaging app. */
const KEPT: readonly (readonly [SendReasonPattern, RegExp])[] = SEND_REASONS.map((reason) => {
  const open = reason
    .replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
    .replace('{number}', String.raw`(?<value>\d+)`)
    .replace('{code}', '(?<value>.+)');
  return [reason, new RegExp(String.raw`^(?:window closed \((?<window>.+)\): |(?<code>.+): )?${open}$`)];
});

/** The last error of an entry (SendError of the domain) in these words; null when it is no reason of ours. */
export function errorInWords(error: string, { reasons, withCode, windowClosed }: SendErrorTexts): string | null {
  for (const [reason, kept] of KEPT) {
    const groups = kept.exec(error)?.groups;
    if (groups === undefined) continue;
    const { value = '', window, code } = groups;
    // By a function: a vendor's word may hold a «$».
    const words = reasons[reason].replace(/\{(?:number|code)\}/, () => value);
    if (window !== undefined) return windowClosed(window, words);
    return code === undefined ? words : withCode(code, words);
  }
  return null;
}
