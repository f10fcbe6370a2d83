import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCaseCode, makeCaseNumber, parseCaseCode, parseCaseNumber } from '../../src/domain/case-number.ts';
import { fc } from '../support/property.ts';

const EVERY_CHARACTER = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const DRAWN = fc.array(fc.nat(22), { minLength: 5, maxLength: 5 });
const MONTHS = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-01'), noInvalidDate: true });
/** Draws the given numbers one after another. */
const drawing = (numbers: readonly number[]) => {
  const left = [...numbers];
  return () => left.shift() ?? 0;
};
const numbers = fc.tuple(MONTHS, DRAWN).map(([month, drawn]) => makeCaseNumber(month, drawing(drawn)));

describe('a case number', () => {
  it('has the year and month in Hong Kong, five symbols and a check character', () => {
    expect(makeCaseNumber(new Date('2026-10-31T16:00:00Z'), drawing([7, 10, 18, 17, 6]))).toMatch(/^GG2611-.{5}-.$/u);
    expect(makeCaseNumber(new Date('2026-10-31T15:59:59Z'), drawing([7, 10, 18, 17, 6]))).toMatch(/^GG2610-.{5}-.$/u);
  });

  it('is made without characters that people mix up, and differs with every draw', () => {
    const made = Array.from({ length: 500 }, () => makeCaseNumber(new Date('2026-11-26'), (limit) => randomInt(limit)));
    for (const number of made) expect(number).toMatch(/^GG2611-[2-9CDFHJKMNPRTVWXY]{5}-[2-9CDFHJKMNPRTVWXY]$/u);
    expect(new Set(made).size).toBeGreaterThan(490);
  });

  it('is read back as it was made', () => {
    fc.assert(fc.property(numbers, (number) => parseCaseNumber(number) === number));
  });

  it('with one wrong character anywhere is never read as another number', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        for (let place = 0; place < number.length; place++) {
          if (number[place] === '-') continue;
          for (const wrong of EVERY_CHARACTER) {
            const read = parseCaseNumber(number.slice(0, place) + wrong + number.slice(place + 1));
            if (read !== undefined) expect(read).toBe(number);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('with one wrong symbol that occurs in numbers is not read at all', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        for (let place = 2; place < number.length; place++) {
          if (number[place] === '-') continue;
          for (const wrong of place < 6 ? '0123456789' : '23456789CDFHJKMNPRTVWXY') {
            if (wrong === number[place]) continue;
            expect(parseCaseNumber(number.slice(0, place) + wrong + number.slice(place + 1))).toBeUndefined();
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('with two neighbours swapped is not read, over the dashes too', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const bare = number.replaceAll('-', '');
        for (let place = 0; place + 1 < bare.length; place++) {
          const [left = '', right = ''] = bare.slice(place, place + 2);
          if (left === right) continue;
          expect(parseCaseNumber(bare.slice(0, place) + right + left + bare.slice(place + 2))).toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shows every swap of two symbols at every place, and every month beside every symbol', () => {
    const pairs = Array.from({ length: 23 * 23 }, (_, index) => [index % 23, Math.floor(index / 23)] as const);
    const isCaught = (number: string, place: number) => {
      const bare = number.replaceAll('-', '');
      const [left = '', right = ''] = bare.slice(place, place + 2);
      return (
        left === right || parseCaseNumber(bare.slice(0, place) + right + left + bare.slice(place + 2)) === undefined
      );
    };
    for (const [first, second] of pairs) {
      for (let place = 0; place < 4; place++) {
        const drawn = [1, 2, 3, 4, 5].with(place, first).with(place + 1, second);
        const number = makeCaseNumber(new Date('2026-11-26'), drawing(drawn));
        expect(isCaught(number, 6 + place), number).toBe(true);
        expect(isCaught(number, 10), number).toBe(true);
      }
    }
    for (let month = 0; month < 1200; month++) {
      for (let symbol = 0; symbol < 23; symbol++) {
        const number = makeCaseNumber(new Date(Date.UTC(2000, month, 15)), drawing([symbol, 2, 3, 4, 5]));
        for (const place of [2, 3, 4, 5]) if (!isCaught(number, place)) expect.fail(number);
      }
    }
  });

  it.each([
    ['lower case', (number: string) => number.toLowerCase()],
    ['no dashes', (number: string) => number.replaceAll('-', '')],
    ['spaces everywhere', (number: string) => ` ${[...number].join(' ')}\u3000`],
    ['full width', (number: string) => number.replace(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    ['long dashes', (number: string) => number.replace('-', '—').replace('-', '–')],
    ['a minus sign and a soft hyphen', (number: string) => number.replace('-', '−').replace('-', '\u00ad-')],
    ['the Chinese one for a dash', (number: string) => number.replaceAll('-', '一')],
    ['a zero-width space', (number: string) => number.replace('-', '-\u200b')],
    [
      'look-alikes',
      (number: string) =>
        number.slice(0, 2) +
        number
          .slice(2)
          .replaceAll('0', 'O')
          .replaceAll('1', 'l')
          .replaceAll('5', 's')
          .replaceAll('8', 'B')
          .replaceAll('2', 'z'),
    ],
  ])('is read in %s', (_, typed) => {
    fc.assert(fc.property(numbers, (number) => parseCaseNumber(typed(number)) === number));
  });

  it.each([
    '',
    'GG',
    'hello',
    '2611-7K4PM-X',
    'GG2613-7K4PM-X',
    'GG2611-7K4PM',
    '＃',
    'GG2611-7K4PM-XX',
    '𝒢𝒢',
  ])('«%s» is none', (text) => expect(parseCaseNumber(text)).toBeUndefined());

  it('is not found in any text by accident of a fault', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => parseCaseNumber(text) === undefined));
  });
});

describe('a case code', () => {
  it('has eight symbols and at least 38 bits', () => {
    const limits: number[] = [];
    expect(makeCaseCode((limit) => limits.push(limit) - 1)).toHaveLength(8);
    expect(limits.reduce((bits, limit) => bits + Math.log2(limit), 0)).toBeGreaterThanOrEqual(38);
  });

  it('is read back however it is typed', () => {
    for (let count = 0; count < 300; count++) {
      const code = makeCaseCode((limit) => randomInt(limit));
      expect(parseCaseCode(code)).toBe(code);
      expect(parseCaseCode(` ${code.slice(0, 4)}－${code.slice(4).toLowerCase()} `)).toBe(code);
      expect(parseCaseCode(code.replaceAll('Q', '0').replaceAll('5', 'S').replaceAll('8', 'b'))).toBe(code);
    }
  });

  it('has no other length and no other characters', () => {
    for (const text of ['', '2345678', '234567899', '2345678!', '2345678I'])
      expect(parseCaseCode(text)).toBeUndefined();
  });
});
