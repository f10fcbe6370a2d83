import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assistant, createAssistant } from '../../src/assistant.ts';
import { DIALOGS_DIR } from './folders.ts';
import { copyKnowledge, type KnowledgeFolder } from './knowledge-folder.ts';
import { noon, TODAY } from './real-assistant.ts';

export interface CopiedAssistant {
  readonly assistant: Assistant;
  readonly folder: KnowledgeFolder;
  /** Hong Kong's calendar turns to this day. */
  readonly setToday: (day: string) => void;
  readonly dispose: () => Promise<void>;
}

/**
 * An assistant over a copy of a few real articles ("topic/id"), which a test may edit. `prepare` edits before the first
 * reading. So few example questions are not enough for an encoder, so training takes a moment only.
 */
export async function createCopiedAssistant(
  articles: readonly string[],
  prepare: (folder: KnowledgeFolder) => Promise<void> = () => Promise.resolve(),
): Promise<CopiedAssistant> {
  const folder = await copyKnowledge(articles);
  const modelsDir = await mkdtemp(join(tmpdir(), 'goglobal-models-'));
  await prepare(folder);
  let today = TODAY;
  const assistant = await createAssistant({
    knowledgeDir: folder.root,
    dialogsDir: DIALOGS_DIR,
    modelsDir,
    clock: () => noon(today),
    external: null,
    reranker: null,
    onVectorFault: (error) => {
      throw error;
    },
  });
  return {
    assistant,
    folder,
    setToday: (day) => {
      today = day;
    },
    dispose: async () => {
      await assistant.settled();
      await folder.dispose();
      await rm(modelsDir, { recursive: true, force: true });
    },
  };
}
