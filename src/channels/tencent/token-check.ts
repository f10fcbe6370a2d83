import { z } from 'zod';
import type { ChannelCheck } from '../messenger/channel.ts';
import type { ApiAnswer } from './call-api.ts';

const tokenSchema = z.looseObject({ access_token: z.string().min(1) });
const wordsSchema = z.looseObject({ errmsg: z.string() });
const ADDRESS = /\d{1,3}(?:\.\d{1,3}){3}/;

/** What to do about the codes with which Tencent refuses a token. */
export type TokenAdvice = Readonly<Record<number, string>>;

/** What came of asking for an access token. No secret stands in it; of their words only our own address is repeated. */
export function tokenCheck(what: string, answer: ApiAnswer, advice: TokenAdvice): ChannelCheck {
  if (answer.kind === 'unreachable')
    return { what, isGood: false, found: `the API does not answer (${answer.code}): may this machine reach it?` };
  if (answer.errcode === 0) {
    const isGood = tokenSchema.safeParse(answer.body).success;
    return { what, isGood, found: isGood ? 'an access token was given' : 'an answer without a token' };
  }
  const address = ADDRESS.exec(wordsSchema.safeParse(answer.body).data?.errmsg ?? '')?.[0];
  const from = address === undefined ? '' : ` (it sees ${address})`;
  const meaning = advice[answer.errcode] ?? 'refused for a reason that is not in our table';
  return { what, isGood: false, found: `code ${answer.errcode}: ${meaning}${from}` };
}
