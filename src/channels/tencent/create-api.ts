import { z } from 'zod';
import type { FetchedMedia } from '../messenger/channel.ts';
import { fetchBounded } from '../messenger/fetch-bounded.ts';
import type { AccessTokens } from './access-tokens.ts';
import { type ApiAnswer, callApi } from './call-api.ts';

/** The calls of one account that need an access token. */
export interface TencentApi {
  /** `path` from the root of the API: "/cgi-bin/message/custom/send". Never rejects. */
  post(path: string, body: unknown, timeoutMs?: number): Promise<ApiAnswer>;
  /** A file by its media id, which is good for three days. Never rejects. */
  media(mediaId: string, most: number): Promise<FetchedMedia>;
}

const refusalSchema = z.object({ errcode: z.int() });

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
    async media(mediaId, most) {
      const get = (token: string) => {
        const query = new URLSearchParams({ access_token: token, media_id: mediaId }).toString();
        return fetchBounded(`${baseUrl}/cgi-bin/media/get?${query}`, { most, timeoutMs: callTimeoutMs });
      };
      const first = await tokens.get();
      if (first.kind !== 'token') return { kind: 'failed', code: 'no-token' };
      const fetched = await get(first.token);
      const errcode = errcodeOf(fetched);
      if (errcode === undefined) return fetched;
      if (!TOKEN_REFUSED.has(errcode)) return { kind: 'failed', code: String(errcode) };
      const second = await tokens.renew(first.token);
      if (second.kind !== 'token') return { kind: 'failed', code: 'no-token' };
      const again = await get(second.token);
      const code = errcodeOf(again);
      return code === undefined ? again : { kind: 'failed', code: String(code) };
    },
  };
}

/** Their refusals come as JSON where a file should be. undefined: it is a file, or nothing came. */
function errcodeOf(fetched: FetchedMedia & { readonly contentType?: string }): number | undefined {
  if (fetched.kind !== 'fetched' || !/json|text\/plain/i.test(fetched.contentType ?? '')) return undefined;
  try {
    return refusalSchema.parse(JSON.parse(fetched.bytes.toString('utf8'))).errcode;
  } catch {
    return undefined;
  }
}
