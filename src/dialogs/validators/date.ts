import { hasMarkup } from '../clean-reply.ts';
import { ok, type Validator, wrong } from './validator.ts';

/** A day that is still to come, as YYYY-MM-DD. */
export const date: Validator = {
  read: (text, _, { readDay, today }) => {
    if (text === '') return wrong('empty');
    if (text.length > 120) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const day = readDay(text);
    // More than one figure of a year: which day is meant?
    if (day === null || (text.match(/\d{4}/gu) ?? []).length > 1) return wrong('dateForm');
    return day < today ? wrong('datePast') : ok(day);
  },
};
