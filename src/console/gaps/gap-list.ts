import { createHash } from 'node:crypto';
import type { Article } from '../../domain/article.ts';
import type { LexiconEntry } from '../../domain/lexicon.ts';
import type { Gap } from '../../insights/cluster-gaps.ts';
import type { GapCluster, GapTarget, TermRow } from '../api.ts';
import { titleOf } from '../articles/title-of.ts';
import { holdsAll } from '../holds-all.ts';

/** Wordings shown of one group. */
const QUESTIONS_SHOWN = 20;
const WORDS_SHOWN = 12;
const FOUND_SHOWN = 20;

/** A group with the titles of its nearest article, as the page shows it. */
export function gapCluster(gap: Gap, articles: ReadonlyMap<string, Article>): GapCluster {
  const { article: id, section, questions, unknownWords, ...counts } = gap;
  const article = id === null ? undefined : articles.get(id);
  return {
    ...counts,
    id: createHash('sha256')
      .update(`${id ?? ''}\n${questions[0]?.text ?? ''}`)
      .digest('hex')
      .slice(0, 12),
    questions: questions.slice(0, QUESTIONS_SHOWN),
    unknownWords: unknownWords.slice(0, WORDS_SHOWN),
    nearest:
      article === undefined ? null : { article: article.id, topic: article.topic, title: titleOf(article), section },
  };
}

/** Articles whose id or title holds all the words, with their sections. */
export function findTargets(articles: readonly Article[], search: string): readonly GapTarget[] {
  return articles
    .filter((article) => holdsAll([article.id, article.topic, ...Object.values(titleOf(article))], search))
    .slice(0, FOUND_SHOWN)
    .map((article) => ({
      article: article.id,
      topic: article.topic,
      title: titleOf(article),
      sections: article.texts.en.sections.map(({ id, heading }, index) => ({
        id,
        heading: {
          en: heading,
          'zh-Hant': article.texts['zh-Hant'].sections[index]?.heading ?? heading,
          'zh-Hans': article.texts['zh-Hans'].sections[index]?.heading ?? heading,
        },
      })),
    }));
}

/** Terms of the lexicon whose id or any word holds all the words. */
export function findTerms(lexicon: readonly LexiconEntry[], search: string): readonly TermRow[] {
  return lexicon
    .filter(({ id, words }) => holdsAll([id, ...Object.values(words).flat()], search))
    .slice(0, FOUND_SHOWN)
    .map(({ id, words }) => ({ id, words }));
}
