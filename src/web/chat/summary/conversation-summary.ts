import type { AnswerTable, Citation } from '../../../domain/answer.ts';
import type { CaseCard } from '../../../domain/card.ts';
import { answerBlocks } from '../answer/answer-blocks.ts';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { plainText } from '../markdown/plain-text.ts';

/** A conversation to take along: what was said, by whom, and what it rests on. */
export interface ConversationSummary {
  /** The number of the latest case; null when none was opened. Its code is not taken along: files are passed on. */
  readonly caseNumber: string | null;
  /** UTC instant of the first reply that was promised with it; null when none is owed. */
  readonly promisedBy: string | null;
  readonly entries: readonly SummaryEntry[];
}

export interface SummaryEntry {
  readonly author: 'visitor' | 'assistant' | 'officer' | 'system';
  /** Name and office of an officer; empty otherwise. */
  readonly signature: string;
  /** UTC instant, or empty when the activity has none. */
  readonly at: string;
  /** Plain words; the marks [1] stay, they lead to the sources. */
  readonly text: string;
  readonly table: AnswerTable | null;
  readonly sources: readonly Citation[];
}

/** Everything in the transcript from the first question on; the welcome before it is left out. */
export function summarize(activities: readonly DirectLineActivity[]): ConversationSummary {
  const messages = activities.filter(({ type, text }) => type === 'message' && text !== undefined && text !== '');
  const first = messages.findIndex(isVisitor);
  const said = first === -1 ? [] : messages.slice(first);
  const card = said.map((activity) => goglobalDataOf(activity).card).findLast((one) => one?.kind === 'case');
  const { number = null, promisedBy = null } = (card as CaseCard | undefined) ?? {};
  return { caseNumber: number, promisedBy, entries: said.map(entryOf) };
}

function isVisitor({ from }: DirectLineActivity): boolean {
  return from?.role === 'user';
}

function entryOf(activity: DirectLineActivity): SummaryEntry {
  const { author, signature, words, table, citations } = goglobalDataOf(activity);
  const text = words ?? activity.text ?? '';
  const at = typeof activity['timestamp'] === 'string' ? activity['timestamp'] : '';
  if (isVisitor(activity)) return { author: 'visitor', signature: '', at, text, table: null, sources: [] };
  if (author !== undefined) return { author, signature, at, text, table: null, sources: [] };
  const plain = plainText(answerBlocks(text, table), { keepsMarks: true });
  return { author: 'assistant', signature: '', at, text: plain, table: table ?? null, sources: citations };
}
