import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isSimplifiedOnly, isTraditionalOnly } from '../../src/chinese/script-tables.ts';
import { type Dialogs, readDialogs } from '../../src/dialogs/read-dialogs.ts';
import { createReadYaml } from '../../src/dialogs/read-yaml.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { DIALOGS_DIR } from '../support/folders.ts';

/** A value for every {name} that any wording uses. */
const VALUES = new Proxy<Record<string, string>>({}, { get: (_, name) => `<${String(name)}>` });

describe('the assistant’s own words', () => {
  let dialogs: Dialogs;
  beforeAll(async () => {
    dialogs = await readDialogs(DIALOGS_DIR);
  });
  const everyText = () =>
    dialogs.keys.flatMap((key) =>
      LANGUAGES.map((language) => ({ key, language, text: dialogs.wording(key, language, VALUES) })),
    );

  it('are there in all three languages', () => {
    expect(dialogs.keys.length).toBeGreaterThan(50);
    expect(everyText().filter(({ text }) => text.trim() === '')).toEqual([]);
  });

  it('end their lines and show no «\\n», which single quotes would', async () => {
    expect(everyText().filter(({ text }) => text.includes('\\'))).toEqual([]);
    expect(dialogs.wording('move.toWebsite', 'en', VALUES)).toMatch(/^Open this link[^\n]*: <url>\n\nOr enter/u);
    const read = createReadYaml(DIALOGS_DIR);
    const broken = async (file: string) =>
      file === 'wording.yaml' ? { one: { en: 'A\\nB', 'zh-Hant': '甲', 'zh-Hans': '甲' } } : read(file);
    await expect(readDialogs(DIALOGS_DIR, broken)).rejects.toThrow(/double quotes/u);
  });

  it('are filled with the same values in every language', () => {
    const names = (text: string) => [...new Set(text.match(/<\w+>/gu) ?? [])].sort();
    for (const key of dialogs.keys) {
      const [en, hant, hans] = LANGUAGES.map((language) => names(dialogs.wording(key, language, VALUES)));
      expect(hant, key).toEqual(en);
      expect(hans, key).toEqual(en);
    }
  });

  it('are written in the right script', () => {
    const wrong = everyText().filter(({ language, text }) => {
      const han = [...text].filter((character) => /\p{Script=Han}/u.test(character));
      if (language === 'en') return han.length > 0;
      return han.length === 0
        ? /\p{L}/u.test(text) && !/<\w+>/u.test(text)
        : han.some(language === 'zh-Hant' ? isSimplifiedOnly : isTraditionalOnly);
    });
    expect(wrong).toEqual([]);
  });

  it('address the visitor as the style asks: 你 in Traditional, 您 in Simplified', () => {
    expect(everyText().filter(({ language, text }) => language === 'zh-Hant' && text.includes('您'))).toEqual([]);
    expect(everyText().filter(({ language, text }) => language === 'zh-Hans' && /(?<!感)你/u.test(text))).toEqual([]);
  });

  it('write 裏 as the government of Hong Kong does', () => {
    expect(everyText().filter(({ language, text }) => language === 'zh-Hant' && text.includes('裡'))).toEqual([]);
  });

  it('shout at nobody and carry no markup', () => {
    expect(
      everyText().filter(({ text }) =>
        /[!！]|\p{Extended_Pictographic}|<[a-z/]+\s|https?:/iu.test(text.replace(/<\w+>/gu, '')),
      ),
    ).toEqual([]);
  });

  it('exist for every kind of small talk and every kind of attack', () => {
    for (const [about] of dialogs.intents.smallTalk) expect(dialogs.keys).toContain(`smallTalk.${about}`);
    for (const { about } of dialogs.intents.attack) expect(dialogs.keys).toContain(`guard.${about}`);
  });

  it('differ between refusals: nobody is told the same for different reasons', () => {
    const refusals = dialogs.keys.filter((key) => /^(refusal|guard|error|limit)\./u.test(key));
    for (const language of LANGUAGES) {
      const texts = refusals.map((key) => dialogs.wording(key, language, VALUES));
      expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
    }
  });

  it('are asked for by their own name only, with all their values', () => {
    expect(() => dialogs.wording('no.such.key', 'en')).toThrow('no.such.key');
    expect(() => dialogs.wording('guard.tooLong', 'en', { length: '400' })).toThrow('limit');
    expect(dialogs.wording('guard.tooLong', 'en', { length: '400', limit: '300' })).toContain('400');
  });

  it('are not filled a second time: a value that looks like a name stays as it is', () => {
    expect(dialogs.wording('guard.empty', 'en', { example: '{limit} $& $1' })).toContain('{limit} $& $1');
  });

  it('are understood when a visitor presses the button they are on', async () => {
    for (const language of LANGUAGES) {
      expect(
        dialogs.intents.person.some((pattern) => pattern.test(dialogs.wording('offerPerson.says', 'zh-Hans'))),
      ).toBe(true);
      expect(dialogs.wording('more.says', language)).not.toBe('');
    }
  });

  it('offer a newcomer at least three questions in each language', () => {
    for (const language of LANGUAGES) expect(new Set(dialogs.starters[language]).size).toBeGreaterThanOrEqual(3);
  });
});

describe('a broken dialogs folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goglobal-dialogs-'));
    await cp(DIALOGS_DIR, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const edit = async (file: string, from: string | RegExp, to: string) => {
    const before = await readFile(join(folder, file), 'utf8');
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    await writeFile(join(folder, file), after);
  };

  it.each([
    ['a wording lacks a language', 'wording.yaml', /^(\s+)zh-Hant: .+\n/mu, '', /must have en, zh-Hant, zh-Hans/],
    ['a wording is no text', 'wording.yaml', /^(\s+)en: .+$/mu, '$1en: [1, 2]', /must have en, zh-Hant, zh-Hans/],
    ['the YAML is broken', 'wording.yaml', 'welcome:', 'welcome: [', /./],
    ['a pattern is no regular expression', 'intents.yaml', "'(bye|", "'((bye|", /Invalid regular expression/],
    ['an intent has an unknown field', 'intents.yaml', /^( +)within:/mu, '$1inside:', /inside/],
    ['starters lack a language', 'starters.yaml', 'zh-Hant:', 'zh-HK:', /zh-Hant/],
  ])('keeps the assistant from starting when %s, and says which', async (_, file, from, to, says) => {
    await edit(file, from, to);
    await expect(readDialogs(folder)).rejects.toThrow(says);
  });

  it('keeps the assistant from starting when a file is missing', async () => {
    await rm(join(folder, 'starters.yaml'));
    await expect(readDialogs(folder)).rejects.toThrow('starters.yaml');
  });

  it('lets patterns be written in Traditional or Simplified characters', async () => {
    await edit('intents.yaml', "'(再见|", "'(暫別啦|再见|");
    const { intents } = await readDialogs(folder);
    const bye = intents.smallTalk.find(([about]) => about === 'bye')?.[1] ?? [];
    expect(bye.some((pattern) => pattern.test('暂别啦'))).toBe(true);
  });
});
