import type { Answer } from '../domain/answer.ts';
import type { Language } from '../domain/language.ts';
import type { EvaluationQuestion } from './evaluation-question.ts';
import { countFacts } from './facts.ts';
import { readableAnswer } from './readable-answer.ts';
import { wrongLanguage } from './wrong-language.ts';

/** The zone an answer fell in; "other" is small talk, a person, a dialog or an error. */
export type Outcome = 'answered' | 'offered' | 'declined' | 'other';

/** What one answer was worth. null = the question has no gold for it. */
export interface Verdict {
  readonly question: EvaluationQuestion;
  readonly answer: Answer;
  readonly outcome: Outcome;
  readonly isRight: boolean | null;
  /** The article whose words were sent; "tables" for a row; null when nothing was quoted. */
  readonly source: string | null;
  /** Position of the first accepted article, counted from 1; Infinity when it is not among the ranked. */
  readonly rank: number | null;
  readonly factsFound: number | null;
  /** The visitor was asked back and one of the subjects is right. */
  readonly offersGold: boolean;
  readonly deadCitations: readonly string[];
  readonly wrongLanguage: string | null;
}

export interface JudgeParts {
  readonly knownUrls: ReadonlySet<string>;
  /** Article ids by title, in any language. */
  readonly articleOfTitle: ReadonlyMap<string, string>;
  /** The language a question is in, for files that do not say. */
  readonly detectLanguage: (text: string) => Language;
}

/** `ranked` are the articles that retrieval found, best first. */
export function judgeAnswer(
  question: EvaluationQuestion,
  answer: Answer,
  ranked: readonly string[],
  parts: JudgeParts,
): Verdict {
  const text = readableAnswer(answer);
  const outcome = outcomeOf(answer);
  const source = sourceOf(answer);
  const factsFound = question.facts.length === 0 ? null : countFacts(text, question.facts);
  const holdsFacts = factsFound !== null && factsFound === question.facts.length;
  // A question back names subjects on its buttons, and may quote the nearest one.
  const options = answer.suggestions.filter(({ kind }) => kind === 'option');
  const offered = [source ?? '', ...options.map((option) => parts.articleOfTitle.get(option.text) ?? '')];
  const judged = { question, outcome, source, holdsFacts, answer };
  return {
    question,
    answer,
    outcome,
    isRight: isRight(judged),
    source,
    rank: rankOf(question, source, ranked),
    factsFound,
    offersGold: outcome === 'offered' && offered.some((article) => question.articles.includes(article)),
    deadCitations: deadCitations(answer, parts.knownUrls),
    wrongLanguage: wrongLanguage(text, answer.language, question.language ?? parts.detectLanguage(question.text)),
  };
}

interface Judged {
  readonly question: EvaluationQuestion;
  readonly answer: Answer;
  readonly outcome: Outcome;
  readonly source: string | null;
  readonly holdsFacts: boolean;
}

function outcomeOf({ status }: Answer): Outcome {
  if (status === 'answered') return 'answered';
  if (status === 'clarification') return 'offered';
  return status.startsWith('unanswerable') || status.startsWith('guardrail') ? 'declined' : 'other';
}

/** An answer is right when its words come from an accepted article, or from a table row and hold every fact. */
function isRight({ question, answer, outcome, source, holdsFacts }: Judged): boolean | null {
  switch (question.expect) {
    case undefined:
      return null;
    case 'refuse':
      return outcome === 'declined';
    case 'smalltalk':
    case 'handoff':
      return answer.status === question.expect;
    case 'answer':
      if (outcome !== 'answered') return false;
      if (source === 'tables' || question.articles.length === 0) return holdsFacts;
      return question.articles.includes(source ?? '');
  }
}

export function isFromTables(answer: Answer): boolean {
  return sourceOf(answer) === 'tables';
}

function sourceOf({ evidence, citations }: Answer): string | null {
  const [quoted] = Object.keys(evidence.quoted);
  if (quoted !== undefined) return quoted.startsWith('row:') ? 'tables' : (quoted.split('/')[0] ?? null);
  return citations[0]?.article ?? null;
}

/** The answered article counts as ranked, also when it was not searched for («more»). */
function rankOf({ articles }: EvaluationQuestion, source: string | null, ranked: readonly string[]): number | null {
  if (articles.length === 0) return null;
  const all = source === null || source === 'tables' || ranked.includes(source) ? ranked : [source, ...ranked];
  const position = all.findIndex((article) => articles.includes(article));
  return position < 0 ? Number.POSITIVE_INFINITY : position + 1;
}

/** Citations whose page is not in the knowledge, or whose mark does not stand in the text; marks without a citation. */
function deadCitations({ text, citations }: Answer, known: ReadonlySet<string>): string[] {
  const marks = new Set([...text.matchAll(/\[(\d{1,2})\]/gu)].map((match) => Number(match[1])));
  const cited = new Set(citations.map(({ mark }) => mark));
  return [
    ...citations.filter(({ mark, url }) => !known.has(url) || !marks.has(mark)).map(({ url }) => url),
    ...[...marks].filter((mark) => !cited.has(mark)).map((mark) => `[${mark}]`),
  ];
}
