import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { addLexiconWord } from '../../../src/knowledge/edit/add-lexicon-word.ts';
import { parseYaml } from '../../../src/knowledge/parse-yaml.ts';
import { lexiconSchema } from '../../../src/knowledge/table-schemas.ts';
import { KNOWLEDGE_DIR } from '../../support/folders.ts';

const SMALL = `# kept
terms:
  - id: ctc
    kind: concept
    en: [treasury centre, CTC] # and this
    zh-Hant: [財資中心]
    zh-Hans: [财资中心]
  - id: tea
    kind: concept
    en: [tea]
    zh-Hant: [茶葉]
    zh-Hans: [茶叶]
`;

describe('addLexiconWord', () => {
  it('adds the word to its list, and leaves every other line as it was', () => {
    const edit = addLexiconWord(SMALL, 'tea', 'zh-Hans', '茗茶');
    expect(edit).toEqual({ kind: 'edited', text: SMALL.replace('[茶叶]', '[茶叶, 茗茶]') });
  });

  it('quotes what a list would read as something else', () => {
    expect(addLexiconWord(SMALL, 'tea', 'en', 'tea, black')).toEqual({
      kind: 'edited',
      text: SMALL.replace('[tea]', '[tea, "tea, black"]'),
    });
  });

  it('refuses a word that is there, and does not know terms of other files', () => {
    expect(addLexiconWord(SMALL, 'tea', 'en', 'TEA')).toMatchObject({ kind: 'refused' });
    expect(addLexiconWord(SMALL, 'coffee', 'en', 'mocha')).toBeNull();
    expect(addLexiconWord('terms: [', 'tea', 'en', 'x')).toBeNull();
  });

  it('can add to most terms that are shipped, and is read back right each time', () => {
    let [added, refused] = [0, 0];
    for (const name of readdirSync(join(KNOWLEDGE_DIR, 'lexicon'))) {
      const raw = readFileSync(join(KNOWLEDGE_DIR, 'lexicon', name), 'utf8');
      const parsed = parseYaml(raw, lexiconSchema, name);
      if (!parsed.ok) throw new Error(name);
      // Reading a file twice for each edit takes its time: every fortieth term stands for all.
      for (const term of parsed.value.terms.filter((_, index) => index % 40 === 0)) {
        for (const language of LANGUAGES) {
          const edit = addLexiconWord(raw, term.id, language, 'a: new, [word]');
          if (edit?.kind === 'edited') added += 1;
          else refused += 1;
        }
      }
    }
    expect(added).toBeGreaterThan(40);
    expect(refused).toBeLessThan(added / 10);
  }, 60_000);
});
