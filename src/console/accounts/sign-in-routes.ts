import { z } from 'zod';
import type { RouteResponse } from '../../server/route.ts';
import type { Me, Onward, SignInWays } from '../api.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { CONSOLE_POLICY } from '../policy.ts';
import { answerWith, refuse } from '../refuse.ts';
import type { Account } from './account.ts';
import type { AccountParts } from './account-parts.ts';
import { findPasswordFault } from './passwords.ts';
import { endedSessionCookie, sessionCookie } from './session-cookie.ts';
import { signIn } from './sign-in.ts';
import { countTry, EXTERNAL_ACCOUNT, tooManyTries, tryPassword } from './try-password.ts';

const credentials = z.strictObject({
  name: z.string().max(100),
  password: z.string().max(1_000),
  code: z.string().max(100).optional(),
});
const passwords = z.strictObject({ present: z.string().max(1_000), next: z.string().max(1_000) });
const nothing = z.object({});

/** Signing in and out, who I am, and choosing a password of one's own. */
export function signInRoutes(parts: AccountParts): readonly ConsoleRoute[] {
  const { guard, store, sessions, clock, limitTries, note, external } = parts;
  return [
    guard.anyone({
      method: 'get',
      path: '/sign-in',
      input: nothing,
      handle: () => {
        const ways: SignInWays = {
          hasPasswords: external?.isOnly !== true,
          provider: external && { name: external.name },
        };
        return Promise.resolve(answerWith(ways));
      },
    }),
    guard.anyone({
      method: 'post',
      path: '/sign-in',
      input: credentials,
      async handle({ input, request }) {
        const verdict = await countTry(limitTries, request.ip, input.name);
        if (!verdict.isAllowed) return tooManyTries(verdict);
        const outcome = await signIn(input, store, parts.passwords, clock, external?.isOnly ?? false);
        switch (outcome.kind) {
          case 'refused':
            // A name that does not exist is not noted: it may be a password in the wrong field.
            if (outcome.account !== undefined) await note('sign-in-failed', outcome.account, outcome.account);
            return refuse(401, 'SignInFailed', 'console.signInFailed');
          case 'code-needed':
            // The second half of the same sign-in follows.
            await verdict.giveBack();
            return refuse(401, 'CodeNeeded', 'console.codeNeeded');
          case 'code-wrong':
            await note('sign-in-failed', outcome.account, outcome.account, 'code');
            return refuse(401, 'CodeWrong', 'console.codeWrong');
          case 'signed-in': {
            const { account } = outcome;
            await verdict.giveBack();
            if (outcome.usedRecoveryCode) await note('recovery-code-used', account, account);
            await note(
              'signed-in',
              account,
              account,
              account.authenticator === null ? 'password' : 'password-and-code',
            );
            const cookie = sessionCookie(await sessions.open(account), request.baseUrl);
            const fresh = (await store.find(account.id)) ?? account;
            return answerWith(meOf(fresh, parts), { 'Set-Cookie': cookie });
          }
        }
      },
    }),
    guard.anyone({
      method: 'post',
      path: '/sign-out',
      input: nothing,
      async handle({ who, request }) {
        if (who !== undefined) {
          await sessions.close(who.session);
          await note('signed-out', who.account, who.account);
        }
        // Else the next click on the provider's button would sign the same person in again.
        const isExternal = who !== undefined && who.account.identity !== null;
        const address = isExternal ? await external?.provider.endAddress(who.session.idToken) : null;
        const onward: Onward = { address: address ?? null };
        return answerWith(onward, { 'Set-Cookie': endedSessionCookie(request.baseUrl) });
      },
    }),
    guard.signedIn({
      method: 'get',
      path: '/me',
      input: nothing,
      handle: ({ who }) => Promise.resolve(answerWith(meOf(who.account, parts))),
    }),
    guard.signedIn({
      method: 'post',
      path: '/password',
      input: passwords,
      async handle({ who: { account, session }, input, request }) {
        if (account.identity !== null) return EXTERNAL_ACCOUNT;
        const shown = await tryPassword(input.present, account, request.ip, parts);
        if (shown.kind === 'wrong') return shown.refusal;
        await shown.giveBack();
        const refusal = refusePassword(input.next, account.name, input.present);
        if (refusal !== null) return refusal;
        await store.change(account.id, {
          passwordHash: await parts.passwords.hash(input.next),
          mustChangePassword: false,
        });
        await store.closeSessions(account.id, session.idHash);
        await note('password-changed', account, account);
        return answerWith(meOf({ ...account, mustChangePassword: false }, parts));
      },
    }),
  ];
}

export function meOf(
  { name, role, identity, mustChangePassword, authenticator }: Account,
  { mayEditFiles, hasCases, hasAnnouncements }: Pick<AccountParts, 'mayEditFiles' | 'hasCases' | 'hasAnnouncements'>,
): Me {
  return {
    name,
    role,
    isExternal: identity !== null,
    mustChangePassword,
    hasAuthenticator: authenticator !== null,
    recoveryCodesLeft: authenticator?.recoveryHashes.length ?? 0,
    mayEditFiles,
    hasCases,
    hasAnnouncements,
  };
}

function refusePassword(next: string, name: string, present: string): RouteResponse | null {
  if (next === present) return refuse(422, 'PasswordSame', 'console.passwordSame');
  const { passwordLeast, passwordMost } = CONSOLE_POLICY;
  switch (findPasswordFault(next, name)) {
    case 'too-short':
      return refuse(422, 'PasswordTooShort', 'console.passwordTooShort', { least: String(passwordLeast) });
    case 'too-long':
      return refuse(422, 'PasswordTooLong', 'console.passwordTooLong', { most: String(passwordMost) });
    case 'holds-name':
      return refuse(422, 'PasswordHoldsName', 'console.passwordHoldsName');
    case null:
      return null;
  }
}
