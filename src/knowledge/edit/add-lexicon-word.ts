import { stringify } from 'yaml';
import type { Language } from '../../domain/language.ts';
import { parseYaml } from '../parse-yaml.ts';
import { lexiconSchema } from '../table-schemas.ts';
import type { FileEdit } from './file-edit.ts';

/** A lexicon file in which the term `id` is also called `word`; null when the term is not in this file. */
export function addLexiconWord(raw: string, id: string, language: Language, word: string): FileEdit | null {
  const before = parseYaml(raw, lexiconSchema, 'file');
  if (!before.ok) return null;
  const term = before.value.terms.find((candidate) => candidate.id === id);
  if (term === undefined) return null;
  const added = word.replace(/\s+/gu, ' ').trim();
  if (term[language].some((known) => known.toLowerCase() === added.toLowerCase()))
    return { kind: 'refused', reason: 'The term is called that already.' };
  const lines = raw.split('\n');
  const at = lineOfList(lines, id, language);
  const line = at === null ? undefined : lines[at];
  if (at === null || line === undefined)
    return { kind: 'refused', reason: `The list «${language}» of «${id}» does not stand on one line.` };
  const text = lines.with(at, line.replace(/\s*\](\s*\}?,?\s*)$/u, `, ${flowScalar(added)}]$1`)).join('\n');
  const after = parseYaml(text, lexiconSchema, 'file');
  const written = after.ok ? after.value.terms.find((candidate) => candidate.id === id)?.[language] : undefined;
  return written?.at(-1) === added && written.length === term[language].length + 1
    ? { kind: 'edited', text }
    : { kind: 'refused', reason: 'The word cannot be written in this list as it is.' };
}

/** The line «    zh-Hans: [一, 二]» below «- id: …». */
function lineOfList(lines: readonly string[], id: string, language: Language): number | null {
  const start = lines.findIndex((line) => new RegExp(`^\\s*-\\s*id:\\s*["']?${id}["']?\\s*$`, 'u').test(line));
  if (start < 0) return null;
  for (let line = start + 1; line < lines.length; line += 1) {
    const content = lines[line] ?? '';
    if (/^\s*-\s/u.test(content)) return null;
    if (content.trimStart().startsWith(`${language}: [`)) return content.trimEnd().endsWith(']') ? line : null;
  }
  return null;
}

/** As an item of a list in brackets: commas and brackets need quotes there. */
function flowScalar(text: string): string {
  return stringify([text], { collectionStyle: 'flow', lineWidth: 0 })
    .trim()
    .replace(/^\[\s*/u, '')
    .replace(/\s*\]$/u, '');
}
