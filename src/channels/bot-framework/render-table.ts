import type { AnswerTable } from '../../domain/answer.ts';

/** A table in GitHub's Markdown, its caption above it. */
export function renderTable({ caption, columns, rows }: AnswerTable): string {
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cellOf).join(' | ')} |`);
  return [`**${cellOf(caption)}**`, '', ...lines].join('\n');
}

function cellOf(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*[\r\n]+\s*/g, ' ');
}
