import { createAssistant } from '../../assistant.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { BenchFolders } from '../bench-folders.ts';

const PER_LANGUAGE = 30;

/** Example questions in three languages that the assistant answers, one article after another. */
export async function answeredQuestions(folders: BenchFolders): Promise<string[]> {
  const assistant = await createAssistant({
    ...folders,
    clock: () => new Date(),
    external: null,
    reranker: null,
    onVectorFault: (error) => {
      throw error;
    },
  });
  const { articles } = assistant.knowledge();
  const found: string[][] = [];
  for (const language of LANGUAGES) {
    const own: string[] = [];
    for (const [position, { texts }] of articles.entries()) {
      if (own.length === PER_LANGUAGE) break;
      const question = texts[language].questions[position % texts[language].questions.length]?.text;
      if (question !== undefined && (await assistant.ask(question)).status === 'answered') own.push(question);
    }
    found.push(own);
  }
  const longest = Math.max(...found.map((own) => own.length));
  return Array.from({ length: longest }, (_, index) => found.flatMap((own) => own[index] ?? [])).flat();
}
