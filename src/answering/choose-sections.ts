import type { Passage } from '../domain/passage.ts';
import type { Retrieval } from '../domain/retrieval.ts';
import { ANSWERING_POLICY } from './policy.ts';

/** A section that an answer quotes, with how many lines below its lead; null = as many as an answer may have. */
export interface ChosenSection {
  readonly article: string;
  readonly section: string;
  readonly lines: number | null;
}

/**
 * The best section of the best article, and as many more as it takes until what was asked probably stands in one of them
 * (ADR 0025): a section that is clearly ahead answers alone, close ones stand together, whatever article they are from.
 */
export function chooseSections(
  { articles, passages }: Retrieval,
  most: number = ANSWERING_POLICY.sections.linesOfFurther.length,
): ChosenSection[] {
  const [best] = articles;
  const first = passages.find(({ passage }) => passage.article === best?.article);
  if (first === undefined) return [];
  const others = passages.filter((candidate) => candidate !== first);
  const { linesOfFurther, sureFrom } = ANSWERING_POLICY.sections;
  const shareOf = sharesOf(passages);
  const chosen = [quoted(first.passage, null)];
  let held = shareOf(first);
  for (const [place, lines] of linesOfFurther.slice(0, most).entries()) {
    const next = others[place];
    if (next === undefined || held >= sureFrom) break;
    chosen.push(quoted(next.passage, lines));
    held += shareOf(next);
  }
  return chosen;
}

type Scored = Retrieval['passages'][number];

/** How likely each of the passages is the one that was asked for: a softmax of their scores. */
function sharesOf(passages: readonly Scored[]): (passage: Scored) => number {
  const weightOf = ({ score }: Scored) => Math.exp(score / ANSWERING_POLICY.sections.temperature);
  const total = passages.reduce((sum, passage) => sum + weightOf(passage), 0);
  return (passage) => weightOf(passage) / total;
}

function quoted({ article, section }: Passage, lines: number | null): ChosenSection {
  return { article, section, lines };
}
