import type { Assistant } from '../../src/assistant.ts';
import type { Editorial } from '../../src/console/editorial.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { answerTo } from '../fakes/fake-core.ts';

/** What the editors' pages need, over the real assistant. */
export function editorialOf(assistant: Assistant, root: string): Editorial {
  return {
    root,
    knowledge: assistant.knowledge,
    faults: assistant.faults,
    ask: assistant.ask,
    words: (question, language) => assistant.retriever.words(question, language),
    reload: assistant.reload,
  };
}

/** The same over a folder that is read and not searched: answers are made up, words stand between spaces. */
export async function createFakeEditorial(root: string): Promise<Editorial> {
  let reading = await readKnowledge(root);
  return {
    root,
    knowledge: () => reading.knowledge,
    faults: () => reading.faults,
    ask: (text, _history, language) => Promise.resolve(answerTo({ text, pageLanguage: language ?? 'en' })),
    words: (question) => question.split(' ').map((word) => ({ word, isKnown: word !== word.toUpperCase() })),
    reload: async () => {
      reading = await readKnowledge(root);
    },
  };
}
