import type { Block, Inline } from './markdown.ts';

/** What a screen reader announces: the words without marks, tables named by their header only. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(blockText).filter(Boolean).join('\n');
}

function blockText(block: Block): string {
  if (block.kind === 'list') return block.items.map(plainText).join('\n');
  if (block.kind === 'table') return block.header.join(', ');
  return inlineText(block.children);
}

function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text' || inline.kind === 'code') return inline.text;
      if (inline.kind === 'mark') return '';
      if (inline.kind === 'break') return '\n';
      return inlineText(inline.children);
    })
    .join('');
}
