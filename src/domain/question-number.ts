import type { Progress } from './card.ts';

/** The question that stands before a person, as people count, from 1; the brief at the end is none of its own. */
export function questionNumber({ done, of }: Pick<Progress, 'done' | 'of'>): number {
  return Math.min(done + 1, of);
}
