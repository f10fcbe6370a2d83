import type { Language } from './language.ts';

/** What is shown beside the words of a reply. Every card also stands in the reply's text, for clients without cards. */
export type Card = BriefCard | CaseCard;

/** The exact brief that an officer would get, before anything is sent. */
export interface BriefCard {
  readonly kind: 'brief';
  readonly rows: readonly BriefRow[];
  /** The purpose, recipients and retention as the visitor is asked to agree to them. */
  readonly consent: { readonly version: string; readonly text: string };
}

export interface BriefRow {
  readonly slot: string;
  readonly label: string;
  /** As the visitor reads it; empty when nothing was said. */
  readonly shown: string;
  /** Taken from the conversation rather than asked. */
  readonly isPrefilled: boolean;
  /** The visitor wants this left out. */
  readonly isWithheld: boolean;
  readonly isPersonal: boolean;
}

/** A case that was opened, or its present state. */
export interface CaseCard {
  readonly kind: 'case';
  readonly number: string;
  /** Shown once, when the case is opened; null later. */
  readonly code: string | null;
  readonly state: string;
  readonly desk: string;
  /** UTC instant of the promised first reply; null when there was one already. */
  readonly promisedBy: string | null;
  /** Cases that wait before it at its desk; null, or absent in a card of long ago: it does not wait in the queue. */
  readonly waitingBefore?: number | null;
  readonly statusUrl: string;
  readonly language: Language;
}

/** How far a form is. */
export interface Progress {
  readonly done: number;
  readonly of: number;
  /** What to type now, in a few words, for the empty composer; absent: nothing in particular. */
  readonly hint?: string;
}
