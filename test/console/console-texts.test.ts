import { describe, expect, it } from 'vitest';
import { isSimplifiedOnly, isTraditionalOnly } from '../../src/chinese/script-tables.ts';
import { en } from '../../src/web/console/texts/console-texts.en.ts';
import { zhHans } from '../../src/web/console/texts/console-texts.zh-hans.ts';
import { zhHant } from '../../src/web/console/texts/console-texts.zh-hant.ts';

/** Every text by its path; functions with numbers put in. */
function textsOf(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const at = `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, String((value as (...args: number[]) => unknown)(3, 7))]];
    return textsOf(value as object, at);
  });
}

/** A language's own name for itself, and what stands in files as it is. */
const han = (text: string) => [...text].filter((character) => /\p{Script=Han}/u.test(character));

describe('the console’s words', () => {
  it('have the same keys in every language, and none is empty', () => {
    const keys = textsOf(en).map(([key]) => key);
    for (const texts of [zhHans, zhHant]) expect(textsOf(texts).map(([key]) => key)).toEqual(keys);
    for (const [key, text] of [en, zhHans, zhHant].flatMap((texts) => textsOf(texts)))
      expect([key, text.trim()]).not.toEqual([key, '']);
  });

  it('are written in the right script, and address the reader as the style asks', () => {
    expect(textsOf(en).filter(([, text]) => han(text).length > 0)).toEqual([]);
    expect(textsOf(zhHans).filter(([, text]) => han(text).some(isTraditionalOnly) || text.includes('你'))).toEqual([]);
    expect(textsOf(zhHant).filter(([, text]) => han(text).some(isSimplifiedOnly) || text.includes('您'))).toEqual([]);
  });

  it('write 裏 as the government of Hong Kong does', () => {
    expect(textsOf(zhHant).filter(([, text]) => text.includes('裡'))).toEqual([]);
  });

  it('put numbers in wherever English does', () => {
    const numbers = (texts: object) => textsOf(texts).map(([key, text]) => [key, /3|7/u.test(text)]);
    const dated = new Set(
      numbers(en)
        .filter(([, has]) => has)
        .map(([key]) => key),
    );
    for (const texts of [zhHans, zhHant])
      expect(numbers(texts).filter(([key, has]) => dated.has(key) && !has)).toEqual([]);
  });

  it('shout at nobody', () => {
    for (const [key, text] of [en, zhHans, zhHant].flatMap((texts) => textsOf(texts)))
      expect([key, /[!！]|\p{Extended_Pictographic}/u.test(text)]).toEqual([key, false]);
  });
});
