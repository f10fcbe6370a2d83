import type { Clock } from '../../domain/clock.ts';
import type { Account, ExternalIdentity, Role } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { createPasswords, ONE_TIME_COST } from './passwords.ts';
import { newId, newOneTimePassword } from './random-words.ts';

/** Of the account that is made at the first start; with OIDC_ONLY, the one that still has a password. */
export const FIRST_NAME = 'admin';

/** An account and the password that opens it once. The password is shown to one person and kept nowhere. */
export interface NewAccess {
  readonly account: Account;
  readonly oneTimePassword: string;
}

/** A new account whose password must be changed at the first sign-in; not stored yet. */
export async function createAccess(name: string, role: Role, clock: Clock): Promise<NewAccess> {
  const { oneTimePassword, reset } = await createReset();
  return {
    oneTimePassword,
    account: {
      ...reset,
      id: newId(),
      name,
      role,
      isDisabled: false,
      identity: null,
      createdAt: clock().toISOString(),
    },
  };
}

/** An account of the identity provider's; not stored yet. Its password is one that nobody has ever seen. */
export async function createExternalAccount(
  name: string,
  role: Role,
  identity: ExternalIdentity,
  clock: Clock,
): Promise<Account & { readonly identity: ExternalIdentity }> {
  const { account } = await createAccess(name, role, clock);
  return { ...account, identity, mustChangePassword: false };
}

/** What a one-time password changes of an account: it must be replaced at the next sign-in, and no code is asked. */
export async function createReset() {
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await createPasswords(ONE_TIME_COST).hash(oneTimePassword);
  return { oneTimePassword, reset: { passwordHash, mustChangePassword: true, authenticator: null } };
}

/** At a start without any account: makes `admin`. null when there are accounts already. */
export async function ensureFirstAdmin(store: AccountStore, clock: Clock): Promise<NewAccess | null> {
  if ((await store.list()).length > 0) return null;
  const access = await createAccess(FIRST_NAME, 'admin', clock);
  if ((await store.addFirst(access.account)) === 'not-first') return null;
  await note(store, clock, 'account-added', FIRST_NAME);
  return access;
}

/**
 * For an operator at the command line, when nobody can sign in: `name` becomes an enabled admin with a one-time
 * password and without an authenticator; it is made when it is missing. Its sessions end. "external": the account is
 * the identity provider's and stays as it is.
 */
export async function resetAdmin(
  store: AccountStore,
  clock: Clock,
  name = FIRST_NAME,
): Promise<NewAccess | 'external'> {
  const known = await store.findByName(name);
  if (known === undefined) {
    const access = await createAccess(name, 'admin', clock);
    await store.add(access.account);
    await note(store, clock, 'account-added', name);
    return access;
  }
  if (known.identity !== null) return 'external';
  const { oneTimePassword, reset } = await createReset();
  const change = { ...reset, role: 'admin', isDisabled: false } as const;
  await store.change(known.id, change);
  await store.closeSessions(known.id);
  await note(store, clock, 'reset', name);
  return { account: { ...known, ...change }, oneTimePassword };
}

function note(store: AccountStore, clock: Clock, what: 'account-added' | 'reset', subject: string): Promise<void> {
  return store.note({ at: clock().toISOString(), what, actor: 'command line', subject, detail: 'admin' });
}
