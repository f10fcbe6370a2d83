import type { Clock } from '../../domain/clock.ts';
import type { TokenStore } from '../messenger/token-store.ts';
import { createAccessTokens } from '../tencent/access-tokens.ts';
import { callApi } from '../tencent/call-api.ts';
import { createTencentApi, type TencentApi } from '../tencent/create-api.ts';
import type { WechatAccount, WechatSettings } from './wechat-account.ts';

/** The stable token is the same for all who ask, so that replicas do not end each other's. */
export function createWechatApi(
  { appid, secret }: Pick<WechatAccount, 'appid' | 'secret'>,
  {
    apiUrl,
    timeoutMs,
    tokenStore,
    clock,
  }: Pick<WechatSettings, 'apiUrl' | 'timeoutMs'> & { readonly tokenStore: TokenStore; readonly clock: Clock },
): TencentApi {
  const fetchToken = (isForced: boolean) =>
    callApi(
      `${apiUrl}/cgi-bin/stable_token`,
      {
        grant_type: 'client_credential',
        appid,
        secret,
        force_refresh: isForced,
      },
      timeoutMs,
    );
  return createTencentApi(
    apiUrl,
    createAccessTokens({ key: `wechat/${appid}`, store: tokenStore, fetchToken, clock }),
    timeoutMs,
  );
}
