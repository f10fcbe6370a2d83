import { z } from 'zod';
import type { ConsoleRoute } from '../console-route.ts';
import { CONSOLE_POLICY } from '../policy.ts';
import { answerWith, refuse } from '../refuse.ts';
import { ROLES } from './account.ts';
import type { AccountParts } from './account-parts.ts';
import { authenticatorUri, hashRecoveryCode, newAuthenticatorSecret, stepOfCode } from './authenticator.ts';
import { newRecoveryCode } from './random-words.ts';
import { EXTERNAL_ACCOUNT, tryPassword } from './try-password.ts';

const nothing = z.object({});
const password = z.string().max(1_000);
/** 160 bits in base32, as newAuthenticatorSecret makes them. */
const secret = z.string().regex(/^[A-Z2-7]{32}$/u);

/** What each person does with their own account beside the password: the authenticator. */
export function ownAccountRoutes(parts: AccountParts): readonly ConsoleRoute[] {
  const { guard, store, clock, note } = parts;
  return [
    guard.only(ROLES, {
      method: 'post',
      path: '/authenticator/begin',
      input: nothing,
      handle: ({ who }) => {
        if (who.account.identity !== null) return Promise.resolve(EXTERNAL_ACCOUNT);
        const fresh = newAuthenticatorSecret();
        return Promise.resolve(answerWith({ secret: fresh, uri: authenticatorUri(fresh, who.account.name) }));
      },
    }),
    guard.only(ROLES, {
      method: 'post',
      path: '/authenticator',
      input: z.strictObject({ password, secret, code: z.string().max(20) }),
      async handle({ who: { account, session }, input, request }) {
        if (account.identity !== null) return EXTERNAL_ACCOUNT;
        const shown = await tryPassword(input.password, account, request.ip, parts);
        if (shown.kind === 'wrong') return shown.refusal;
        const step = stepOfCode(input.secret, input.code, clock());
        if (step === null) return refuse(422, 'CodeWrong', 'console.codeWrong');
        await shown.giveBack();
        const codes = Array.from({ length: CONSOLE_POLICY.recoveryCodes }, newRecoveryCode);
        const recoveryHashes = codes.map(hashRecoveryCode);
        await store.change(account.id, { authenticator: { secret: input.secret, lastStep: step, recoveryHashes } });
        await store.closeSessions(account.id, session.idHash);
        await note('authenticator-set', account, account);
        return answerWith({ recoveryCodes: codes });
      },
    }),
    guard.only(ROLES, {
      method: 'post',
      path: '/authenticator/remove',
      input: z.strictObject({ password }),
      async handle({ who: { account }, input, request }) {
        if (account.identity !== null) return EXTERNAL_ACCOUNT;
        const shown = await tryPassword(input.password, account, request.ip, parts);
        if (shown.kind === 'wrong') return shown.refusal;
        await shown.giveBack();
        if (account.role === 'admin' && account.authenticator !== null)
          return refuse(409, 'AuthenticatorKept', 'console.authenticatorKept');
        await store.change(account.id, { authenticator: null });
        await note('authenticator-removed', account, account);
        return answerWith({});
      },
    }),
  ];
}
