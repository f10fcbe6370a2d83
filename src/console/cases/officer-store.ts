import type { Language, LocalizedText } from '../../domain/language.ts';

/** What an account is for the cases. */
export interface Officer {
  /** Id of the account. */
  readonly account: string;
  /** Desks whose cases the officer sees; empty: all. */
  readonly desks: readonly string[];
  /** Languages in which the officer answers; empty: all. Cases in others are not offered to them. */
  readonly languages: readonly Language[];
  /** Whether new cases should come to this officer: their own switch. `isIn` asks for absences too. */
  readonly isAvailable: boolean;
  /** Out of office until this UTC instant; null: not. */
  readonly outUntil: string | null;
  /** Cases at once, 1 to 200. */
  readonly capacity: number;
  /** Name and office as visitors read them; null: made from the account's name and the desk. */
  readonly signature: LocalizedText | null;
  /** Where invitations to calls and reminders go, and mentions while the officer is away; null: to the desk's address, mentions nowhere. */
  readonly email: string | null;
}

export type OfficerChange = Partial<Omit<Officer, 'account'>>;

/** Where the officers' settings live. Every method rejects with OutageError "storage_unavailable". */
export interface OfficerStore {
  /** An account without settings of its own has those of `newOfficer`. */
  find(account: string): Promise<Officer>;
  /** Those with settings of their own. */
  list(): Promise<readonly Officer[]>;
  /** Returns the settings after the change. */
  change(account: string, change: OfficerChange): Promise<Officer>;
}

/** The settings of an account that nobody has set any for. */
export function newOfficer(account: string): Officer {
  return {
    account,
    desks: [],
    languages: [],
    isAvailable: true,
    outUntil: null,
    capacity: 10,
    signature: null,
    email: null,
  };
}

/** Whether new cases may come to the officer now. */
export function isIn({ isAvailable, outUntil }: Pick<Officer, 'isAvailable' | 'outUntil'>, now: Date): boolean {
  return isAvailable && (outUntil === null || Date.parse(outUntil) <= now.getTime());
}
