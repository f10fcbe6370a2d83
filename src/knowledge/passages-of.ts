import { createHash } from 'node:crypto';
import type { Article } from '../domain/article.ts';
import type { Language } from '../domain/language.ts';
import { type Passage, passageId, SUMMARY_SECTION } from '../domain/passage.ts';

/** The summary and every section of an article in one language, in reading order. */
export function passagesOf(article: Article, language: Language): Passage[] {
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
    digest: createHash('sha256').update(`${language}\n${part.heading}\n${part.text}`).digest('hex').slice(0, 16),
  }));
}
