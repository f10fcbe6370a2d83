import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../domain/language.ts';
import type { LexiconEntry } from '../domain/lexicon.ts';
import type { Fault } from './fault.ts';
import type { ParseCache } from './parse-cache.ts';
import { parseYaml } from './parse-yaml.ts';
import { lexiconSchema, outOfScopeSchema } from './table-schemas.ts';

/** knowledge/lexicon → terms. A file with a fault is left out; ids are unique over all files. */
export async function readLexicon(
  root: string,
  cache: ParseCache,
): Promise<{ readonly lexicon: readonly LexiconEntry[]; readonly faults: readonly Fault[] }> {
  const names = (await readdir(join(root, 'lexicon')).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort();
  const lexicon: LexiconEntry[] = [];
  const faults: Fault[] = [];
  const seen = new Map<string, string>();
  for (const name of names) {
    const file = join('lexicon', name);
    const text = await readFile(join(root, file), 'utf8').catch(() => null);
    if (text === null) {
      faults.push({ file, line: 1, message: 'The file cannot be read.' });
      continue;
    }
    const parsed = cache.parse(file, text, () => parseYaml(text, lexiconSchema, file));
    if (!parsed.ok) {
      faults.push(...parsed.faults);
      continue;
    }
    for (const { id, kind, pinyin, ...words } of parsed.value.terms) {
      const earlier = seen.get(id);
      if (earlier !== undefined)
        faults.push({ file, line: 1, message: `The id «${id}» stands already in ${earlier}. Merge the two entries.` });
      else lexicon.push({ id, kind, words, pinyin });
      seen.set(id, file);
    }
  }
  return { lexicon, faults };
}

/** knowledge/out-of-scope.yaml → questions by language; empty when the file has a fault. */
export async function readOutOfScope(
  root: string,
): Promise<{ readonly outOfScope: Readonly<Record<Language, readonly string[]>>; readonly faults: readonly Fault[] }> {
  const file = 'out-of-scope.yaml';
  const none = { en: [], 'zh-Hant': [], 'zh-Hans': [] };
  const text = await readFile(join(root, file), 'utf8').catch(() => null);
  if (text === null)
    return { outOfScope: none, faults: [{ file, line: 1, message: 'The file is missing or cannot be read.' }] };
  const parsed = parseYaml(text, outOfScopeSchema, file);
  return parsed.ok ? { outOfScope: parsed.value, faults: [] } : { outOfScope: none, faults: parsed.faults };
}
