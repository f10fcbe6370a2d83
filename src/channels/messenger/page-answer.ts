import type { Answer } from '../../domain/answer.ts';
import { messengerTexts } from './messenger-texts.ts';

/** What is said now, and what waits for the visitor's «more». */
export interface AnswerPage {
  readonly shown: Answer;
  readonly held: Answer | null;
}

/**
 * The longest beginning of an answer that needs at most `most` messages, cut between paragraphs, or inside the first one
 * when it alone is too long. Each half cites what it refers to; card, table, progress and suggestions come with the end.
 */
export function pageAnswer(answer: Answer, most: number, messagesFor: (answer: Answer) => number): AnswerPage {
  if (messagesFor(answer) <= most) return { shown: answer, held: null };
  const pieces = piecesOf(answer.text);
  let low = 1;
  let high = pieces.length - 1;
  if (high < 1) return { shown: answer, held: null };
  const cutAt = (count: number) => beginningOf(answer, pieces.slice(0, count));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (messagesFor(cutAt(middle)) <= most) low = middle;
    else high = middle - 1;
  }
  const rest = pieces.slice(low).join('').trim();
  return { shown: cutAt(low), held: { ...answer, text: rest, citations: citedIn(answer, restIsLast(answer, rest)) } };
}

/** Paragraphs with the blank line behind them; a single paragraph by its lines, then its sentences. */
function piecesOf(text: string): readonly string[] {
  for (const boundary of [/(?<=\n\n)/u, /(?<=\n)/u, /(?<=[。！？；]|[.!?;]\s)/u]) {
    const pieces = text.split(boundary);
    if (pieces.length > 1) return pieces;
  }
  return [text];
}

function beginningOf(answer: Answer, pieces: readonly string[]): Answer {
  const { status, completeness, language, question, evidence } = answer;
  const text = pieces.join('').trim();
  const { label, says } = messengerTexts(language).more;
  return {
    status,
    completeness,
    language,
    question,
    evidence,
    text,
    citations: citedIn(answer, text),
    suggestions: [{ kind: 'more', label, text: says }],
  };
}

function citedIn({ citations }: Answer, text: string): Answer['citations'] {
  return citations.filter(({ mark }) => text.includes(`[${mark}]`));
}

/** The table's figures rest on the answer's sources too. */
function restIsLast(answer: Answer, rest: string): string {
  return answer.table === undefined ? rest : answer.text;
}
