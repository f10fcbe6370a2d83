import { piecesOf } from './pieces-of.ts';

/** From this share of its pieces on, a sentence counts as said. */
const SHARE = 0.7;

/**
 * Whether a sentence adds nothing to what stands above it: all its figures and most of its pieces (pairs of characters in
 * Chinese, words elsewhere) are there already.
 */
export function isAlreadySaid(sentence: string, above: string): boolean {
  const figures = sentence.match(/\d+(?:[.,]\d+)*/gu) ?? [];
  if (figures.some((figure) => !above.includes(figure))) return false;
  const pieces = piecesOf(sentence);
  if (pieces.length === 0) return true;
  const known = new Set(piecesOf(above));
  return pieces.filter((piece) => known.has(piece)).length / pieces.length >= SHARE;
}
