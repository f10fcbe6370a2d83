import { hongKongDayAndTime, hongKongTimeInWords } from './case-in-words.ts';
import type { Language } from './language.ts';
import { summaryTexts } from './summary-texts.ts';

/**
 * «Officer Chan Tai-man · Invest Hong Kong» and the time, apart, so that each can be set as its place wants it: `when` in
 * full, or the `time` alone where the `day` stands above.
 */
export function authorLine(
  entry: {
    readonly author: 'visitor' | 'assistant' | 'officer' | 'system';
    /** Name and office of an officer; empty otherwise. */
    readonly signature: string;
    /** UTC instant, or empty when it is not known. */
    readonly at: string;
  },
  language: Language,
): { readonly who: string; readonly when: string; readonly day: string; readonly time: string } {
  const texts = summaryTexts(language);
  const names = {
    visitor: texts.visitor,
    assistant: texts.assistant,
    officer: `${texts.officer} ${entry.signature}`.trim(),
    system: texts.notice,
  };
  const who = names[entry.author];
  if (entry.at === '') return { who, when: '', day: '', time: '' };
  return { who, when: hongKongTimeInWords(entry.at, language), ...hongKongDayAndTime(entry.at, language) };
}
