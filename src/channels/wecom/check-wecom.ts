import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import type { ChannelCheck } from '../messenger/channel.ts';
import { checkCallback } from '../messenger/check-callback.ts';
import type { ApiAnswer } from '../tencent/call-api.ts';
import type { TencentApi } from '../tencent/create-api.ts';
import type { Envelope } from '../tencent/envelope.ts';
import { type TokenAdvice, tokenCheck } from '../tencent/token-check.ts';

/** https://developer.work.weixin.qq.com/document/path/90313 */
const ADVICE: TokenAdvice = {
  [-1]: 'the service is busy: ask again',
  40001: 'WECOM_SECRET is wrong, or of another app',
  40013: 'WECOM_CORP_ID is wrong',
  48002: 'the app may not use customer service: allow it under 微信客服 → API',
  60020: "this server's outgoing address is not on the app's list (企业可信IP)",
};
const listSchema = z.looseObject({ account_list: z.array(z.unknown()).default([]) });

/** Company and secret by a token, the app's right by listing its accounts, the address by asking it as WeCom does. */
export async function checkWecom(parts: {
  readonly fetchToken: () => Promise<ApiAnswer>;
  readonly api: TencentApi;
  readonly envelope: Envelope;
  readonly webhook: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
}): Promise<readonly ChannelCheck[]> {
  const token = tokenCheck('WECOM_CORP_ID and WECOM_SECRET', await parts.fetchToken(), ADVICE);
  return [token, ...(token.isGood ? [await checkRight(parts.api)] : []), await checkAddress(parts)];
}

async function checkRight(api: TencentApi): Promise<ChannelCheck> {
  const what = 'customer service';
  const answer = await api.post('/cgi-bin/kf/account/list', { offset: 0, limit: 100 });
  if (answer.kind === 'unreachable') return { what, isGood: false, found: `the API does not answer (${answer.code})` };
  if (answer.errcode !== 0)
    return { what, isGood: false, found: `code ${answer.errcode}: ${ADVICE[answer.errcode] ?? 'refused'}` };
  const count = listSchema.safeParse(answer.body).data?.account_list.length ?? 0;
  return { what, isGood: count > 0, found: count > 0 ? `${count} accounts` : 'no account is managed by this app' };
}

function checkAddress({
  envelope,
  webhook,
  clock,
  timeoutMs,
}: Pick<Parameters<typeof checkWecom>[0], 'envelope' | 'webhook' | 'clock' | 'timeoutMs'>): Promise<ChannelCheck> {
  const timestamp = String(Math.floor(clock().getTime() / 1000));
  const nonce = randomBytes(8).toString('hex');
  const echo = String(randomBytes(6).readUIntBE(0, 6));
  const { encrypted, signature } = envelope.seal(echo, { timestamp, nonce });
  const query = { msg_signature: signature, timestamp, nonce, echostr: encrypted };
  return checkCallback({ vendor: 'WeCom', webhook, query, echo, isHttpEnough: true, timeoutMs });
}
