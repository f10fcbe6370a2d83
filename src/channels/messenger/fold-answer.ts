import type { Answer } from '../../domain/answer.ts';
import { foldSections } from '../../domain/markdown/fold-sections.ts';
import { parseMarkdown } from '../../domain/markdown/parse-markdown.ts';
import { type AnswerPage, cutWords, type MessagesFor, moreSuggestion, pageAnswer, partOf } from './page-answer.ts';

/**
 * An answer of several sections as the website shows it: the best one and what may not be left out, with their sources;
 * the others wait for «more» with theirs. At most `most` messages: what is too much of the best section waits too, and
 * what may not be left out only where there is no room for it beside anything else. Any other answer is paged.
 */
export function foldAnswer(answer: Answer, most: number, messagesFor: MessagesFor): AnswerPage {
  const sections = sectionsOf(answer);
  if (sections === null) return pageAnswer(answer, most, messagesFor);
  const { best, closing, further } = sections;
  const { progress, ...withoutProgress } = answer;
  // The closing words speak of them. Its own «more» goes on with the best section: later, or one word had two meanings.
  const others = answer.suggestions.filter(({ kind }) => kind !== 'more');
  const shownOf = (words: string): Answer => ({
    ...partOf(answer, joined(words, closing), [moreSuggestion(answer.language), ...others]),
    ...(progress !== undefined && { progress }),
  });
  const pageOf = (words: string, rest: string): AnswerPage => ({
    shown: shownOf(words),
    held: { ...withoutProgress, ...partOf(answer, joined(rest, further), answer.suggestions) },
  });
  const fits = (words: string) => messagesFor(shownOf(words)) <= most;
  if (fits(best)) return pageOf(best, '');
  const cut = cutWords(best, most, (words) => messagesFor(shownOf(words)));
  if (cut !== null && fits(cut.beginning)) return pageOf(cut.beginning, cut.rest);
  return pageAnswer({ ...answer, text: joined(best, closing, further) }, most, messagesFor);
}

/** The parts of an answer's text; null: it is one, such as a row, a result that was worked out, or a card. */
function sectionsOf({
  text,
  table,
  card,
  evidence,
}: Answer): { readonly best: string; readonly closing: string; readonly further: string } | null {
  if (table !== undefined || card !== undefined || !quotesSeveral(evidence)) return null;
  // No block goes across a blank line, so what is read paragraph by paragraph is what is read as a whole.
  const paragraphs = text.split(/\n{2,}/u);
  const read = paragraphs.map((paragraph) => parseMarkdown(paragraph));
  const paragraphOf = read.flatMap((blocks, index) => blocks.map(() => index));
  const { lead, further, tail } = foldSections(read.flat());
  if (further.length === 0) return null;
  const start = paragraphOf[lead.length] ?? 0;
  const end = paragraphOf[paragraphOf.length - tail.length] ?? paragraphs.length;
  if (start === 0 || start === end) return null;
  return {
    best: joined(...paragraphs.slice(0, start)),
    closing: joined(...paragraphs.slice(end)),
    further: joined(...paragraphs.slice(start, end)),
  };
}

/** Bold lines head sections only where sections are quoted: one beside another, or beside a row of a table. */
function quotesSeveral({ quoted }: Answer['evidence']): boolean {
  const ids = Object.keys(quoted);
  return ids.length > 1 && ids.some((id) => !id.startsWith('row:'));
}

function joined(...words: readonly string[]): string {
  return words.filter((part) => part !== '').join('\n\n');
}
