import type { Answer } from '../domain/answer.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import type { QuestionWord } from '../domain/question-word.ts';
import type { Fault } from '../knowledge/fault.ts';

/** What the editors' pages need of the running assistant. */
export interface Editorial {
  /** Folder of the knowledge. */
  readonly root: string;
  /** What is answered from now. */
  readonly knowledge: () => Knowledge;
  readonly faults: () => readonly Fault[];
  /** A question in a conversation of its own that is not kept; `language` decides only when the words do not. */
  readonly ask: (question: string, history: readonly string[], language: Language | null) => Promise<Answer>;
  /** The words of a question, and which of them nothing in this language knows. */
  readonly words: (question: string, language: Language) => readonly QuestionWord[];
  /** Reads the folder again; what changed is searchable when the promise resolves. */
  readonly reload: () => Promise<void>;
}
