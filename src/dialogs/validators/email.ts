import { hasMarkup } from '../clean-reply.ts';
import { type Found, ok, type Validator, wrong } from './validator.ts';

const ADDRESS =
  /(?<![\p{Script=Latin}\p{N}._%+@'"\-])[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?![\p{Script=Latin}\p{N}@_'"\-]|\.[\p{L}\p{N}.])/giu;

const LONGEST_TEXT = 320;

/** RFC 5321 lengths; the letters, digits and marks that business addresses use. The domain is kept in lower case. */
export const email: Validator = {
  read: (text) => {
    if (text === '') return wrong('empty');
    if (text.length > LONGEST_TEXT) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const found = addressesIn(text);
    if (found.length > 1 || (text.match(/@/gu) ?? []).length > 1) return wrong('emailSeveral');
    return found[0] === undefined ? wrong('emailForm') : ok(found[0].value);
  },
  find: (text) => {
    const found = addressesIn(text);
    return found.length === 1 && (text.match(/@/gu) ?? []).length === 1 ? (found[0] ?? null) : null;
  },
};

/** The one address of a text; null when there is none, or more. */
export function addressIn(text: string): string | null {
  const [found, ...others] = text.length > LONGEST_TEXT || hasMarkup(text) ? [] : addressesIn(text);
  return found === undefined || others.length > 0 ? null : found.value;
}

function addressesIn(text: string): (Found & { readonly value: string })[] {
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const [address] = match;
    const [local = '', domain = ''] = address.split('@');
    const labels = domain.split('.');
    const isGood =
      !/\.\.|\.$/u.test(local) &&
      labels.every((label) => !/^-|-$/u.test(label)) &&
      /^(?:[a-z]{2,}|xn--[a-z0-9]+)$/iu.test(labels.at(-1) ?? '') &&
      address.length <= 254;
    const value = `${local}@${domain.toLowerCase()}`;
    return isGood ? [{ value, start: match.index, end: match.index + address.length }] : [];
  });
}
