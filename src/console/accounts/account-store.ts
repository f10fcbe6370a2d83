import type { Account, AccountEvent, ExternalIdentity, Session } from './account.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

/** What can be changed about an account. */
export type AccountChange = Partial<
  Pick<Account, 'role' | 'passwordHash' | 'mustChangePassword' | 'authenticator' | 'isDisabled'>
>;

export type EnterOutcome =
  | { readonly kind: 'added' | 'kept' | 'role-changed'; readonly account: Account }
  /** Disabled here, whatever the provider says: nothing is changed. */
  | { readonly kind: 'disabled'; readonly account: Account };

/** Where accounts, sessions and their events live. Every method rejects with OutageError "storage_unavailable". */
export interface AccountStore {
  find(id: string): Promise<Account | undefined>;
  findByName(name: string): Promise<Account | undefined>;
  findByIdentity(identity: ExternalIdentity): Promise<Account | undefined>;
  /**
   * The account of `fresh.identity`: `fresh` itself when there is none yet (with another name when its own is taken),
   * else the one that is there with the role of `fresh`. The provider's word counts, even for the last admin.
   */
  enter(fresh: Account & { readonly identity: ExternalIdentity }): Promise<EnterOutcome>;
  /** By name. */
  list(): Promise<readonly Account[]>;
  add(account: Account): Promise<'added' | 'name-taken'>;
  /** Adds only while there is no account at all; two first starts add one. */
  addFirst(account: Account): Promise<'added' | 'not-first'>;
  /** "last-admin" when no enabled admin would be left: then nothing is changed. */
  change(id: string, change: AccountChange): Promise<'changed' | 'unknown' | 'last-admin'>;
  /** Accepts a code's time step once: false when it, or a later one, was accepted before. */
  spendStep(id: string, step: number): Promise<boolean>;
  /** Accepts a recovery code once. */
  spendRecoveryCode(id: string, codeHash: string): Promise<boolean>;
  openSession(session: Session): Promise<void>;
  findSession(idHash: string): Promise<Session | undefined>;
  touchSession(idHash: string, at: string): Promise<void>;
  closeSession(idHash: string): Promise<void>;
  /** All of an account's sessions but one; returns nothing when there are none. */
  closeSessions(account: string, exceptIdHash?: string): Promise<void>;
  /** Also deletes attempts begun before `staleBefore`. */
  keepAttempt(attempt: SignInAttempt, staleBefore: Date): Promise<void>;
  /** Gives an attempt out once. */
  takeAttempt(idHash: string): Promise<SignInAttempt | undefined>;
  note(event: AccountEvent): Promise<void>;
  /** Latest first. */
  events(limit: number): Promise<readonly AccountEvent[]>;
  /** Deletes sessions opened and events noted before these instants. */
  purge(before: { readonly sessions: Date; readonly events: Date }): Promise<void>;
}
