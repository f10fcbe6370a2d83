import { normaliseText } from '../../chinese/han-runs.ts';
import { readNumeral } from '../../chinese/numerals.ts';
import { type AskedInput, type InputValue, UNSURE } from '../../domain/asked-input.ts';
import { type AnswerWords } from '../../domain/calculation.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Entity } from '../../domain/understanding.ts';
import { readDay } from './read-day.ts';

/** A message as inputs are read from it. */
export interface Message {
  /** NFKC, lower case, Simplified; counts in characters as digits («三个月» → «3个月»). */
  readonly text: string;
  readonly entities: readonly Entity[];
}

export function toMessage(original: string, entities: readonly Entity[]): Message {
  const text = normaliseText(original).replace(
    /[零一二两三四五六七八九十百]+(?= ?(?:个?月|天|日|年|个?百分|%))/gu,
    (characters) => String(readNumeral(characters) ?? characters),
  );
  return { text, entities };
}

/** What a message says of inputs that it was not asked for; «Mainland» counts as a market where `ofMainland`. */
export function readMentioned(
  inputs: readonly AskedInput[],
  message: Message,
  ofMainland: boolean,
): Record<string, InputValue> {
  const said: Record<string, InputValue> = {};
  for (const input of inputs) {
    const value = mentioned(input, message, ofMainland);
    if (value !== undefined) said[input.id] = value;
  }
  return said;
}

/** The answer to a question of ours; undefined when the message is none. */
export function readAnswer(
  input: AskedInput,
  message: Message,
  words: AnswerWords,
  mayBeUnsure: boolean,
): InputValue | undefined {
  const { text } = message;
  const value = mentioned(input, message, true) ?? plain(input, message, words);
  if (value !== undefined) return value;
  const isUnsure = words.unsure.some((pattern) => pattern.test(text));
  return isUnsure && (mayBeUnsure || input.options.some((option) => option.value === UNSURE)) ? UNSURE : undefined;
}

function mentioned(input: AskedInput, { text, entities }: Message, ofMainland: boolean): InputValue | undefined {
  switch (input.kind) {
    case 'yes-no': {
      const said = ['no', 'yes'].find((value) => saysOption(input, value, text));
      return said === undefined ? undefined : said === 'yes';
    }
    case 'choice':
      return input.options.find(({ words }) => words.some((pattern) => pattern.test(text)))?.value;
    case 'amount':
      return amountOf(entities);
    case 'number':
      return numberOf(input, text);
    case 'market': {
      const market = entities.find(({ kind }) => kind === 'market');
      return (market ?? (ofMainland ? entities.find(({ kind }) => kind === 'mainland') : undefined))?.id;
    }
    case 'date':
      return readDay(text) ?? undefined;
  }
}

/** What answers only because it was asked: «yes», a label, a bare number. */
function plain(input: AskedInput, message: Message, words: AnswerWords): InputValue | undefined {
  const { text } = message;
  switch (input.kind) {
    case 'yes-no':
      if (words.no.some((pattern) => pattern.test(text))) return false;
      return words.yes.some((pattern) => pattern.test(text)) ? true : undefined;
    case 'choice': {
      const isLabel = (label: AskedInput['question'] | null) =>
        label !== null && LANGUAGES.some((language) => normaliseText(label[language]) === text.trim());
      const position = /^[1-9]$/u.test(text.trim()) ? Number(text) - 1 : -1;
      return (input.options.find(({ label }) => isLabel(label)) ?? input.options[position])?.value;
    }
    case 'amount': {
      const value = bareNumber(text);
      return value === undefined ? undefined : { value, currency: null };
    }
    case 'number': {
      const value = bareNumber(text);
      return value === undefined ? undefined : inUnit(value, input, text);
    }
    case 'market':
      return message.entities.find(({ kind }) => kind === 'other-market')?.id;
    case 'date':
      return undefined;
  }
}

function saysOption(input: AskedInput, value: string, text: string): boolean {
  const option = input.options.find((candidate) => candidate.value === value);
  return option?.words.some((pattern) => pattern.test(text)) === true;
}

/** «500万元» names no currency for sure: in Hong Kong 元 is a Hong Kong dollar, on the Mainland a yuan. */
function amountOf(entities: readonly Entity[]): InputValue | undefined {
  const said = entities.find(({ amount }) => amount !== undefined);
  if (said?.amount === undefined) return undefined;
  const isOpen =
    said.amount.currency === 'CNY' && /[元块塊]$/u.test(said.text) && !/人民|rmb|cny|[¥￥]/iu.test(said.text);
  return { value: said.amount.value, currency: isOpen ? null : said.amount.currency };
}

function numberOf(input: AskedInput, text: string): number | undefined {
  for (const { words } of input.options) {
    for (const pattern of words) {
      const match = pattern.exec(text);
      const value = match?.[1];
      if (match != null && value !== undefined) return inUnit(Number(value), input, match[0]);
    }
  }
  return undefined;
}

/** «2年» answers a question about months. */
function inUnit(value: number, { unit }: AskedInput, text: string): number {
  return unit === 'months' && /年|years?\b/u.test(text) ? value * 12 : value;
}

/** The one number of a message. */
function bareNumber(text: string): number | undefined {
  const numbers = text.match(/\d[\d,]*(?:\.\d+)?/gu) ?? [];
  const [only] = numbers;
  return numbers.length === 1 && only !== undefined ? Number(only.replaceAll(',', '')) : undefined;
}
