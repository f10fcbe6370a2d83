import { piecesOf } from './pieces-of.ts';
import type { SectionBlock } from './section-blocks.ts';

/** «How much», «how long», «when», «what share»: a line with a figure answers better than one without. */
const ASKS_FOR_FIGURE =
  /多少|几|幾|多久|多长|多長|何时|何時|期限|上限|最[多少低高迟遲晚]|how (?:much|many|long|soon)|when\b|deadline|rate|limit|fee|cost/iu;

/**
 * The lead of a section and the `limit` of its lines that share most with the question, the earlier before the later;
 * in reading order. A table is a line.
 */
export function relevantLines(
  blocks: readonly SectionBlock[],
  question: string,
  limit: number,
): readonly SectionBlock[] {
  const [lead, ...lines] = blocks;
  if (lead === undefined) return [];
  const asked = new Set(piecesOf(question));
  const wantsFigure = ASKS_FOR_FIGURE.test(question);
  const scored = lines.map((block, index) => ({
    block,
    index,
    score:
      new Set(piecesOf(block.markdown).filter((piece) => asked.has(piece))).size +
      (wantsFigure && /\d/u.test(block.markdown) ? 1 : 0),
  }));
  const chosen = [...scored].sort((a, b) => b.score - a.score || a.index - b.index).slice(0, limit);
  return [lead, ...chosen.sort((a, b) => a.index - b.index).map(({ block }) => block)];
}
