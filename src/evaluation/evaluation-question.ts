import { z } from 'zod';
import { type Language } from '../domain/language.ts';
import { languageOfTag } from '../domain/language-of-tag.ts';

/** What the right reaction to a question is. */
export const EXPECTATIONS = ['answer', 'refuse', 'smalltalk', 'handoff'] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

/** A question of an evaluation file. Only id and text are always there; a foreign file has no gold. */
export interface EvaluationQuestion {
  readonly id: string;
  readonly text: string;
  /** The language the answer has to have; undefined when the file does not say. */
  readonly language: Language | undefined;
  readonly type: string;
  /** Earlier messages of the visitor, oldest first. */
  readonly history: readonly string[];
  readonly expect: Expectation | undefined;
  /** Articles that may answer it, best first. */
  readonly articles: readonly string[];
  /** The answer has to hold one alternative of each. */
  readonly facts: readonly (readonly string[])[];
}

export interface QuestionFile {
  readonly questions: readonly EvaluationQuestion[];
  /** One sentence per line that could not be read; the other lines count. */
  readonly faults: readonly string[];
}

const words = z.union([z.string(), z.number().transform(String)]);
const turn = z.union([
  z.string(),
  z.object({ user: z.string() }).transform(({ user }) => user),
  z
    .object({ role: z.string().optional(), speaker: z.string().optional(), text: z.string() })
    .transform(({ role, speaker, text }) =>
      /^(?:user|visitor|human)$/iu.test(role ?? speaker ?? 'user') ? text : null,
    ),
  // A turn of another form, or of the bot: ours speaks for itself.
  z.unknown().transform(() => null),
]);

/** Foreign files may use our names for other things: what does not fit an optional field counts as not given. */
const lineSchema = z.object({
  id: words,
  text: z.string(),
  lang: z.string().optional().catch(undefined),
  type: words.optional().catch(undefined),
  history: z.array(turn).catch([]),
  expect: z.enum(EXPECTATIONS).optional().catch(undefined),
  articles: z.array(z.string()).catch([]),
  facts: z.array(z.union([z.array(words), words.transform((word) => [word])])).catch([]),
});

/** Questions from JSON lines. */
export function readQuestions(jsonl: string): QuestionFile {
  const questions: EvaluationQuestion[] = [];
  const faults: string[] = [];
  jsonl.split(/\r?\n/u).forEach((line, index) => {
    if (line.trim() === '') return;
    const parsed = lineSchema.safeParse(parseJson(line));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      faults.push(`line ${index + 1}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.replace(/ {2,}/gu, ' '));
      return;
    }
    const { id, text, lang, type, history, expect, articles, facts } = parsed.data;
    questions.push({
      id,
      text,
      language: languageOfTag(lang),
      type: type ?? '-',
      history: history.filter((said) => said !== null),
      expect: expect ?? (articles.length + facts.length > 0 ? 'answer' : undefined),
      articles,
      facts,
    });
  });
  return { questions, faults };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
