import type { Clock } from '../../domain/clock.ts';
import type { Limit } from '../../server/route.ts';
import type { Guard } from '../console-route.ts';
import type { Account, AccountEvent } from './account.ts';
import type { AccountStore } from './account-store.ts';
import type { Passwords } from './passwords.ts';
import type { ProviderParts } from './provider-parts.ts';
import type { Sessions } from './sessions.ts';

/** What the routes around accounts need. */
export interface AccountParts {
  readonly guard: Guard;
  readonly store: AccountStore;
  readonly sessions: Sessions;
  readonly clock: Clock;
  /** Counts tries with a password or code per address and per account. */
  readonly limitTries: Limit;
  readonly passwords: Passwords;
  readonly mayEditFiles: boolean;
  readonly hasCases: boolean;
  /** Whether announcements can be sent here. */
  readonly hasAnnouncements: boolean;
  /** null: no identity provider. */
  readonly external: ProviderParts | null;
  /** null: no cases. */
  readonly desks: {
    readonly known: () => readonly string[];
    readonly set: (account: string, desks: readonly string[]) => Promise<unknown>;
  } | null;
  /** Gives the cases of an account that can no longer work on them back to their desks. */
  readonly releaseCases: (account: string) => Promise<unknown>;
  /** Writes down who did what to whom. */
  readonly note: (
    what: AccountEvent['what'],
    actor: Pick<Account, 'name'>,
    subject: Pick<Account, 'name'>,
    detail?: string,
  ) => Promise<void>;
}
