/** A piece of a section that is shown or held back whole. */
export interface SectionBlock {
  readonly kind: 'paragraph' | 'item' | 'table';
  readonly markdown: string;
}

/** Markdown of a section → paragraphs, list items and tables in order. Wrapped lines are joined. */
export function sectionBlocks(markdown: string): SectionBlock[] {
  const blocks: { kind: SectionBlock['kind']; lines: string[] }[] = [];
  let isFresh = true;
  for (const line of markdown.split('\n')) {
    if (line.trim() === '') {
      isFresh = true;
      continue;
    }
    const kind = /^\s*(?:[-*+]|\d+[.)])\s+/u.test(line) ? 'item' : /^\s*\|/u.test(line) ? 'table' : 'paragraph';
    const last = blocks.at(-1);
    const continues =
      last !== undefined && !isFresh && (kind === 'paragraph' || (kind === 'table' && last.kind === 'table'));
    if (continues) last.lines.push(last.kind === 'table' ? line : line.trim());
    else blocks.push({ kind, lines: [kind === 'paragraph' ? line.trim() : line.trimEnd()] });
    isFresh = false;
  }
  return blocks.map(({ kind, lines }) => ({ kind, markdown: kind === 'table' ? lines.join('\n') : joinLines(lines) }));
}

/** Chinese lines join without a space. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) =>
    /[\p{Script=Han}，。；：、]$/u.test(text) && /^[\p{Script=Han}「“（《]/u.test(line)
      ? text + line
      : `${text} ${line}`,
  );
}
