import { hash } from 'node:crypto';
import type { Article } from '../domain/article.ts';
import type { Language } from '../domain/language.ts';
import { type Passage, passageId, SUMMARY_SECTION } from '../domain/passage.ts';

const made = new WeakMap<Article, Map<Language, readonly Passage[]>>();

/** The summary and every section of an article in one language, in reading order; made once for an article. */
export function passagesOf(article: Article, language: Language): readonly Passage[] {
  const ofArticle = made.get(article) ?? new Map<Language, readonly Passage[]>();
  made.set(article, ofArticle);
  const passages = ofArticle.get(language) ?? makePassages(article, language);
  ofArticle.set(language, passages);
  return passages;
}

function makePassages(article: Article, language: Language): Passage[] {
  const text = article.texts[language];
  const parts = [{ id: SUMMARY_SECTION, heading: text.title, text: text.summary }, ...text.sections];
  return parts.map((part) => ({
    id: passageId(article.id, language, part.id),
    article: article.id,
    section: part.id,
    language,
    title: text.title,
    heading: part.heading,
    text: part.text,
    digest: hash('sha256', `${language}\n${part.heading}\n${part.text}`).slice(0, 16),
  }));
}
