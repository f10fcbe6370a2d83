import { hasMarkup } from '../clean-reply.ts';
import { type Found, ok, type Reading, type Validator, wrong } from './validator.ts';

const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** In an organisation code every letter counts: A = 10 … Z = 35. */
const ORGANISATION_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Unified social credit code of the Mainland: 18 characters, the last a check character (GB 32100-2015). */
export const uscc: Validator = {
  read: (text) => {
    if (text === '') return wrong('empty');
    if (text.length > 120) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const runs =
      text
        .toUpperCase()
        .replace(/(?<=[A-Z0-9])[ -](?=[A-Z0-9])/gu, '')
        .match(/[A-Z0-9]+/gu) ?? [];
    const code = runs.find((run) => /\d/u.test(run)) ?? '';
    if (code.length !== 18 || runs.filter((run) => /\d/u.test(run)).length > 1) return wrong('usccLength');
    if ([...code].some((character) => !CODE_CHARACTERS.includes(character))) return wrong('usccCharacters');
    return isCode(code) ? ok(code) : wrong('usccCheck');
  },
  find: (text) => {
    for (const match of text.matchAll(/(?<![\p{Script=Latin}\p{N}])[0-9a-z]{18}(?![\p{Script=Latin}\p{N}])/giu)) {
      const code = match[0].toUpperCase();
      if (isCode(code)) return { value: code, start: match.index, end: match.index + 18 };
    }
    return null;
  },
};

/** Authority, kind, six digits of the region, an organisation code with its own check (GB 11714), the check of the whole. */
function isCode(code: string): boolean {
  const organisation = code.slice(8, 17);
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce(
    (total, weight, index) => total + weight * ORGANISATION_CHARACTERS.indexOf(organisation[index] ?? ''),
    0,
  );
  return (
    [...code].every((character) => CODE_CHARACTERS.includes(character)) &&
    /^[1-9A-Y]{2}\d{6}/u.test(code) &&
    '0X987654321'[sum % 11] === organisation[8] &&
    checkCharacter(code) === code[17]
  );
}

/** Weights 3^i modulo 31. */
function checkCharacter(code: string): string | undefined {
  let weight = 1;
  let sum = 0;
  for (const character of code.slice(0, 17)) {
    sum += CODE_CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return CODE_CHARACTERS[(31 - (sum % 31)) % 31];
}

const BR =
  /(?<![\p{Script=Latin}\p{N}+\-.@/])(?<number>\d{8})(?:-\d{3}(?:-\d{2}-\d{2}-[0-9A-Z])?)?(?![\p{Script=Latin}\p{N}@/]|[.-]\d)/giu;

/** Hong Kong business registration number, today's Unique Business Identifier: 8 digits; a branch suffix is left off. */
export const brNumber: Validator = {
  read: (text): Reading => {
    if (text === '') return wrong('empty');
    if (text.length > 120) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const found = brIn(text);
    return found === null ? wrong('brForm') : ok(found.value);
  },
  find: (text) => brIn(text),
};

function brIn(text: string): Found | null {
  const matches = [...text.matchAll(BR)];
  const [match] = matches;
  const number = match?.groups?.['number'];
  if (match === undefined || matches.length > 1 || number === undefined || /^(\d)\1+$/u.test(number)) return null;
  return { value: number, start: match.index, end: match.index + match[0].length };
}
