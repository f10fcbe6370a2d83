import type { PhoneRun, PhoneWords } from '../phone/phone.ts';

const ITEM = /^[-*]\s+(.*)$/u;
/** Links, bold and italic words, as Teams reads them in texts and cards; a mark behind a backslash is no mark. */
const MARKED =
  /(?<!\\)(?:\[(?<label>(?:[^\]\\]|\\.)+)\]\((?<href>https?:\/\/[^\s)]+)\)|\*\*(?<bold>(?:[^*\\]|\\.)+)\*\*|(?<![\p{L}\p{N}*])\*(?<starred>(?:[^*\\\s]|\\.)(?:[^*\\\n]|\\.)*)\*|(?<![\p{L}\p{N}_])_(?<lined>(?:[^_\\\s]|\\.)(?:[^_\\\n]|\\.)*)_(?![\p{L}\p{N}]))/gu;

/** Markdown as Teams draws it: lines, those of a list apart, each of runs that look alike. */
export function readMarkdown(markdown: string): PhoneWords['lines'] {
  return markdown.split('\n').map((line) => {
    const item = ITEM.exec(line)?.[1];
    return { isItem: item !== undefined, runs: runsOf(item ?? line) };
  });
}

function runsOf(line: string): readonly PhoneRun[] {
  const runs: PhoneRun[] = [];
  let from = 0;
  for (const match of line.matchAll(MARKED)) {
    runs.push(run(line.slice(from, match.index)));
    const { label, href = null, bold, starred, lined } = match.groups ?? {};
    const look = bold === undefined ? ((starred ?? lined) === undefined ? 'plain' : 'italic') : 'bold';
    runs.push(run(label ?? bold ?? starred ?? lined ?? '', look, href));
    from = match.index + match[0].length;
  }
  runs.push(run(line.slice(from)));
  return runs.filter(({ text }) => text !== '');
}

function run(text: string, look: PhoneRun['look'] = 'plain', href: string | null = null): PhoneRun {
  return { text: text.replaceAll(/\\([\p{P}\p{S}])/gu, '$1'), look, href };
}
