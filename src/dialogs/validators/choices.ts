import { normaliseText } from '../../chinese/han-runs.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { hasMarkup } from '../clean-reply.ts';
import type { SlotOption } from '../dialog-definition.ts';
import { ok, type ReadingContext, type Validator, wrong } from './validator.ts';

/** Exactly one of the options: by label, number in the list or words. */
export const choice: Validator = {
  read: (text, _, { slot }) => {
    if (text === '') return wrong('empty');
    if (text.length > 300) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const chosen = chosenIn(text, slot.options);
    const [only, ...others] = chosen;
    if (only === undefined) return wrong('choiceUnknown');
    return others.length > 0 ? wrong('choiceSeveral') : ok(only);
  },
  find: (text, _, { slot }) => {
    const [only, ...others] = chosenIn(text, slot.options, false);
    // Where the words stand is of no use: they are no part of another value.
    return only === undefined || others.length > 0 ? null : { value: only, start: 0, end: 0 };
  },
};

/** One or several of the options. */
export const choices: Validator = {
  read: (text, _, { slot }) => {
    if (text === '') return wrong('empty');
    if (text.length > 300) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const chosen = chosenIn(text, slot.options);
    return chosen.length === 0 ? wrong('choiceUnknown') : ok(chosen);
  },
};

/** «Yes» and «no» in the words of dialogs/calculations.yaml. */
export const yesNo: Validator = {
  read: (text, _, context) => {
    if (text === '') return wrong('empty');
    if (text.length > 300) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const said = readYesNo(text, context);
    return said === null ? wrong('yesNo') : ok(said);
  },
};

function readYesNo(text: string, { slot, words }: ReadingContext): boolean | null {
  const said = normaliseText(text);
  const [byOption, ...others] = chosenIn(text, slot.options, false);
  if (byOption !== undefined && others.length === 0) return byOption === 'yes';
  const isNo = words.no.some((pattern) => pattern.test(said));
  const isYes = words.yes.some((pattern) => pattern.test(said));
  return isNo === isYes ? null : isYes;
}

/** A whole label, then numbers of the list, then words that stand anywhere. */
function chosenIn(text: string, options: readonly SlotOption[], mayBeNumbers = true): string[] {
  const said = normaliseText(text).replace(/[。.!！]+$/u, '');
  const isLabel = (part: string) =>
    options.find(({ label }) => LANGUAGES.some((language) => normaliseText(label[language]) === part));
  const whole = isLabel(said.trim());
  if (whole !== undefined) return [whole.value];
  if (mayBeNumbers && /^\d{1,2}(?:\s?[,，、\s和及]\s?\d{1,2}){0,9}$/u.test(said)) {
    const numbers = (said.match(/\d+/gu) ?? []).map(Number);
    const numbered = numbers.map((number) => options[number - 1]?.value);
    return numbered.every((value) => value !== undefined) ? [...new Set(numbered)] : [];
  }
  const parts = said.split(/[,，、;；/\n]|\band\b|和|及|与/u).map((part) => part.trim());
  const labelled = new Set(parts.map((part) => isLabel(part)?.value).filter((value) => value !== undefined));
  return options
    .filter(({ value, words }) => labelled.has(value) || words.some((pattern) => saysIt(pattern, said)))
    .map(({ value }) => value);
}

/** «Not banking» does not say banking. */
function saysIt(pattern: RegExp, said: string): boolean {
  const match = pattern.exec(said);
  return (
    match !== null &&
    !/(?:不要|不是|不用|不需要|除了|非|唔要|唔系|\bnot|\bno|\bexcept|n't)\s?$/u.test(said.slice(0, match.index))
  );
}
