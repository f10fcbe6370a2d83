import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMoveCode, parseMoveCode, readMoveCode } from '../../src/moves/move-code.ts';

/** Chance that a property can repeat. */
const codes = fc.infiniteStream(fc.nat({ max: 1_000_000 })).map((stream) => {
  const numbers = stream[Symbol.iterator]();
  return makeMoveCode((limit) => (numbers.next().value ?? 0) % limit);
});

describe('a code that moves a conversation', () => {
  it('is read as it was made, whatever becomes of case, dashes and spaces on its way', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom('-', ' ', '–', '', '－'), fc.boolean(), (code, dash, isSmall) => {
        const typed = code.replaceAll('-', dash);
        expect(parseMoveCode(isSmall ? typed.toLowerCase() : typed)).toBe(code);
      }),
    );
  });

  it('is found in the sentence that the page prepares, in each language', () => {
    fc.assert(
      fc.property(
        codes,
        fc.constantFrom('Continue my GoGlobal conversation here: ', '在這裏繼續我的出海專班對話：', '在这里继续：'),
        (code, before) => {
          expect(readMoveCode(before + code)).toEqual({ kind: 'code', code });
        },
      ),
    );
  });

  it('with one other character in it is no code', () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 8 }), fc.constantFrom(...'CD23456789FHJKMNPRTVWXY'), (code, at, symbol) => {
        const bare = [...code.replaceAll('-', '')];
        fc.pre(bare[at] !== symbol);
        bare[at] = symbol;
        expect(parseMoveCode(bare.join(''))).toBeUndefined();
      }),
    );
  });

  it('is told from what visitors write', () => {
    for (const text of [
      'important',
      'the cat sat',
      'What is the profits tax rate?',
      '2345678',
      '234-567-892',
      '香港利得税税率是多少',
      'GG2611-7K4PM-X',
      'ABC',
      '',
    ])
      expect([text, readMoveCode(text)]).toEqual([text, null]);
    expect(readMoveCode('K7M-4PX-2R3')).toEqual({ kind: 'mistyped' });
  });
});
