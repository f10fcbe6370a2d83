import type { Block, Inline } from '../../../domain/markdown/markdown.ts';

interface PlainTextOptions {
  /** Keeps the marks [1], which lead to sources beside the text; left out for those who listen. */
  readonly keepsMarks: boolean;
}

/** The words alone, as a screen reader announces them or a file keeps them; tables named by their header only. */
export function plainText(blocks: readonly Block[], options: PlainTextOptions = { keepsMarks: false }): string {
  return blocks
    .map((block) => blockText(block, options))
    .filter(Boolean)
    .join('\n');
}

function blockText(block: Block, options: PlainTextOptions): string {
  if (block.kind === 'list') return block.items.map((item) => plainText(item, options)).join('\n');
  if (block.kind === 'table') return block.header.join(', ');
  if (block.kind === 'rule') return '';
  return inlineText(block.children, options);
}

function inlineText(inlines: readonly Inline[], options: PlainTextOptions): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text' || inline.kind === 'code') return inline.text;
      if (inline.kind === 'mark') return options.keepsMarks ? `[${inline.mark}]` : '';
      if (inline.kind === 'break') return '\n';
      return inlineText(inline.children, options);
    })
    .join('');
}
