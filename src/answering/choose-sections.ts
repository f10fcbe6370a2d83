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
 * The best section of the best article, and up to two more that fit nearly as well, whatever article they stand in. When
 * the article is only likely, the second place belongs to the runner-up: its best section, if it has one.
 */
export function chooseSections({ articles, passages, zone }: Retrieval): ChosenSection[] {
  const [best, runnerUp] = articles;
  const first = passages.find(({ passage }) => passage.article === best?.article);
  if (first === undefined) return [];
  const others = passages.filter((candidate) => candidate !== first);
  const beside = zone === 'likely' ? others.find(({ passage }) => passage.article === runnerUp?.article) : undefined;
  const ranked = beside === undefined ? others : [beside, ...others.filter((candidate) => candidate !== beside)];
  const further = ANSWERING_POLICY.furtherSections.flatMap(({ share, lines }, place) => {
    const candidate = ranked[place];
    const joins = candidate !== undefined && (candidate === beside || candidate.score >= share * first.score);
    return joins ? [chosen(candidate.passage, lines)] : [];
  });
  return [chosen(first.passage, null), ...further];
}

function chosen({ article, section }: Passage, lines: number | null): ChosenSection {
  return { article, section, lines };
}
