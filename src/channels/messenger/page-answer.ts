import type { Answer } from '../../domain/answer.ts';
import { messengerTexts } from './messenger-texts.ts';

/** What is said now, and what waits for the visitor's «more». */
export interface AnswerPage {
  readonly shown: Answer;
  readonly held: Answer | null;
}

/** How many messages of the vendor an answer needs. */
export type MessagesFor = (answer: Answer) => number;

/**
 * The longest beginning of an answer that needs at most `most` messages, cut between paragraphs, or inside the first one
 * when it alone is too long. Each half cites what it refers to; card, table, progress and suggestions come with the end.
 */
export function pageAnswer(answer: Answer, most: number, messagesFor: MessagesFor): AnswerPage {
  if (messagesFor(answer) <= most) return { shown: answer, held: null };
  const { table, text, language } = answer;
  const beginningOf = (words: string) => partOf(answer, words, [moreSuggestion(language)]);
  const cut = cutWords(text, most, (words) => messagesFor(beginningOf(words)));
  if (cut === null) return { shown: answer, held: null };
  // The table's figures rest on the answer's sources too.
  const citations = citedIn(answer, table === undefined ? cut.rest : text);
  return { shown: beginningOf(cut.beginning), held: { ...answer, text: cut.rest, citations } };
}

/** The longest beginning that needs at most `most` messages, at least its first piece; null: there is only one piece. */
export function cutWords(
  words: string,
  most: number,
  messagesFor: (beginning: string) => number,
): { readonly beginning: string; readonly rest: string } | null {
  const pieces = piecesOf(words);
  let low = 1;
  let high = pieces.length - 1;
  if (high < 1) return null;
  const beginningOf = (count: number) => pieces.slice(0, count).join('').trim();
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (messagesFor(beginningOf(middle)) <= most) low = middle;
    else high = middle - 1;
  }
  return { beginning: beginningOf(low), rest: pieces.slice(low).join('').trim() };
}

/** Words of an answer with their own sources. */
export function partOf(answer: Answer, text: string, suggestions: Answer['suggestions']): Answer {
  const { status, completeness, language, question, evidence } = answer;
  return { status, completeness, language, question, evidence, text, citations: citedIn(answer, text), suggestions };
}

export function moreSuggestion(language: Answer['language']): Answer['suggestions'][number] {
  const { label, says } = messengerTexts(language).more;
  return { kind: 'more', label, text: says };
}

/** Paragraphs with the blank line behind them; a single paragraph by its lines, then its sentences with their marks. */
function piecesOf(text: string): readonly string[] {
  const sentence = /(?<=[。！？；](?:\[\d{1,2}\])*)(?!\[\d)|(?<=[.!?;](?:\[\d{1,2}\])*\s)/u;
  for (const boundary of [/(?<=\n\n)/u, /(?<=\n)/u, sentence]) {
    const pieces = text.split(boundary);
    if (pieces.length > 1) return pieces;
  }
  return [text];
}

function citedIn({ citations }: Answer, text: string): Answer['citations'] {
  return citations.filter(({ mark }) => text.includes(`[${mark}]`));
}
