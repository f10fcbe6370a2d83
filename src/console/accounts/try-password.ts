import type { Limit, LimitVerdict, RouteResponse } from '../../server/route.ts';
import { refuse } from '../refuse.ts';
import type { Account } from './account.ts';
import { isPasswordRight } from './passwords.ts';

export type PasswordTry =
  | { readonly kind: 'right'; readonly giveBack: LimitVerdict['giveBack'] }
  | { readonly kind: 'wrong'; readonly refusal: RouteResponse };

/** Someone signed in shows again that they know the password. A try is counted; what it was for gives it back. */
export async function tryPassword(
  password: string,
  account: Account,
  ip: string,
  limitTries: Limit,
): Promise<PasswordTry> {
  const verdict = await limitTries(ip);
  if (!verdict.isAllowed) return { kind: 'wrong', refusal: tooManyTries(verdict) };
  if (!(await isPasswordRight(password, account.passwordHash)))
    return { kind: 'wrong', refusal: refuse(422, 'PasswordWrong', 'console.passwordWrong') };
  return { kind: 'right', giveBack: () => verdict.giveBack() };
}

export function tooManyTries({ waitSeconds, headers }: LimitVerdict): RouteResponse {
  const values = { seconds: String(waitSeconds) };
  return { kind: 'refusal', status: 429, code: 'TooManyTries', key: 'console.tooManyTries', values, headers };
}
