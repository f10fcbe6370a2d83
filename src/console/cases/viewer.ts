import type { Ticket } from '../../domain/ticket.ts';
import type { Role } from '../accounts/account.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { Officer } from './officer-store.ts';

/** Who sees cases at all. Editors work on the knowledge and never see a visitor's case. */
export const CASE_READERS = ['officer', 'supervisor', 'admin'] as const;
/** Who works on cases. Admins look after accounts: they see what a supervisor sees and change nothing. */
export const CASE_WORKERS = ['officer', 'supervisor'] as const;
/** Who sees figures and takes lists away. */
export const CASE_OVERSEERS = ['supervisor', 'admin'] as const;

/** The signed-in person, as far as cases go. */
export interface Viewer {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  /** The person's desks; null: all of them. */
  readonly desks: readonly string[] | null;
  /** Tells this session from the other sessions of the same person. */
  readonly session: string;
}

/** Characters of the session's digest that an event keeps: enough to tell sessions apart, of no use to open one. */
const SESSION_MARK_LENGTH = 12;

export function viewerOf({ account, session }: SignedIn, officer: Officer): Viewer {
  return {
    account: account.id,
    name: account.name,
    role: account.role,
    desks: desksSeen(account.role, officer),
    session: session.idHash.slice(0, SESSION_MARK_LENGTH),
  };
}

/** Only officers are bound to desks; null: all of them. */
export function desksSeen(role: Role, { desks }: Pick<Officer, 'desks'>): readonly string[] | null {
  return role === 'officer' && desks.length > 0 ? desks : null;
}

/** Officers see their desks' cases and their own, whatever desk those are at. Editors see none. */
export function maySee(
  viewer: Pick<Viewer, 'account' | 'role' | 'desks'>,
  { desk, officer }: Pick<Ticket, 'desk' | 'officer'>,
): boolean {
  if (viewer.role === 'editor') return false;
  return viewer.desks === null || viewer.desks.includes(desk) || officer === viewer.account;
}
