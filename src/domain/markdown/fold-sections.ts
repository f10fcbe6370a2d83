import type { Block, Inline } from './markdown.ts';

/** One more section of an answer: its question, and what stands below it. */
interface FurtherSection {
  readonly title: readonly Inline[];
  readonly blocks: readonly Block[];
}

export interface FoldedAnswer {
  /** The section that answers best; the whole answer when there is no other. */
  readonly lead: readonly Block[];
  readonly further: readonly FurtherSection[];
  /** What must be seen whatever is closed: must-mention facts, what to do if nothing fits, a form's question below a rule. */
  readonly tail: readonly Block[];
}

/**
 * An answer holds as many sections as its doubt needs (docs/adr/0025-as-many-sections-as-the-doubt-needs.md). A person
 * reads the first; the others are questions that open. A paragraph in bold alone begins a section; the tail is what
 * follows the last section in bold with words behind it, or without a source of its own, and what a rule parts from it.
 */
export function foldSections(blocks: readonly Block[]): FoldedAnswer {
  const rule = blocks.findLastIndex(({ kind }) => kind === 'rule');
  const answer = rule === -1 ? blocks : blocks.slice(0, rule);
  const first = answer.findIndex((block, index) => index > 0 && titleOf(block) !== undefined);
  if (first === -1) return { lead: blocks, further: [], tail: [] };
  const end = answer.findLastIndex((block) => titleOf(block) !== undefined || !isTail(block)) + 1;
  const further: { title: readonly Inline[]; blocks: Block[] }[] = [];
  for (const block of answer.slice(first, end)) {
    const title = titleOf(block);
    if (title === undefined) further.at(-1)?.blocks.push(block);
    else further.push({ title, blocks: [] });
  }
  return { lead: answer.slice(0, first), further, tail: blocks.slice(end) };
}

function titleOf(block: Block): readonly Inline[] | undefined {
  if (block.kind !== 'paragraph') return undefined;
  const [only, ...others] = block.children;
  return only?.kind === 'strong' && others.length === 0 ? only.children : undefined;
}

function isTail(block: Block): boolean {
  if (block.kind !== 'paragraph') return false;
  return block.children[0]?.kind === 'strong' || block.children.every(({ kind }) => kind !== 'mark');
}
