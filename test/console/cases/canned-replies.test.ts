import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isSimplifiedOnly, isTraditionalOnly } from '../../../src/chinese/script-tables.ts';
import { fillCannedReply } from '../../../src/console/cases/fill-canned-reply.ts';
import { type CannedReply, readCannedReplies } from '../../../src/console/cases/read-canned-replies.ts';
import { createReadYaml } from '../../../src/dialogs/read-yaml.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { DIALOGS_DIR } from '../../support/folders.ts';

let replies: readonly CannedReply[];
beforeAll(async () => {
  replies = readCannedReplies(await createReadYaml(DIALOGS_DIR)('canned-replies.yaml'));
});

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/gu) ?? [])].toSorted();
const han = (text: string) => [...text].filter((character) => /\p{Script=Han}/u.test(character));
const texts = () =>
  replies.flatMap(({ id, title, text }) => LANGUAGES.map((at) => ({ id, at, text: `${title[at]}\n${text[at]}` })));

describe('the canned replies', () => {
  it('are twelve or more, with the same placeholders in every language', () => {
    expect(replies.length).toBeGreaterThanOrEqual(12);
    for (const { id, text } of replies)
      for (const language of LANGUAGES) expect([id, placeholders(text[language])]).toEqual([id, placeholders(text.en)]);
    expect(new Set(replies.flatMap(({ text }) => placeholders(text.en))).size).toBe(4);
  });

  it('are written in the right script, address the reader as the style asks, and shout at nobody', () => {
    for (const { id, at, text } of texts()) {
      const wrong = { en: () => true, 'zh-Hant': isSimplifiedOnly, 'zh-Hans': isTraditionalOnly }[at];
      expect([id, at, han(text).filter((character) => wrong(character))]).toEqual([id, at, []]);
      expect([id, /[!！]|\p{Extended_Pictographic}/u.test(text)]).toEqual([id, false]);
      if (at === 'zh-Hans') expect([id, text.includes('你')]).toEqual([id, false]);
      if (at === 'zh-Hant') expect([id, text.includes('您')]).toEqual([id, false]);
    }
  });

  it('keep a placeholder that nothing is known for, and never fill one in twice', () => {
    const text = { en: '{company}: {number}', 'zh-Hant': '{company}', 'zh-Hans': '{company}' };
    const filled = fillCannedReply({ id: 'x', title: text, text }, (name) => (name === 'number' ? '' : '{number}'));
    expect(filled.text.en).toBe('{number}: {number}');
    const known = fillCannedReply({ id: 'x', title: text, text }, (name) => (name === 'number' ? '7' : '{number}'));
    expect(known.text.en).toBe('{number}: 7');
  });

  it.each([
    ['an unknown placeholder', '- {id: a, title: T, text: {en: "{phone}", zh-Hant: x, zh-Hans: x}}'],
    ['a missing language', '- {id: a, title: T, text: {en: x, zh-Hant: x}}'],
    ['an id twice', '- {id: a, title: T, text: S}\n- {id: a, title: T, text: S}'],
    ['no list', 'a: b'],
  ])('are refused with %s', (_, yaml) => {
    const text = '{en: x, zh-Hant: x, zh-Hans: x}';
    const content: unknown = parse(
      yaml.replaceAll('title: T', `title: ${text}`).replaceAll('text: S', `text: ${text}`),
    );
    expect(() => readCannedReplies(content)).toThrow();
  });
});
