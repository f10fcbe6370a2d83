import type { Answer } from '../domain/answer.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import type { Retrieval, RetrievalRequest } from '../domain/retrieval.ts';
import { detectLanguage } from '../understanding/detect-language.ts';
import type { EvaluationQuestion } from './evaluation-question.ts';
import { isFromTables, judgeAnswer, type Verdict } from './judge-answer.ts';
import { knownUrls } from './known-urls.ts';

/** What is evaluated: the assistant, or a fake in tests. */
export interface Evaluated {
  readonly knowledge: () => Knowledge;
  readonly ask: (text: string, history?: readonly string[], pageLanguage?: Language | null) => Promise<Answer>;
  readonly retriever: { readonly retrieve: (request: RetrievalRequest) => Promise<Retrieval> };
}

/** Asks every question in a fresh conversation, through the same steps as a chat turn, and judges the answers. */
export async function evaluate(questions: readonly EvaluationQuestion[], assistant: Evaluated): Promise<Verdict[]> {
  const knowledge = assistant.knowledge();
  const parts = {
    knownUrls: knownUrls(knowledge),
    articleOfTitle: new Map(
      knowledge.articles.flatMap((article) =>
        LANGUAGES.map((language) => [article.texts[language].title, article.id] as const),
      ),
    ),
    detectLanguage: (text: string) => detectLanguage(text, null, null).language,
  };
  const verdicts: Verdict[] = [];
  for (const question of questions) {
    const answer = await assistant.ask(question.text, question.history, question.language ?? null);
    verdicts.push(judgeAnswer(question, answer, await rankedArticles(question, answer, assistant), parts));
  }
  return verdicts;
}

/** A table row needs no search; the retriever is asked beside it, so that recall is measured on every question. */
async function rankedArticles(
  question: EvaluationQuestion,
  answer: Answer,
  { retriever }: Evaluated,
): Promise<string[]> {
  if (!isFromTables(answer)) return answer.evidence.articles.map(({ article }) => article);
  const { standalone, original } = answer.question;
  const { articles } = await retriever.retrieve({
    question: standalone,
    language: answer.language,
    history: question.history,
    lastAnswer: '',
    previousArticles: [],
    standsAlone: standalone !== original,
  });
  return articles.map(({ article }) => article);
}
