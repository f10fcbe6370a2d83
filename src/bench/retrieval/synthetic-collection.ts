import type { Knowledge } from '../../domain/knowledge.ts';
import type { Language } from '../../domain/language.ts';
import { passagesOf } from '../../knowledge/passages-of.ts';
import { seededRandom } from '../../retrieval/encoder/seeded-random.ts';
import { searchText } from '../../retrieval/search-text.ts';
import type { SearchableCollection } from '../../retrieval/searchable.ts';

const SEED = 20261124;
const QUESTIONS_PER_ARTICLE = 8;

/** The real articles of one language, as the retriever sees them. */
export function realCollection({ articles }: Knowledge, language: Language): SearchableCollection {
  return {
    passages: articles.flatMap((article) =>
      passagesOf(article, language).map((passage) => ({
        id: passage.id,
        article: article.id,
        text: searchText(passage),
      })),
    ),
    articles: articles.map(({ id, texts }) => ({ id, questions: texts[language].questions.map(({ text }) => text) })),
  };
}

/**
 * So many passages made of the real ones' sentences, each as long as a real passage, in articles of as many passages
 * and with questions made of the halves of real questions. The same seed gives the same collection.
 */
export function syntheticCollection(real: SearchableCollection, count: number): SearchableCollection {
  const random = seededRandom(SEED);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item; // never empty
  const sentences = real.passages.flatMap(({ text }) => sentencesOf(text));
  const lengths = real.passages.map(({ text }) => sentencesOf(text).length);
  const halves = real.articles.flatMap(({ questions }) => questions.map(halvesOf));
  const perArticle = Math.max(1, Math.round(real.passages.length / real.articles.length));
  const passages = Array.from({ length: count }, (_, index) => ({
    id: `passage-${index}`,
    article: `article-${Math.floor(index / perArticle)}`,
    text: Array.from({ length: pick(lengths) }, () => pick(sentences)).join('\n'),
  }));
  const articles = Array.from({ length: Math.ceil(count / perArticle) }, (_, index) => ({
    id: `article-${index}`,
    questions: Array.from({ length: QUESTIONS_PER_ARTICLE }, () => `${pick(halves)[0]}${pick(halves)[1]}`),
  }));
  return { passages, articles };
}

/** Real questions to ask, the same ones every time. */
export function sampleQuestions({ articles }: SearchableCollection, count: number): string[] {
  const random = seededRandom(SEED + 1);
  const questions = articles.flatMap((article) => article.questions);
  return Array.from({ length: count }, () => questions[Math.floor(random() * questions.length)] ?? '');
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[。！？!?;；])|(?<=\.)\s+|\n+/u).filter((sentence) => sentence.trim() !== '');
}

function halvesOf(question: string): readonly [string, string] {
  const middle = question.indexOf(' ', question.length / 2);
  const cut = middle > 0 ? middle : Math.floor(question.length / 2);
  return [question.slice(0, cut), question.slice(cut)];
}
