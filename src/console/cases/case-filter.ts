import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import { ENDED_STATES, OFFICER_STATES, type TicketState } from '../../domain/ticket.ts';
import type { TicketFilter } from '../../handoff/ticket-store.ts';
import { CASE_VIEWS, type CaseView } from './case-api.ts';
import { CASE_POLICY } from './policy.ts';
import type { Viewer } from './viewer.ts';

const noneWhenEmpty = (value: unknown): unknown => (value === '' ? undefined : value);

/** The query of a list and of its export. */
export const caseQuery = z.object({
  view: z.enum(CASE_VIEWS).default('queue'),
  search: z.string().trim().max(200).default(''),
  desk: z.preprocess(noneWhenEmpty, z.string().max(80).optional()),
  language: z.preprocess(noneWhenEmpty, z.enum(LANGUAGES).optional()),
  label: z.preprocess(noneWhenEmpty, z.string().max(40).optional()),
  /** A figure of the board: group:id. */
  figure: z.preprocess(noneWhenEmpty, z.string().max(120).optional()),
  days: z.coerce.number().int().min(1).max(CASE_POLICY.boardDays).default(30),
});
export type CaseQuery = z.infer<typeof caseQuery>;

const OPEN: readonly TicketState[] = ['new', ...OFFICER_STATES];
const ENDED: readonly TicketState[] = ENDED_STATES;

/**
 * What the store is asked for; null when this person can see nothing of the kind. Own cases at another desk are found
 * under `mine`; every other view of an officer holds the cases of their desks.
 */
export function filterOf(view: CaseView, viewer: Viewer, query: Partial<CaseQuery> = {}): TicketFilter | null {
  const { search = '', desk, language, label } = query;
  const desks = view === 'mine' ? wantedDesks(null, desk) : wantedDesks(viewer.desks, desk);
  if (desks?.length === 0) return null;
  return {
    ...ofView(view, viewer.account),
    ...(desks === null ? {} : { desks }),
    ...(language === undefined ? {} : { languages: [language] }),
    ...(label === undefined ? {} : { labels: [label] }),
    ...(search === '' ? {} : { search }),
  };
}

/** null: all desks. */
function wantedDesks(own: readonly string[] | null, wanted: string | undefined): readonly string[] | null {
  if (wanted === undefined) return own;
  return own === null || own.includes(wanted) ? [wanted] : [];
}

function ofView(view: CaseView, account: string): TicketFilter {
  switch (view) {
    case 'queue':
      return { states: ['new'], isSpam: false, isSnoozed: false };
    case 'mine':
      return { states: OFFICER_STATES, officer: account, isSpam: false, isSnoozed: false };
    case 'open':
      return { states: OPEN, isSpam: false, isSnoozed: false };
    case 'snoozed':
      return { states: OPEN, isSpam: false, isSnoozed: true };
    case 'ended':
      return { states: ENDED, isSpam: false };
    case 'spam':
      return { isSpam: true };
  }
}
