import { describe, expect, it } from 'vitest';
import { normaliseText, runsOf } from '../../src/chinese/han-runs.ts';
import { fc } from '../support/property.ts';

describe('normalising a text', () => {
  it.each([
    ['ＦＳＩＥ', 'fsie'],
    ['Ｈ股', 'h股'],
    ['稅務局', '税务局'],
    ['HK$２００萬', 'hk$200万'],
    ['①', '1'],
  ])('reads %s as %s', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('makes both scripts and widths meet', () => {
    expect(normaliseText('两级制利得税ＮＮＣ１')).toBe(normaliseText('兩級制利得稅NNC1'));
  });
});

describe('runs of a text', () => {
  it.each([
    [
      'fsie是什么',
      [
        ['latin', 'fsie'],
        ['han', '是什么'],
      ],
    ],
    [
      'a+h股8.25%',
      [
        ['latin', 'a+h'],
        ['han', '股'],
        ['latin', '8.25'],
      ],
    ],
    [
      "company's two-tier rate",
      [
        ['latin', "company's"],
        ['latin', 'two-tier'],
        ['latin', 'rate'],
      ],
    ],
    [
      '（香港）·越南',
      [
        ['han', '香港'],
        ['han', '越南'],
      ],
    ],
    ['！？…', []],
  ])('of «%s» are told apart by script', (text, expected) => {
    expect(runsOf(text).map(({ kind, text: run }) => [kind, run])).toEqual(expected);
  });

  it('keep every letter and digit, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('香港', 'tax', ' ', '8.25'), (some, more) => {
        const text = normaliseText(some + more + some);
        const letters = (written: string) => written.match(/[\p{L}\p{N}]/gu)?.join('') ?? '';
        expect(
          letters(
            runsOf(text)
              .map((run) => run.text)
              .join(''),
          ),
        ).toBe(letters(text));
      }),
    );
  });

  it('never mix scripts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (some) => {
        for (const run of runsOf(`${some}香港tax税${some}`)) {
          const isHan = [...run.text].map((character) => /\p{Script=Han}/u.test(character));
          expect(new Set(isHan)).toEqual(new Set([run.kind === 'han']));
        }
      }),
    );
  });
});
