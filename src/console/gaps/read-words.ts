import { setImmediate as letOthers } from 'node:timers/promises';
import type { QuestionWord } from '../../domain/question-word.ts';
import type { GapQuestion } from '../../insights/insight-store.ts';
import type { Editorial } from '../editorial.ts';

/** Questions read at a stretch: some milliseconds, so that no visitor waits for an editor's page. */
const AT_ONCE = 40;

/** The words of all these questions, looked up by question and language. */
export async function readWords(
  questions: readonly GapQuestion[],
  words: Editorial['words'],
): Promise<(question: string, language: GapQuestion['language']) => readonly QuestionWord[]> {
  const read = new Map<string, readonly QuestionWord[]>();
  for (const [index, { question, language }] of questions.entries()) {
    const key = `${language} ${question}`;
    if (!read.has(key)) read.set(key, words(question, language));
    if (index % AT_ONCE === AT_ONCE - 1) await letOthers();
  }
  return (question, language) => read.get(`${language} ${question}`) ?? [];
}
