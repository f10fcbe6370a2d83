import type { Answer } from '../domain/answer.ts';

/** The answer as the visitor reads it: Markdown rendered to plain words, the table, and the subjects of a question back. */
export function readableAnswer({ text, table, suggestions }: Pick<Answer, 'text' | 'table' | 'suggestions'>): string {
  const parts = [plain(text)];
  if (table !== undefined) {
    parts.push([table.caption, ...[table.columns, ...table.rows].map((cells) => cells.join(' | '))].join('\n'));
  }
  const options = suggestions.filter(({ kind }) => kind === 'option').map(({ label }) => `- ${label}`);
  if (options.length > 0) parts.push(options.join('\n'));
  return parts.join('\n\n');
}

function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\(([^)\s]+)[^)]*\)/gu, '$1 ($2)')
    .replace(/(\*\*|__)(.+?)\1/gu, '$2')
    .replace(/^#{1,6}\s+/gmu, '')
    .replace(/`([^`]+)`/gu, '$1');
}
