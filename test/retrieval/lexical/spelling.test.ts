import { describe, expect, it } from 'vitest';
import { Spelling } from '../../../src/retrieval/lexical/spelling.ts';
import { fc } from '../../support/property.ts';

const spelling = new Spelling(() => [
  ['dividend', 40],
  ['royalty', 20],
  ['treaty', 30],
  ['vietnam', 25],
  ['visa', 50],
  ['company', 90],
  ['profits', 80],
  ['profit', 10],
  ['bank', 60],
  ['tank', 1],
  ['tax', 99],
]);

describe('spelling correction', () => {
  it.each([
    ['divident', 'dividend'],
    ['dividnd', 'dividend'],
    ['dividdend', 'dividend'],
    ['diviednd', 'dividend'],
    ['treatty', 'treaty'],
    ['royality', 'royalty'],
    ['veitnam', 'vietnam'],
    ['ompany', 'company'],
    ['profitz', 'profits'],
  ])('reads %s as %s', (typed, meant) => {
    expect(spelling.correct(typed)).toBe(meant);
  });

  it.each([
    'dividend',
    'visa',
    'taxx',
    'vat',
    'dvdnd',
    '漢字',
    'nnc1',
    'ab',
    '',
    'zzzzzz',
  ])('leaves «%s» alone', (word) => {
    expect(spelling.correct(word)).toBeUndefined();
  });

  it('prefers the frequent word, and the one with the same first letter', () => {
    expect(spelling.correct('profiti')).toBe('profits');
    expect(spelling.correct('bannk')).toBe('bank');
    expect(
      new Spelling(() => [
        ['bank', 2],
        ['sank', 5],
      ]).correct('bonk'),
    ).toBe('bank');
  });

  const word = fc.stringMatching(/^[a-z]{4,9}$/);
  it('mends any single slip in a word that is known alone', () => {
    fc.assert(
      fc.property(
        word,
        fc.nat(),
        fc.constantFrom('delete', 'insert', 'replace', 'swap'),
        fc.constantFrom(...'abcxyz'),
        (known, at, slip, letter) => {
          const position = at % known.length;
          const [head, tail] = [known.slice(0, position), known.slice(position)];
          const typed =
            slip === 'delete'
              ? head + tail.slice(1)
              : slip === 'insert'
                ? head + letter + tail
                : slip === 'replace'
                  ? head + letter + tail.slice(1)
                  : head + (tail[1] ?? '') + (tail[0] ?? '') + tail.slice(2); // prettier-ignore
          fc.pre(typed !== known && typed.length >= 4);
          expect(new Spelling(() => [[known, 3]]).correct(typed)).toBe(known);
        },
      ),
    );
  });

  it('never changes a word that is known, and never invents one', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), word, (known, typed) => {
        const own = new Spelling(() => known.map((one, index) => [one, index + 1]));
        for (const one of known) expect(own.correct(one)).toBeUndefined();
        const corrected = own.correct(typed);
        if (corrected !== undefined) expect(known).toContain(corrected);
      }),
    );
  });
});
