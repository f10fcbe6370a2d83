import { describe, expect, it } from 'vitest';
import {
  FOLDED_CHARACTERS,
  SIMPLIFIED_CHARACTERS,
  TRADITIONAL_CHARACTERS,
} from '../../src/chinese/script-characters.ts';
import { foldScript, isSimplifiedOnly, isTraditionalOnly } from '../../src/chinese/script-tables.ts';
import { readOpenccTables } from '../support/opencc-tables.ts';
import { fc } from '../support/property.ts';

/** Every character of the blocks that the tables cover. */
const ALL_HAN = Array.from({ length: 0x9fff - 0x3400 + 1 }, (_, index) => String.fromCharCode(0x3400 + index));
const han = fc.constantFrom(...ALL_HAN);
/** Any text, rich in Chinese characters. */
const text = fc
  .array(fc.oneof(han, fc.string({ unit: 'binary' }), fc.constantFrom('香港', '稅務局', '税务局', 'FSIE', '𠮷')))
  .map((parts) => parts.join(''));

describe('the characters that are kept', () => {
  it('are those of opencc-js as it is installed', () => {
    expect(readOpenccTables()).toEqual({
      traditional: TRADITIONAL_CHARACTERS,
      folded: FOLDED_CHARACTERS,
      simplified: SIMPLIFIED_CHARACTERS,
    });
  });
});

describe('folding Traditional to Simplified', () => {
  it.each([
    ['利得稅', '利得税'],
    ['離岸收入豁免徵稅', '离岸收入豁免征税'],
    ['銀行開戶', '银行开户'],
    ['後台與里程', '后台与里程'],
    ['FSIE 係咩嚟', 'FSIE 系咩嚟'],
    ['no Chinese at all', 'no Chinese at all'],
  ])('writes %s as %s', (traditional, simplified) => {
    expect(foldScript(traditional)).toBe(simplified);
  });

  it('keeps the length, so that positions hold in the original', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(foldScript(written)).toHaveLength(written.length);
      }),
    );
  });

  it('changes no character the second time', () => {
    expect(ALL_HAN.filter((character) => foldScript(foldScript(character)) !== foldScript(character))).toEqual([]);
  });

  it('changes no text the second time', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(foldScript(foldScript(written))).toBe(foldScript(written));
      }),
    );
  });

  it('folds a text character by character, wherever it is cut', () => {
    fc.assert(
      fc.property(text, fc.nat(), (written, at) => {
        const cut = written.length === 0 ? 0 : at % written.length;
        expect(foldScript(written.slice(0, cut)) + foldScript(written.slice(cut))).toBe(foldScript(written));
      }),
    );
  });
});

describe('telling the scripts apart', () => {
  it.each(['稅', '務', '銀', '開', '戶', '國', '際', '貿', '會'])('knows %s as Traditional only', (character) => {
    expect(isTraditionalOnly(character)).toBe(true);
    expect(isSimplifiedOnly(character)).toBe(false);
  });

  it.each(['税', '务', '银', '开', '户', '国', '际', '贸', '会'])('knows %s as Simplified only', (character) => {
    expect(isSimplifiedOnly(character)).toBe(true);
    expect(isTraditionalOnly(character)).toBe(false);
  });

  it.each([
    '香',
    '港',
    '公',
    '司',
    '人',
    '后',
    '里',
    '台',
    '只',
    '裏',
    '啟',
    '衞',
    'A',
    '1',
    '。',
  ])('does not let %s decide for Simplified', (character) => {
    expect(isSimplifiedOnly(character)).toBe(false);
  });

  it('never counts a character for both', () => {
    expect(ALL_HAN.filter((character) => isTraditionalOnly(character) && isSimplifiedOnly(character))).toEqual([]);
  });
});
