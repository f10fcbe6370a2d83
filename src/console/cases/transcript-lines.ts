import type { Answer } from '../../domain/answer.ts';
import type { TranscriptLine } from './case-api.ts';
import type { TranscriptSource } from './case-parts.ts';

/** A line of the conversation with the sources the visitor was shown. The text goes out as it is: the page shows it as text. */
export function transcriptLine({ id, author, signature = '', at, text, answer }: TranscriptSource): TranscriptLine {
  return { id, author, signature, at, text, citations: answer === null ? [] : shownCitations(answer) };
}

export function shownCitations({ citations }: Answer): TranscriptLine['citations'] {
  return citations.map(({ mark, title, publisher, url, checkedOn }) => ({ mark, title, publisher, url, checkedOn }));
}
