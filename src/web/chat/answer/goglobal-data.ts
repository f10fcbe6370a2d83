import type { AnswerStatus, AnswerTable, Citation, Completeness, Suggestion } from '../../../domain/answer.ts';
import type { Language } from '../../languages.ts';
import { isLanguage } from '../../languages.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';

/** `channelData.goglobal` of an activity: the answer contract beside its Markdown text. */
export interface GoGlobalData {
  readonly status: AnswerStatus | undefined;
  readonly completeness: Completeness | undefined;
  readonly language: Language | undefined;
  readonly citations: readonly Citation[];
  readonly table: AnswerTable | undefined;
  readonly suggestions: readonly Suggestion[];
}

const NOTHING: GoGlobalData = {
  status: undefined,
  completeness: undefined,
  language: undefined,
  citations: [],
  table: undefined,
  suggestions: [],
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
    suggestions: listOf(data.suggestions, isSuggestion).slice(0, 3),
  };
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

function isSuggestion(value: unknown): value is Suggestion {
  return isRecord(value) && typeof value.label === 'string' && typeof value.text === 'string';
}

function isTable(value: unknown): value is AnswerTable {
  return isRecord(value) && isStrings(value.columns) && Array.isArray(value.rows) && value.rows.every(isStrings);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
