import type { AnswerStatus, AnswerTable, Citation, Completeness, Suggestion } from '../../../domain/answer.ts';
import type { ShownAttachment } from '../../../domain/attachment.ts';
import type { Card, Progress } from '../../../domain/card.ts';
import type { Language } from '../../languages.ts';
import { isLanguage } from '../../languages.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { cardOf, progressOf } from './read-card.ts';

/** `channelData.goglobal` of an activity: the answer contract beside its Markdown text. */
export interface GoGlobalData {
  readonly status: AnswerStatus | undefined;
  readonly completeness: Completeness | undefined;
  readonly language: Language | undefined;
  readonly citations: readonly Citation[];
  readonly table: AnswerTable | undefined;
  readonly suggestions: readonly Suggestion[];
  readonly card: Card | undefined;
  readonly progress: Progress | undefined;
  /** The text without what is shown from data: there when the activity has a card or a progress. */
  readonly words: string | undefined;
  /** Who wrote it, when it was not the assistant. */
  readonly author: 'officer' | 'system' | undefined;
  /** Name and office of an officer; empty otherwise. */
  readonly signature: string;
  /** What came with the message. */
  readonly files: readonly ShownAttachment[];
}

/** Next questions are a hint, so few; the options of a form are its answers, so all that fit a screen. */
const MAX_QUESTIONS = 3;
const MAX_OPTIONS = 12;

const NOTHING: GoGlobalData = {
  status: undefined,
  completeness: undefined,
  language: undefined,
  citations: [],
  table: undefined,
  suggestions: [],
  card: undefined,
  progress: undefined,
  words: undefined,
  author: undefined,
  signature: '',
  files: [],
};

/** Read with care: a replayed conversation may come from an older server. What has the wrong shape is left out. */
export function goglobalDataOf(activity: Pick<DirectLineActivity, 'channelData'>): GoGlobalData {
  const data = activity.channelData?.goglobal;
  if (!isRecord(data)) return NOTHING;
  return {
    status: typeof data.status === 'string' ? (data.status as AnswerStatus) : undefined,
    completeness: typeof data.completeness === 'string' ? (data.completeness as Completeness) : undefined,
    language: isLanguage(data.language) ? data.language : undefined,
    citations: listOf(data.citations, isCitation),
    table: isTable(data.table) ? data.table : undefined,
    suggestions: fewOf(listOf(data.suggestions, isSuggestion)),
    card: cardOf(data.card),
    progress: progressOf(data.progress),
    words: typeof data.words === 'string' ? data.words : undefined,
    author: data.author === 'officer' || data.author === 'system' ? data.author : undefined,
    signature: typeof data.signature === 'string' ? data.signature : '',
    files: listOf(data.files, isFile),
  };
}

function fewOf(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const isForm = suggestions.some(({ kind }) => kind === 'option');
  return suggestions.slice(0, isForm ? MAX_OPTIONS : MAX_QUESTIONS);
}

function listOf<T>(value: unknown, isOne: (item: unknown) => item is T): readonly T[] {
  return Array.isArray(value) ? value.filter(isOne) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isCitation(value: unknown): value is Citation {
  return (
    isRecord(value) &&
    typeof value.mark === 'number' &&
    typeof value.title === 'string' &&
    typeof value.url === 'string'
  );
}

function isFile(value: unknown): value is ShownAttachment {
  return (
    isRecord(value) && typeof value.id === 'string' && typeof value.name === 'string' && typeof value.size === 'number'
  );
}

function isSuggestion(value: unknown): value is Suggestion {
  return isRecord(value) && typeof value.label === 'string' && typeof value.text === 'string';
}

function isTable(value: unknown): value is AnswerTable {
  return isRecord(value) && isStrings(value.columns) && Array.isArray(value.rows) && value.rows.every(isStrings);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
