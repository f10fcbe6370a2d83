import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import type { TokenStore } from '../messenger/token-store.ts';
import type { ApiAnswer } from './call-api.ts';
import { TENCENT_POLICY } from './policy.ts';

export type TokenResult = { readonly kind: 'token'; readonly token: string } | ApiAnswer;

export interface AccessTokens {
  /** The token that is taken now; fetched when there is none, or its end is near. */
  get(): Promise<TokenResult>;
  /** Another than this one, which the vendor has just refused. */
  renew(refused: string): Promise<TokenResult>;
}

const tokenSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() });

/**
 * The access token of one account: kept until five minutes before its end, fetched by one request however many ask.
 * `fetchToken` is told whether a token that the vendor still holds for good must be replaced.
 */
export function createAccessTokens({
  key,
  store,
  fetchToken,
  clock,
}: {
  /** Of the account in the store. */
  readonly key: string;
  readonly store: TokenStore;
  readonly fetchToken: (isForced: boolean) => Promise<ApiAnswer>;
  readonly clock: Clock;
}): AccessTokens {
  let fetching: Promise<TokenResult> | null = null;

  function once(work: () => Promise<TokenResult>): Promise<TokenResult> {
    fetching ??= work().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  async function kept(): Promise<string | undefined> {
    const found = await store.read(key);
    const isGood = found !== undefined && found.endsAtMs - clock().getTime() > TENCENT_POLICY.tokenMarginMs;
    return isGood ? found.token : undefined;
  }

  async function fetchAndKeep(isForced: boolean): Promise<TokenResult> {
    const askedAtMs = clock().getTime();
    const answer = await fetchToken(isForced);
    if (answer.kind === 'unreachable' || answer.errcode !== 0) return answer;
    const parsed = tokenSchema.safeParse(answer.body);
    if (!parsed.success) return { kind: 'unreachable', code: 'unreadable', error: 'an answer without a token' };
    const { access_token: token, expires_in: seconds } = parsed.data;
    await store.write(key, { token, endsAtMs: askedAtMs + seconds * 1000 });
    return { kind: 'token', token };
  }

  return {
    async get() {
      const token = await kept();
      return token === undefined ? once(() => fetchAndKeep(false)) : { kind: 'token', token };
    },
    async renew(refused) {
      const token = await kept();
      // Somebody else has renewed it in the meantime.
      if (token !== undefined && token !== refused) return { kind: 'token', token };
      return once(async () => {
        const fetched = await fetchAndKeep(false);
        if (fetched.kind !== 'token' || fetched.token !== refused) return fetched;
        // Forcing ends the token of every replica: not when one of them has just done it.
        const other = await kept();
        return other === undefined || other === refused ? fetchAndKeep(true) : { kind: 'token', token: other };
      });
    },
  };
}
