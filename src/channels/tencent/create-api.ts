import type { AccessTokens } from './access-tokens.ts';
import { type ApiAnswer, callApi } from './call-api.ts';

/** The calls of one account that need an access token. */
export interface TencentApi {
  /** `path` from the root of the API: "/cgi-bin/message/custom/send". Never rejects. */
  post(path: string, body: unknown, timeoutMs?: number): Promise<ApiAnswer>;
}

/** Their ways to say that the access token is not taken: wrong, ended, malformed. */
const TOKEN_REFUSED: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** Adds the token; a token that is refused is renewed, and the call made once more. */
export function createTencentApi(baseUrl: string, tokens: AccessTokens, callTimeoutMs: number): TencentApi {
  const call = (path: string, token: string, body: unknown, timeoutMs = callTimeoutMs) =>
    callApi(`${baseUrl}${path}?access_token=${encodeURIComponent(token)}`, body, timeoutMs);
  return {
    async post(path, body, timeoutMs) {
      const first = await tokens.get();
      if (first.kind !== 'token') return first;
      const answer = await call(path, first.token, body, timeoutMs);
      if (answer.kind === 'unreachable' || !TOKEN_REFUSED.has(answer.errcode)) return answer;
      const second = await tokens.renew(first.token);
      return second.kind === 'token' ? call(path, second.token, body, timeoutMs) : second;
    },
  };
}
