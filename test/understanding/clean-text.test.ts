import { describe, expect, it } from 'vitest';
import { cleanText, hasHiddenText } from '../../src/understanding/clean-text.ts';
import { fc } from '../support/property.ts';

describe('cleaning a message', () => {
  it.each([
    ['zero-width characters', 'ta\u200Bx\u200C ra\u200Dte\uFEFF', 'tax rate'],
    ['bidirectional controls', '\u202Etax\u202C', 'tax'],
    ['soft hyphens', 'ta\u00ADx', 'tax'],
    ['variation selectors', '税\uFE00\u{E0101}率', '税率'],
    ['Unicode tags', '税率\u{E0069}\u{E0067}', '税率'],
    ['control characters', 'a\u0000b\u0007c', 'a b c'],
    ['lone surrogates', 'tax \uD800 rate\uDC00', 'tax rate'],
    ['spaces of all kinds', '  tax \u3000\t rate ', 'tax rate'],
    ['fillers that look like letters', '\u3164\u115F', ''],
  ])('takes %s away', (_, written, read) => {
    expect(cleanText(written)).toBe(read);
  });

  it('keeps what people write: both scripts, rare characters, emoji, line breaks, full-width letters', () => {
    for (const text of ['兩級制利得稅', '𠮷野家', '🙂', 'a\nb', 'ＦＳＩＥ', 'naïve café', '《条例》“第4条”'])
      expect(cleanText(text)).toBe(text);
  });

  it('gives well-formed text, and nothing more to clean', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))),
        (text, units) => {
          const cleaned = cleanText(text + units.join(''));
          expect(cleaned.isWellFormed()).toBe(true);
          expect(cleanText(cleaned)).toBe(cleaned);
        },
      ),
    );
  });

  it('knows when something was hidden in tags', () => {
    expect(hasHiddenText('税率\u{E0069}')).toBe(true);
    expect(hasHiddenText('税率')).toBe(false);
  });
});
