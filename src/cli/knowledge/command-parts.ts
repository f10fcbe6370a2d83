import type { Assistant } from '../../assistant.ts';

/** What the commands work on; an assistant is only made for the commands that ask one. */
export interface KnowledgeCommandParts {
  readonly knowledgeDir: string;
  /** Day in Hong Kong, YYYY-MM-DD. */
  readonly today: string;
  /** An assistant over the folder, or over another knowledge folder. */
  readonly createAssistant: (knowledgeDir?: string) => Promise<Assistant>;
  readonly ask: (args: readonly string[]) => Promise<number>;
  /** Where git finds its history. */
  readonly repository: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}
