import type { AnswerTable } from '../../domain/answer.ts';
import { authorLine } from '../../domain/author-line.ts';
import type { CaseCard } from '../../domain/card.ts';
import { caseStateInWords, hongKongTimeInWords } from '../../domain/case-in-words.ts';
import { dayInWords } from '../../domain/day-in-words.ts';
import type { Language } from '../../domain/language.ts';
import type { Block } from '../../domain/markdown/markdown.ts';
import { parseMarkdown } from '../../domain/markdown/parse-markdown.ts';
import { type SummaryTexts, summaryTexts } from '../../domain/summary-texts.ts';
import type { TranscriptEntry } from '../../turn/conversation-store.ts';

/** A conversation to take along, in words and in reading order: what is left to do is to set it. Plain data: it travels to another thread. */
export interface SummaryDocument {
  readonly language: Language;
  /** When it was made, what it is worth and what it leaves out. */
  readonly facts: readonly string[];
  /** Number, promise, desk, state and status page of the latest case; empty when none was opened. Never its code. */
  readonly caseFacts: readonly { readonly label: string; readonly value: string; readonly url: string | null }[];
  readonly entries: readonly SummaryDocumentEntry[];
}

export interface SummaryDocumentEntry {
  readonly author: 'visitor' | 'assistant' | 'officer' | 'system';
  readonly who: string;
  /** Of the first entry of a day, in Hong Kong; empty for those after it. */
  readonly day: string;
  /** «15:00» in Hong Kong; empty when it is not known. */
  readonly time: string;
  /** Of the words, not of the document. */
  readonly language: Language;
  readonly blocks: readonly Block[];
  /** What follows below the sources: the question of a form, after an answer in the middle of it. */
  readonly after: readonly Block[];
  readonly table: AnswerTable | null;
  readonly sources: readonly {
    readonly mark: number;
    readonly title: string;
    /** Publisher and the day an editor last compared the article with the page. */
    readonly facts: string;
    readonly url: string;
    readonly language: Language;
  }[];
}

/** Sets the document as an accessible PDF. Rejects when it cannot be done. */
export type WriteSummary = (document: SummaryDocument) => Promise<Buffer>;

/** Entries of one document; a longer conversation begins later. */
export const SUMMARY_ENTRIES = 120;
/** Characters of one entry that was typed: longer ones are cut. */
const ENTRY_LENGTH = 4_000;

/** `entries`: oldest first; one more than SUMMARY_ENTRIES says that there was more. */
export function summaryDocument(
  entries: readonly TranscriptEntry[],
  card: CaseCard | null,
  { language, now }: { readonly language: Language; readonly now: Date },
): SummaryDocument {
  const texts = summaryTexts(language);
  return {
    language,
    facts: [
      texts.savedOn(hongKongTimeInWords(now.toISOString(), language)),
      texts.note,
      ...(entries.length > SUMMARY_ENTRIES ? [texts.shortened] : []),
    ],
    caseFacts: card === null ? [] : caseFacts(card, language, texts),
    entries: onceADay(entries.slice(-SUMMARY_ENTRIES).map((entry) => entryOf(entry, language, texts))),
  };
}

/** Each day is said once, above its first entry. */
function onceADay(entries: readonly SummaryDocumentEntry[]): readonly SummaryDocumentEntry[] {
  return entries.map((entry, index) => (entries[index - 1]?.day === entry.day ? { ...entry, day: '' } : entry));
}

function caseFacts(card: CaseCard, language: Language, texts: SummaryTexts): SummaryDocument['caseFacts'] {
  const fact = (label: string, value: string, url: string | null = null) => ({ label, value, url });
  return [
    fact(texts.caseNumber, card.number),
    ...(card.promisedBy === null ? [] : [fact(texts.promisedBy, hongKongTimeInWords(card.promisedBy, language))]),
    fact(texts.desk, card.desk),
    fact(texts.state, caseStateInWords(card.state, language)),
    fact(texts.statusPage, card.statusUrl, card.statusUrl),
  ];
}

const AUTHORS = { visitor: 'visitor', bot: 'assistant', officer: 'officer', system: 'system' } as const;

function entryOf(entry: TranscriptEntry, language: Language, texts: SummaryTexts): SummaryDocumentEntry {
  const author = AUTHORS[entry.author];
  const { answer, signature, at } = entry;
  const spoken = answer?.language ?? languageOf(entry.text, language);
  const { who, day, time } = authorLine({ author, signature, at }, language);
  // Only the assistant writes Markdown; what people type stays as it is.
  const blocks = answer === null ? linesOf(entry.text.slice(0, ENTRY_LENGTH)) : parseMarkdown(answer.text);
  const rule = answer?.progress === undefined ? -1 : blocks.findLastIndex(({ kind }) => kind === 'rule');
  return {
    author,
    who,
    day,
    time,
    language: spoken,
    blocks: rule === -1 ? blocks : blocks.slice(0, rule),
    after: rule === -1 ? [] : blocks.slice(rule + 1),
    table: answer?.table ?? null,
    sources: (answer?.citations ?? []).map(({ mark, title, publisher, checkedOn, url, language: of }) => ({
      mark,
      title,
      facts: `${publisher} · ${texts.checked(dayInWords(checkedOn, language))}`,
      url,
      language: languageOf(title, of),
    })),
  };
}

/** Words without a Chinese character are read out in English, whatever the page's language. */
function languageOf(text: string, language: Language): Language {
  if (!/\p{Script=Han}/u.test(text)) return 'en';
  return language === 'en' ? 'zh-Hans' : language;
}

function linesOf(text: string): readonly Block[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', children: [{ kind: 'text', text: line }] }));
}
