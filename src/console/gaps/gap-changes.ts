import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../domain/language.ts';
import { addExampleQuestion } from '../../knowledge/edit/add-example-question.ts';
import { addLexiconWord } from '../../knowledge/edit/add-lexicon-word.ts';
import { folderOf } from '../../knowledge/folder-of.ts';
import { readOneArticle } from '../../knowledge/read-article.ts';
import type { Change } from './write-proposal.ts';

/** One more example question in one language of an article. */
export function questionChange(
  root: string,
  wanted: {
    readonly topic: string;
    readonly article: string;
    readonly section: string | null;
    readonly language: Language;
    readonly text: string;
  },
): Change {
  const folder = folderOf({ topic: wanted.topic, id: wanted.article });
  const file = `${folder}/${wanted.language}.md`;
  return {
    file,
    edit: (text) => addExampleQuestion(text, wanted.text, wanted.section),
    check: (text) => Promise.resolve(readOneArticle(root, folder, new Map([[file, text]])).faults),
  };
}

/** One more word for a term, in whichever file of the lexicon it stands; null when there is no such term. */
export async function wordChange(
  root: string,
  wanted: { readonly term: string; readonly language: Language; readonly word: string },
): Promise<Change | null> {
  const names = (await readdir(join(root, 'lexicon')).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort();
  for (const name of names) {
    const file = `lexicon/${name}`;
    const text = await readFile(join(root, file), 'utf8').catch(() => '');
    // Reading a whole lexicon file as YAML takes a while; most files do not have the term.
    if (!text.includes(wanted.term) || addLexiconWord(text, wanted.term, wanted.language, wanted.word) === null)
      continue;
    return {
      file,
      edit: (now) =>
        addLexiconWord(now, wanted.term, wanted.language, wanted.word) ?? {
          kind: 'refused',
          reason: `The term «${wanted.term}» is not in ${file}.`,
        },
      // The edit has read the changed file with the lexicon's own schema.
      check: () => Promise.resolve([]),
    };
  }
  return null;
}
