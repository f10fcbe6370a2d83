import type { Language } from '../../domain/language.ts';
import type { Entity } from '../../domain/understanding.ts';
import { hasMarkup } from '../clean-reply.ts';
import { type Found, ok, type ReadingContext, type Validator, wrong } from './validator.ts';

const MOST = 1e14;

/** A sum of money with its scale (万, 亿, million) or currency. `currency` is null when the words leave it open. */
export const amount: Validator = {
  read: (text, language, { findNames }) => {
    if (text === '') return wrong('empty');
    if (text.length > 200) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const sums = sumsIn(text, findNames);
    const [only] = sums;
    if (sums.length > 1) return wrong('amountSeveral');
    if (only !== undefined) return isUsable(only, text) ? ok(valueOf(only, language)) : wrong('amountRange');
    return wrong(/^[\d,. ]+$/u.test(text) ? 'amountBare' : 'amountForm');
  },
  find: (text, language, { findNames }): Found | null => {
    const sums = sumsIn(text, findNames);
    const [only] = sums;
    if (only === undefined || sums.length > 1 || !isUsable(only, text)) return null;
    return { value: valueOf(only, language), start: only.start, end: only.end };
  },
};

type Sum = Entity & { readonly amount: NonNullable<Entity['amount']> };

function sumsIn(text: string, findNames: ReadingContext['findNames']): Sum[] {
  return findNames(text).filter((entity): entity is Sum => entity.amount !== undefined);
}

function isUsable({ amount: { value }, start }: Sum, text: string): boolean {
  return Number.isFinite(value) && value > 0 && value <= MOST && !/[-−–]\s?$/u.test(text.slice(0, start));
}

/** «元» is a yuan to a Simplified reader and open to others. */
function valueOf({ amount: { value, currency }, text }: Sum, language: Language) {
  const isBareYuan = /[元块塊]$/u.test(text) && !/人民|rmb|cny|[¥￥]/iu.test(text) && currency === 'CNY';
  return { value, currency: isBareYuan && language !== 'zh-Hans' ? null : currency };
}
