import { randomBytes } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import type { ChannelCheck } from '../messenger/channel.ts';
import { checkCallback } from '../messenger/check-callback.ts';
import { callApi } from '../tencent/call-api.ts';
import { signatureOf } from '../tencent/signature.ts';
import { type TokenAdvice, tokenCheck } from '../tencent/token-check.ts';
import type { WechatAccount, WechatSettings } from './wechat-account.ts';

/** https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html */
const ADVICE: TokenAdvice = {
  [-1]: 'the service is busy: ask again',
  40001: 'the AppSecret is wrong, or was reset',
  40013: 'there is no such AppID',
  40125: 'the AppSecret is wrong, or was reset',
  40164: "this server's outgoing address is not on the IP list (IP白名单)",
  40243: 'the AppSecret is frozen: unfreeze it at the console',
  50004: 'the account may not use this: is it verified?',
  50007: 'the account is frozen',
  89503: 'the account’s administrator must confirm this address first',
};

/** AppID, secret and IP list by asking for a token that stays as it is; the address by asking it as WeChat does. */
export async function checkWechat(
  { accounts, apiUrl, timeoutMs }: WechatSettings,
  webhookOf: (appid: string) => string,
  clock: Clock,
): Promise<readonly ChannelCheck[]> {
  const checks = await Promise.all(
    accounts.map(async (account) => {
      const { appid, secret } = account;
      const asked = { grant_type: 'client_credential', appid, secret, force_refresh: false };
      const answer = await callApi(`${apiUrl}/cgi-bin/stable_token`, asked, timeoutMs);
      return [
        tokenCheck(`WECHAT_ACCOUNTS: ${appid}`, answer, ADVICE),
        await checkAddress(account, webhookOf(appid), { clock, timeoutMs }),
      ];
    }),
  );
  return checks.flat();
}

function checkAddress(
  { token }: WechatAccount,
  webhook: string,
  { clock, timeoutMs }: { readonly clock: Clock; readonly timeoutMs: number },
): Promise<ChannelCheck> {
  const timestamp = String(Math.floor(clock().getTime() / 1000));
  const nonce = randomBytes(8).toString('hex');
  const echo = String(randomBytes(6).readUIntBE(0, 6));
  const query = { signature: signatureOf([token, timestamp, nonce]), timestamp, nonce, echostr: echo };
  return checkCallback({ vendor: 'WeChat', webhook, query, echo, isHttpEnough: true, timeoutMs });
}
