import { seededRandom } from '../../src/retrieval/encoder/seeded-random.ts';
import type { SearchableCollection } from '../../src/retrieval/searchable.ts';

const SYLLABLES = 'ba de fi go ku la me ni po ra su ti vo wu xa ze'.split(' ');

export interface SyntheticCollection {
  readonly collection: SearchableCollection;
  /** Questions about nothing that stands in the collection. */
  readonly outOfScope: readonly string[];
}

/**
 * Articles in a language that does not exist: each has words of its own and shares others with all, so that most of its
 * questions lead to it and some are doubtful. The same numbers give the same collection.
 */
export function syntheticCollection(articles: number, questionsEach: number, outOfScope: number): SyntheticCollection {
  const random = seededRandom(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T; // never empty here
  const word = (length: number) => Array.from({ length }, () => pick(SYLLABLES)).join('');
  const words = (count: number, length: number) => Array.from({ length: count }, () => word(length));
  const shared = words(40, 3);
  const foreign = words(200, 5);
  const sentence = (own: readonly string[], ownShare: number, length: number) =>
    Array.from({ length }, () => (random() < ownShare ? pick(own) : pick(shared))).join(' ');
  const passages: { id: string; article: string; text: string; heading: string }[] = [];
  const all = Array.from({ length: articles }, (_, index) => {
    const id = `article-${index}`;
    const own = words(8, 4);
    for (const section of ['a', 'b', 'c']) {
      passages.push({
        id: `${id}#${section}`,
        article: id,
        text: sentence(own, 0.5, 40),
        heading: sentence(own, 0.5, 4),
      });
    }
    return { id, questions: Array.from({ length: questionsEach }, () => sentence(own, 0.45, 7)), related: [] };
  });
  return {
    collection: { passages, articles: all },
    outOfScope: Array.from({ length: outOfScope }, () => sentence(foreign, 0.7, 7)),
  };
}
