/** Unchanged lines shown around a change. */
const CONTEXT = 3;

/**
 * The difference of one place in a file, as `git apply` and `patch -p1` take it. `path` is written as git does, from the
 * repository's root. An empty text when nothing differs.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const start = Math.max(0, head - CONTEXT);
  const oldEnd = Math.min(old.length, old.length - tail + CONTEXT);
  const freshEnd = Math.min(fresh.length, fresh.length - tail + CONTEXT);
  const body = [
    ...old.slice(start, head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...fresh.slice(head, fresh.length - tail).map((line) => `+${line}`),
    ...old.slice(old.length - tail, oldEnd).map((line) => ` ${line}`),
  ];
  const range = (length: number) => `${length === 0 ? start : start + 1},${length}`;
  return [
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${range(oldEnd - start)} +${range(freshEnd - start)} @@`,
    ...body.map(markMissingNewline),
    '',
  ].join('\n');
}

/** A last line without a line break is told apart by this sign, which no text file holds. */
const NO_BREAK = '\0';

function linesOf(text: string): string[] {
  if (text === '') return [];
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : `${text}${NO_BREAK}`.split('\n');
}

function markMissingNewline(line: string): string {
  return line.endsWith(NO_BREAK) ? `${line.slice(0, -1)}\n\\ No newline at end of file` : line;
}
