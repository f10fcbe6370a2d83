import type { Citation } from '../../../domain/answer.ts';
import { authorLine } from '../../../domain/author-line.ts';
import { hongKongTimeInWords } from '../../../domain/case-in-words.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { type SummaryTexts, summaryTexts } from '../../../domain/summary-texts.ts';
import type { Language } from '../../languages.ts';
import type { ConversationSummary, SummaryEntry } from './conversation-summary.ts';

/** The conversation as a text file's content, lines ended as Windows' editors want them, without the byte order mark. */
export function summaryAsText(summary: ConversationSummary, language: Language, savedAt: Date): string {
  const texts = summaryTexts(language);
  const head = [
    texts.title,
    texts.savedOn(hongKongTimeInWords(savedAt.toISOString(), language)),
    ...(summary.caseNumber === null ? [] : [`${texts.caseNumber}: ${summary.caseNumber}`, texts.noCode]),
    ...(summary.promisedBy === null
      ? []
      : [`${texts.promisedBy}: ${hongKongTimeInWords(summary.promisedBy, language)}`]),
    texts.note,
  ].join('\n');
  const entries = summary.entries.map((entry) => entryAsText(entry, language, texts));
  return `${[head, ...(entries.length === 0 ? [texts.nothing] : entries)].join('\n\n')}\n`.replaceAll('\n', '\r\n');
}

function entryAsText(entry: SummaryEntry, language: Language, texts: SummaryTexts): string {
  const { who, when } = authorLine(entry, language);
  const { table } = entry;
  const rows =
    table === null ? [] : [table.caption, table.columns.join(' | '), ...table.rows.map((row) => row.join(' | '))];
  const sources = entry.sources.map((source) => `[${source.mark}] ${sourceAsText(source, language, texts)}`);
  return [
    `== ${who}${when === '' ? '' : ` · ${when}`}`,
    entry.text,
    ...rows,
    ...(sources.length === 0 ? [] : [`${texts.sources}:`, ...sources]),
  ].join('\n');
}

function sourceAsText({ title, publisher, url, checkedOn }: Citation, language: Language, texts: SummaryTexts): string {
  return `${title} · ${publisher} · ${texts.checked(dayInWords(checkedOn, language))}\n    ${url}`;
}
