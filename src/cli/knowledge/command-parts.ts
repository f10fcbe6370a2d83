import type { Storage } from '../../adapters/storage/create-storage.ts';
import type { Assistant } from '../../assistant.ts';
import type { Retriever } from '../../retrieval/retriever.ts';

/** What the commands work on; an assistant is only made for the commands that ask one. */
export interface KnowledgeCommandParts {
  readonly knowledgeDir: string;
  /** Day in Hong Kong, YYYY-MM-DD. */
  readonly today: string;
  /** An assistant over the folder, or over another knowledge folder. */
  readonly createAssistant: (knowledgeDir?: string) => Promise<Assistant>;
  readonly ask: (args: readonly string[]) => Promise<number>;
  /** What visitors asked and were answered. */
  readonly storage: () => Promise<Storage>;
  /** Reads what the words of a question are, and which of them nothing knows. */
  readonly words: () => Promise<Retriever['words']>;
  /** Where git finds its history. */
  readonly repository: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}
