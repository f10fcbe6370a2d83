import { hasMarkup } from '../clean-reply.ts';
import { type Found, ok, type Validator, wrong } from './validator.ts';

const NUMBER = /(?<![\p{Script=Latin}\p{N}\p{Sc}@.+_/(\-])\+?\(?\d[\d ()\-.]{5,22}\d(?![\p{Script=Latin}\p{N}@_/%])/gu;
const DATE = /^(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4})$/u;

/** A telephone number as E.164: Mainland and Hong Kong numbers with or without their code, others with «+» (ITU-T E.164). */
export const phone: Validator = {
  read: (text) => {
    if (text === '') return wrong('empty');
    if (text.length > 120) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const found = numbersIn(text);
    if (found.length > 1) return wrong('phoneSeveral');
    if (found[0] !== undefined) return ok(found[0].value);
    const digits = text.replace(/\D/gu, '').length;
    return wrong(digits >= 7 && digits <= 15 && !text.includes('+') ? 'phoneCountry' : 'phoneForm');
  },
  find: (text) => {
    const found = numbersIn(text);
    return found.length === 1 ? (found[0] ?? null) : null;
  },
};

function numbersIn(text: string): Found[] {
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const value = toE164(match[0]);
    return value === null ? [] : [{ value, start: match.index, end: match.index + match[0].length }];
  });
}

function toE164(written: string): string | null {
  if (DATE.test(written.trim()) || /[-. ]{3}|[()].*[()].*[()]|^\+?\(\)|\d\+/u.test(written)) return null;
  const digits = written.replace(/\D/gu, '');
  if (written.startsWith('+')) return international(digits);
  if (digits.startsWith('00')) return international(digits.slice(2));
  if (/^1[3-9]\d{9}$/u.test(digits)) return `+86${digits}`;
  if (/^[2-9]\d{7}$/u.test(digits)) return `+852${digits}`;
  if (/^852[2-9]\d{7}$/u.test(digits) || /^861[3-9]\d{9}$/u.test(digits)) return `+${digits}`;
  // A Mainland fixed line with its area code: 010-12345678, 0755 1234 5678.
  return /^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/u.test(digits) ? `+86${digits.slice(1)}` : null;
}

function international(digits: string): string | null {
  if (digits.startsWith('852')) return /^852[2-9]\d{7}$/u.test(digits) ? `+${digits}` : null;
  if (digits.startsWith('86')) {
    const national = digits.slice(2).replace(/^0/u, '');
    return /^(?:1[3-9]\d{9}|(?:10|2\d|[3-9]\d{2})\d{7,8})$/u.test(national) ? `+86${national}` : null;
  }
  return /^[1-9]\d{7,14}$/u.test(digits) && !/^(\d)\1+$/u.test(digits) ? `+${digits}` : null;
}
