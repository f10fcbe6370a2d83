import { stringify } from 'yaml';
import { parseArticleText } from '../parse-article-text.ts';
import type { FileEdit } from './file-edit.ts';

/** A language file with one more example question at the end of its list; nothing else is touched. */
export function addExampleQuestion(raw: string, question: string, section: string | null): FileEdit {
  const before = parseArticleText(raw, 'file');
  if (!before.ok) return { kind: 'refused', reason: before.faults[0]?.message ?? 'The file has a fault.' };
  const { questions, sections } = before.value;
  const asked = question.replace(/\s+/gu, ' ').trim();
  if (section !== null && !sections.some(({ id }) => id === section))
    return { kind: 'refused', reason: `There is no section «${section}».` };
  if (questions.some(({ text }) => plain(text) === plain(asked)))
    return { kind: 'refused', reason: 'This example question stands in the file already.' };
  const lineBreak = raw.includes('\r\n') ? '\r\n' : '\n';
  const lines = raw.split(lineBreak);
  const at = endOfQuestions(lines);
  if (at === null) return { kind: 'refused', reason: 'The list «questions:» was not found, one question a line.' };
  const written = section === null ? asked : `${asked} {#${section}}`;
  const text = lines.toSpliced(at.line, 0, `${at.indent}- ${scalar(written)}`).join(lineBreak);
  const after = parseArticleText(text, 'file');
  const last = after.ok ? after.value.questions.at(-1) : undefined;
  if (last?.text !== asked || last.section !== section)
    return { kind: 'refused', reason: 'The question cannot be written in this list as it is.' };
  return { kind: 'edited', text };
}

/** Where one more question goes: after the last item below `questions:`. */
function endOfQuestions(lines: readonly string[]): { readonly line: number; readonly indent: string } | null {
  const start = lines.findIndex((line) => /^questions:\s*$/u.test(line));
  if (start < 0) return null;
  let last = -1;
  let indent = '  ';
  for (let line = start + 1; line < lines.length; line += 1) {
    const content = lines[line] ?? '';
    const item = /^(\s*)- /u.exec(content);
    if (item !== null) {
      indent = item[1] ?? '';
      last = line;
    } else if (/^\s+\S/u.test(content)) last = line;
    else if (content.trim() !== '') break;
  }
  return last < 0 ? null : { line: last + 1, indent };
}

/** Quoted only when YAML needs it. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');
}
