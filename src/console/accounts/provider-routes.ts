import { z } from 'zod';
import type { RouteResponse } from '../../server/route.ts';
import type { SignInRefusal } from '../api.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { CONSOLE_POLICY } from '../policy.ts';
import { answerWith, refuse } from '../refuse.ts';
import type { AccountParts } from './account-parts.ts';
import { enterByProvider } from './enter-by-provider.ts';
import type { ProviderParts } from './provider-parts.ts';
import { newId } from './random-words.ts';
import { returnPath } from './return-path.ts';
import { sessionCookie } from './session-cookie.ts';
import { attemptCookie, endedAttemptCookie, hashAttemptId, readAttemptCookie } from './sign-in-attempt.ts';
import { tooManyTries } from './try-password.ts';

const wish = z.strictObject({
  /** Where the person wanted to go in the console. */
  to: z.string().max(2_000).default('/console/'),
  /** To be asked which account, as the one before was refused. */
  asksWho: z.boolean().default(false),
});
const anything = z.object({});

/** Signing in at an identity provider: leaving for it, and coming back. */
export function providerRoutes(parts: AccountParts, external: ProviderParts): readonly ConsoleRoute[] {
  const { guard, store, sessions, clock, note } = parts;
  const { provider, rules, publicUrl, limitBegins } = external;
  return [
    guard.anyone({
      method: 'post',
      path: '/oidc/begin',
      input: wish,
      async handle({ input, request }) {
        // The cookie of the attempt must be there where the provider sends the browser back.
        if (request.baseUrl !== publicUrl)
          return refuse(409, 'OtherAddress', 'console.otherAddress', { address: `${publicUrl}/console/` });
        const verdict = await limitBegins(request.ip);
        if (!verdict.isAllowed) return tooManyTries(verdict);
        const begun = await provider.begin({ asksWho: input.asksWho });
        if (begun.kind === 'failed') {
          return begun.fault === 'unavailable'
            ? refuse(503, 'ProviderUnavailable', 'console.providerUnavailable')
            : refuse(502, 'ProviderMisconfigured', 'console.providerMisconfigured');
        }
        const id = newId(32);
        const now = clock();
        await store.keepAttempt(
          {
            ...begun.secrets,
            idHash: hashAttemptId(id),
            returnTo: returnPath(input.to),
            begunAt: now.toISOString(),
          },
          new Date(now.getTime() - CONSOLE_POLICY.attemptMs),
        );
        const cookie = attemptCookie(begun.secrets.state, id, request.baseUrl);
        return answerWith({ address: begun.address }, { 'Set-Cookie': cookie });
      },
    }),
    guard.anyone({
      method: 'get',
      path: '/oidc/callback',
      input: anything,
      async handle({ request: { query, headers, baseUrl } }) {
        const state = query.get('state') ?? '';
        const id = readAttemptCookie(headers, state);
        const attempt = id === undefined ? undefined : await store.takeAttempt(hashAttemptId(id));
        if (attempt === undefined) return refusedPage('expired');
        const ended = { 'Set-Cookie': endedAttemptCookie(attempt.state, baseUrl) };
        if (clock().getTime() - Date.parse(attempt.begunAt) >= CONSOLE_POLICY.attemptMs)
          return refusedPage('expired', ended);
        const finished = await provider.finish(query, attempt);
        if (finished.kind === 'failed') return refusedPage(finished.fault, ended);
        const { identity } = finished;
        const entry = await enterByProvider(identity, rules, parts);
        if (entry.kind === 'refused') return refusedPage(entry.why, ended);
        const { account } = entry;
        await note('signed-in', account, account, 'oidc');
        const idToken = identity.idToken.length > CONSOLE_POLICY.idTokenMost ? null : identity.idToken;
        // The attempt's cookie ends by itself; the attempt behind it is spent.
        const cookie = sessionCookie(await sessions.open(account, idToken), baseUrl);
        return goTo(attempt.returnTo, { 'Set-Cookie': cookie });
      },
    }),
  ];
}

/** The console's page that says why, in the language of the page, with a way back. */
function refusedPage(why: SignInRefusal, headers: Readonly<Record<string, string>> = {}): RouteResponse {
  return goTo(`/console/refused?why=${why}`, headers);
}

function goTo(path: string, headers: Readonly<Record<string, string>>): RouteResponse {
  return { kind: 'content', status: 303, content: '', headers: { ...headers, Location: path } };
}
