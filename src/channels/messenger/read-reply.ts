import type { Choice } from './address-store.ts';

const HAN_NUMBERS = '一二三四五六七八九十';
/** «1», «1.», «１、», «(2)», «三», «第三», «选2», «No. 3»: a number and nothing else. */
const NUMBER =
  /^(?:第|选|選|no\.? ?|option |#)?[(（[【]?(\d{1,2}|[一二三四五六七八九十])[)）\]】]?[.。、,，)）]?(?:个|個|项|項)?$/iu;
const MORE = /^(?:更多|继续|繼續|继续看|繼續看|还有吗|還有嗎|more|go on|continue|next)[.。!！?？~～]*$/iu;

/** The choice that a reply means by its number; undefined when it means none. */
export function choiceByNumber(text: string, choices: readonly Choice[]): Choice | undefined {
  const digits = NUMBER.exec(text.normalize('NFKC').trim())?.[1];
  if (digits === undefined) return undefined;
  const number = /^\d/.test(digits) ? Number(digits) : HAN_NUMBERS.indexOf(digits) + 1;
  return choices[number - 1];
}

/** Whether a reply asks for the rest of an answer, and for nothing else. */
export function asksForMore(text: string): boolean {
  return MORE.test(text.normalize('NFKC').trim());
}
