import type { Answer, ScoredPassage } from '../../domain/answer.ts';
import type { Article } from '../../domain/article.ts';
import { isLanguage } from '../../domain/language.ts';
import { SUMMARY_SECTION } from '../../domain/passage.ts';
import type { BenchView, PassageView } from '../api.ts';
import type { Editorial } from '../editorial.ts';

/** An answer with the words of the passages behind it. Passages that are gone since then are left out. */
export function benchView(answer: Answer, editorial: Editorial, totalMs: number): BenchView {
  const articles = new Map(editorial.knowledge().articles.map((article) => [article.id, article]));
  const { accepted, rejected, quoted, timingsMs } = answer.evidence;
  const shown = (scored: readonly ScoredPassage[]) =>
    scored.flatMap(({ passage, score }) => {
      const view = passageView(passage, score, passage in quoted, articles);
      return view === null ? [] : [view];
    });
  return {
    answer,
    accepted: shown(accepted),
    rejected: shown(rejected),
    articles: answer.evidence.articles.map(({ article, score }) => ({
      article,
      topic: articles.get(article)?.topic ?? null,
      title: articles.get(article)?.texts[answer.language].title ?? article,
      score,
    })),
    words: editorial.words(answer.question.standalone, answer.language),
    // Timings are written down step by step, «finish» after the one that ended it.
    step: Object.keys(timingsMs).findLast((name) => name !== 'finish') ?? '',
    totalMs,
  };
}

function passageView(
  id: string,
  score: number,
  isQuoted: boolean,
  articles: ReadonlyMap<string, Article>,
): PassageView | null {
  const [, name = '', language, section = ''] = /^(.+)\/([^/#]+)#(.+)$/u.exec(id) ?? [];
  const article = articles.get(name);
  if (article === undefined || !isLanguage(language)) return null;
  const text = article.texts[language];
  const part =
    section === SUMMARY_SECTION
      ? { heading: text.title, text: text.summary }
      : text.sections.find((candidate) => candidate.id === section);
  if (part === undefined) return null;
  const { heading, text: words } = part;
  return {
    passage: id,
    article: name,
    topic: article.topic,
    section,
    language,
    title: text.title,
    heading,
    text: words,
    score,
    isQuoted,
  };
}
