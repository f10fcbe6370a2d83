import type { Language } from '../domain/language.ts';
import type { LexiconEntry } from '../domain/lexicon.ts';
import type { Fault } from './fault.ts';
import type { KnowledgeFiles } from './knowledge-files.ts';
import type { ParseCache } from './parse-cache.ts';
import { parseYaml } from './parse-yaml.ts';
import { lexiconSchema, outOfScopeSchema } from './table-schemas.ts';

/** knowledge/lexicon → terms. A file with a fault is left out; ids are unique over all files. */
export function readLexicon(
  files: KnowledgeFiles,
  cache: ParseCache,
): { readonly lexicon: readonly LexiconEntry[]; readonly faults: readonly Fault[] } {
  const lexicon: LexiconEntry[] = [];
  const faults: Fault[] = [];
  const seen = new Map<string, string>();
  for (const [file, found] of files) {
    if (!/^lexicon\/[^/]+\.yaml$/u.test(file)) continue;
    if (found === null) {
      faults.push({ file, line: 1, message: 'The file cannot be read.' });
      continue;
    }
    const { text, digest } = found;
    const parsed = cache.parse(file, digest, () => parseYaml(text, lexiconSchema, file));
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
export function readOutOfScope(
  files: KnowledgeFiles,
  cache: ParseCache,
): { readonly outOfScope: Readonly<Record<Language, readonly string[]>>; readonly faults: readonly Fault[] } {
  const file = 'out-of-scope.yaml';
  const none = { en: [], 'zh-Hant': [], 'zh-Hans': [] };
  const found = files.get(file) ?? null;
  if (found === null)
    return { outOfScope: none, faults: [{ file, line: 1, message: 'The file is missing or cannot be read.' }] };
  const parsed = cache.parse(file, found.digest, () => parseYaml(found.text, outOfScopeSchema, file));
  return parsed.ok ? { outOfScope: parsed.value, faults: [] } : { outOfScope: none, faults: parsed.faults };
}
