import { type Assistant, createAssistant } from '../../src/assistant.ts';
import { DIALOGS_DIR, KNOWLEDGE_DIR, MODELS_DIR } from './folders.ts';

/** The day on which the tests take place: no answer may depend on the day they are run. */
export const TODAY = '2026-11-26';

export function noon(day: string): Date {
  return new Date(`${day}T04:00:00Z`);
}

const assistants = new Map<string, Promise<Assistant>>();

/** The assistant of this worker over the knowledge that is shipped, at noon of a chosen Hong Kong day; not to be reloaded. */
export function realAssistant(day = TODAY): Promise<Assistant> {
  const kept = assistants.get(day) ?? create(day);
  assistants.set(day, kept);
  return kept;
}

function create(day: string): Promise<Assistant> {
  return createAssistant({
    knowledgeDir: KNOWLEDGE_DIR,
    dialogsDir: DIALOGS_DIR,
    modelsDir: MODELS_DIR,
    clock: () => noon(day),
    external: null,
    reranker: null,
    onVectorFault: (error) => {
      throw error;
    },
  });
}
