import type { Block } from './markdown.ts';
import { parseInline } from './parse-inline.ts';

const BULLET = /^(?<indent> {0,8})(?:[-*+•]|(?<number>\d{1,3})[.)、])\s+(?<rest>.*)$/u;
const DEFINITION = /^ {0,3}\[[^\]]+\]:\s+\S+/;
const RULE = /^ {0,3}(?:-\s*){3,}$/;
const HEADING = /^ {0,3}#{1,6}\s+(?<text>.*?)\s*#*$/;

/** Answers are short, so this reads lines, not a grammar: paragraphs, lists (nested by indent), tables, headings, rules. */
export function parseMarkdown(source: string): readonly Block[] {
  const lines = source
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => !DEFINITION.test(line) && !/^\s*<!--.*-->\s*$/.test(line));
  return blocksOf(lines);
}

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    if (line.trim() === '') {
      index += 1;
    } else if (RULE.test(line)) {
      blocks.push({ kind: 'rule' });
      index += 1;
    } else if (isTableStart(lines, index)) {
      const end = endOf(lines, index, (next) => next.includes('|'));
      blocks.push(tableOf(lines.slice(index, end)));
      index = end;
    } else if (BULLET.test(line)) {
      const end = endOf(lines, index, (next) => BULLET.test(next) || /^\s{2,}\S/.test(next));
      blocks.push(listOf(lines.slice(index, end)));
      index = end;
    } else if (HEADING.test(line)) {
      blocks.push({ kind: 'heading', children: parseInline(HEADING.exec(line)?.groups?.text ?? '') });
      index += 1;
    } else {
      const end = endOf(lines, index, (next, at) => startsParagraphLine(next) && !isTableStart(lines, at));
      blocks.push({ kind: 'paragraph', children: parseInline(lines.slice(index, end).join('\n').trim()) });
      index = end;
    }
  }
  return blocks;
}

/** The first line after `start` that does not belong any more. */
function endOf(lines: readonly string[], start: number, belongs: (line: string, at: number) => boolean): number {
  let end = start + 1;
  while (end < lines.length && belongs(lines[end] ?? '', end)) end += 1;
  return end;
}

function startsParagraphLine(line: string): boolean {
  return line.trim() !== '' && !BULLET.test(line) && !HEADING.test(line) && !RULE.test(line);
}

function listOf(lines: readonly string[]): Block {
  const first = BULLET.exec(lines[0] ?? '');
  const indent = first?.groups?.indent?.length ?? 0;
  const number = first?.groups?.number;
  const items: string[][] = [];
  for (const line of lines) {
    const match = BULLET.exec(line);
    const isNewItem = match !== null && (match.groups?.indent?.length ?? 0) <= indent;
    if (isNewItem || items.length === 0) items.push([match?.groups?.rest ?? line]);
    else items.at(-1)?.push(line.slice(Math.min(indent + 2, line.search(/\S|$/))));
  }
  return {
    kind: 'list',
    start: number === undefined ? undefined : Number(number),
    items: items.map((item) => blocksOf(item)),
  };
}

function isTableStart(lines: readonly string[], index: number): boolean {
  const next = lines[index + 1] ?? '';
  return (lines[index] ?? '').includes('|') && next.includes('-') && /^[\s|:-]+$/.test(next) && next.includes('|');
}

function tableOf(lines: readonly string[]): Block {
  const [header = [], , ...rows] = lines.map(cellsOf);
  return { kind: 'table', header, rows: rows.map((row) => header.map((_, column) => row[column] ?? '')) };
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
