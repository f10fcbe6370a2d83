import type { Citation } from '../domain/answer.ts';
import type { DraftBlock, DraftCitation } from './answering-turn.ts';

/**
 * Blocks → Markdown with marks [1], [2] in the order of first use; one mark per page. A list stays one list, other
 * blocks are separate paragraphs.
 */
export function numberCitations(blocks: readonly DraftBlock[]): {
  readonly text: string;
  readonly citations: readonly Citation[];
} {
  const citations: Citation[] = [];
  const markOf = (cite: DraftCitation): number => {
    const known = citations.find((citation) => citation.url === cite.url && citation.title === cite.title);
    if (known !== undefined) return known.mark;
    citations.push({ mark: citations.length + 1, ...cite });
    return citations.length;
  };
  let text = '';
  blocks.forEach((block, index) => {
    const marks = block.cites.map((cite) => `[${markOf(cite)}]`).join('');
    const isItem = /^\s*(?:[-*+]|\d+[.)])\s/u.test(block.markdown);
    const wasItem = index > 0 && /^\s*(?:[-*+]|\d+[.)])\s/u.test(blocks[index - 1]?.markdown ?? '');
    if (index > 0) text += isItem && wasItem ? '\n' : '\n\n';
    text += block.markdown + marks;
  });
  return { text, citations };
}
