import { describe, expect, it } from 'vitest';
import { readNumeral } from '../../src/chinese/numerals.ts';

describe('a number in Chinese characters', () => {
  it.each([
    ['零', 0],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百零五', 105],
    ['两千', 2000],
    ['兩萬', 20_000],
    ['一万二千', 12_000],
    ['一百五十万', 1_500_000],
    ['兩千萬', 20_000_000],
    ['三亿', 300_000_000],
    ['一億三千萬', 130_000_000],
    ['四万亿', 4_000_000_000_000],
    ['三点五亿', 350_000_000],
    ['一点二五万', 12_500],
  ])('«%s» is %d', (characters, value) => {
    expect(readNumeral(characters)).toBe(value);
  });

  it.each(['', '万一', '三三', '百千', '三点', '三点五点一', 'abc', '点五'])('«%s» is none', (characters) => {
    expect(readNumeral(characters)).toBeNull();
  });
});
