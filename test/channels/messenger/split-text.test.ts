import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthIn, splitText } from '../../../src/channels/messenger/split-text.ts';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const charactersOf = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);
const solid = (text: string) => text.replaceAll(/\s+/gu, '');

const word = fc.oneof(
  fc.constantFrom('利得税', '👩‍👩‍👧‍👦', 'é', 'e\u0301', '🇭🇰', 'tax', '。', '，', '\n', '\n\n', ' ', '𠮷'),
  fc.constantFrom('https://www.ird.gov.hk/eng/faq/2tr.htm', 'https://a.hk/長路徑/x?q=1&r=2'),
);
const texts = fc.array(word, { minLength: 1, maxLength: 120 }).map((words) => words.join(''));

describe.each([
  { unit: 'characters', most: 90 },
  { unit: 'bytes', most: 200 },
] as const)('a text in parts of $most $unit', ({ unit, most }) => {
  const split = (text: string) => splitText(text, (part) => lengthIn(part, unit) <= most);

  it('loses nothing but white space, and every part fits', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parts = split(text);
        expect(solid(parts.join(''))).toBe(solid(text));
        for (const part of parts) {
          expect(part.trim()).not.toBe('');
          const isOneLink = /^https?:\/\/\S+$/u.test(part);
          if (!isOneLink) expect(lengthIn(part, unit)).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('cuts no character', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(split(text).flatMap((part) => charactersOf(solid(part)))).toEqual(charactersOf(solid(text)));
      }),
    );
  });
});

describe('a cut', () => {
  const split = (text: string, most: number) => splitText(text, (part) => part.length <= most);

  it('is made at a blank line, then a line, then a sentence, then a word', () => {
    expect(split('one two\n\nthree four', 12)).toEqual(['one two', 'three four']);
    expect(split('one two\nthree four', 12)).toEqual(['one two', 'three four']);
    expect(split('One two. Three four.', 12)).toEqual(['One two.', 'Three four.']);
    expect(split('税率是8.25%。其余16.5%。', 10)).toEqual(['税率是8.25%。', '其余16.5%。']);
    expect(split('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('never goes through an address, however long', () => {
    const link = `https://www.example.hk/${'a'.repeat(60)}`;
    expect(split(`see ${link} for more`, 30)).toEqual(['see', link, 'for more']);
  });
});
