import type { Clock } from '../../domain/clock.ts';
import type { Account } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { hashRecoveryCode, stepOfCode } from './authenticator.ts';
import { FIRST_NAME } from './first-admin.ts';
import type { Passwords } from './passwords.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** From the authenticator app, or a recovery code. */
  readonly code?: string | undefined;
}

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly account: Account; readonly usedRecoveryCode: boolean }
  /** The password is right; the account has an authenticator and no code was sent. */
  | { readonly kind: 'code-needed' }
  /** Right name and password, wrong code. */
  | { readonly kind: 'code-wrong'; readonly account: Account }
  /** Unknown name, wrong password or disabled: nobody learns which. */
  | { readonly kind: 'refused'; readonly account: Account | undefined };

/**
 * Whether these credentials open an account now. A code is spent by being accepted. `isProviderOnly`: nobody but the
 * emergency account has a password that counts.
 */
export async function signIn(
  { name, password, code }: Credentials,
  store: AccountStore,
  passwords: Passwords,
  clock: Clock,
  isProviderOnly = false,
): Promise<SignInOutcome> {
  const account = await store.findByName(name.trim().toLowerCase());
  const isRight = await passwords.isRight(password, account?.passwordHash);
  if (account === undefined || account.isDisabled || !isRight || !mayUsePassword(account, isProviderOnly))
    return { kind: 'refused', account };
  if (account.authenticator === null) return { kind: 'signed-in', account, usedRecoveryCode: false };
  if (code === undefined || code.trim() === '') return { kind: 'code-needed' };
  const step = stepOfCode(account.authenticator.secret, code, clock());
  if (step !== null && (await store.spendStep(account.id, step)))
    return { kind: 'signed-in', account, usedRecoveryCode: false };
  if (await store.spendRecoveryCode(account.id, hashRecoveryCode(code)))
    return { kind: 'signed-in', account, usedRecoveryCode: true };
  return { kind: 'code-wrong', account };
}

/** The emergency account is the one that the first start made, or that the operator reset, and an admin. */
function mayUsePassword({ identity, name, role }: Account, isProviderOnly: boolean): boolean {
  return identity === null && (!isProviderOnly || (name === FIRST_NAME && role === 'admin'));
}
