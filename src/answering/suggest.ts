import type { Suggestion } from '../domain/answer.ts';
import type { Article } from '../domain/article.ts';
import type { Language } from '../domain/language.ts';
import { type AnsweringParts, type Draft, isValidOn } from './answering-turn.ts';
import { ANSWERING_POLICY } from './policy.ts';

/** Checked candidates are kept per index version; the oldest go when there are more than this. */
const KEPT = 5_000;
/** Example questions of an article that are tried at most. */
const TRIED = 6;

/**
 * Next questions that the knowledge base can answer: example questions about other sections of the article, then of
 * related articles. Each has been run; only those that lead to an answer from the expected article are shown.
 */
export function createSuggester(
  parts: AnsweringParts,
): (draft: Draft, language: Language, today: string) => Promise<readonly Suggestion[]> {
  const checked = new Map<string, { readonly isAnswered: boolean; readonly section: string }>();

  const check = async (article: Article, question: string, language: Language) => {
    const key = `${parts.knowledge().digest} ${language} ${article.id} ${question}`;
    const known = checked.get(key);
    if (known !== undefined) return known;
    const retrieval = await parts.retrieve({
      question,
      language,
      history: [],
      lastAnswer: '',
      previousArticles: [],
      standsAlone: true,
      isRehearsal: true,
    });
    const result = {
      isAnswered: retrieval.zone === 'answer' && retrieval.articles[0]?.article === article.id,
      section: retrieval.passages.find(({ passage }) => passage.article === article.id)?.passage.section ?? '',
    };
    if (checked.size >= KEPT) checked.delete(checked.keys().next().value ?? '');
    checked.set(key, result);
    return result;
  };

  return async (draft, language, today) => {
    const [id] = draft.articles;
    const article = id === undefined ? undefined : parts.articleById(id);
    if (draft.status !== 'answered' || article === undefined) return [];
    const used = new Set(Object.keys(draft.quoted).map((passage) => passage.split('#')[1] ?? ''));
    const found: string[] = [];
    const collect = async (from: Article, limit: number, mayRepeatSection: boolean) => {
      for (const { text: question } of from.texts[language].questions.slice(0, TRIED)) {
        if (found.length >= limit) return;
        const { isAnswered, section } = await check(from, question, language);
        if (!isAnswered || (!mayRepeatSection && used.has(section))) continue;
        if (!mayRepeatSection) used.add(section);
        found.push(question);
        if (mayRepeatSection) return;
      }
    };
    await collect(article, 2, false);
    for (const related of article.related
      .flatMap((other) => parts.articleById(other) ?? [])
      .filter((other) => isValidOn(other, today))) {
      if (found.length >= ANSWERING_POLICY.suggestions) break;
      await collect(related, ANSWERING_POLICY.suggestions, true);
    }
    return found.slice(0, ANSWERING_POLICY.suggestions).map((text) => ({ kind: 'question', label: text, text }));
  };
}
