import type { Limit, LimitVerdict, RouteResponse } from '../../server/route.ts';
import { refuse } from '../refuse.ts';
import type { Account } from './account.ts';
import type { AccountParts } from './account-parts.ts';

export type PasswordTry =
  | { readonly kind: 'right'; readonly giveBack: LimitVerdict['giveBack'] }
  | { readonly kind: 'wrong'; readonly refusal: RouteResponse };

/** Someone signed in shows again that they know the password. A try is counted; what it was for gives it back. */
export async function tryPassword(
  password: string,
  account: Account,
  ip: string,
  { limitTries, passwords }: Pick<AccountParts, 'limitTries' | 'passwords'>,
): Promise<PasswordTry> {
  const verdict = await countTry(limitTries, ip, account.name);
  if (!verdict.isAllowed) return { kind: 'wrong', refusal: tooManyTries(verdict) };
  if (!(await passwords.isRight(password, account.passwordHash)))
    return { kind: 'wrong', refusal: refuse(422, 'PasswordWrong', 'console.passwordWrong') };
  return { kind: 'right', giveBack: () => verdict.giveBack() };
}

/** One try at this account from this address; each is counted, so that neither many names nor many addresses help. */
export async function countTry(limitTries: Limit, ip: string, name: string): Promise<LimitVerdict> {
  const ofAddress = await limitTries(`address ${ip}`);
  if (!ofAddress.isAllowed) return ofAddress;
  // Whether there is such an account or not: a name must not be told apart by its limit.
  const ofAccount = await limitTries(`account ${name.trim().toLowerCase()}`);
  const giveBack = async () => {
    await Promise.all([ofAddress.giveBack(), ofAccount.giveBack()]);
  };
  return { ...ofAccount, giveBack };
}

/** Password, authenticator and role are the identity provider's. */
export const EXTERNAL_ACCOUNT = refuse(409, 'ExternalAccount', 'console.externalAccount');

export function tooManyTries({ waitSeconds, headers }: LimitVerdict): RouteResponse {
  const values = { seconds: String(waitSeconds) };
  return { kind: 'refusal', status: 429, code: 'TooManyTries', key: 'console.tooManyTries', values, headers };
}
