import type { ErrorTable } from '../tencent/outcome-of.ts';

/** https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html */
export const WECHAT_ERRORS: ErrorTable = {
  [-1]: { kind: 'retry', error: 'the service is busy' },
  40001: { kind: 'retry', error: 'the secret or access token is not accepted', afterSeconds: 60, isAlert: true },
  40014: { kind: 'retry', error: 'the access token is not accepted', afterSeconds: 60, isAlert: true },
  42001: { kind: 'retry', error: 'the access token has ended', afterSeconds: 60, isAlert: true },
  40013: { kind: 'retry', error: 'the appid is not known', afterSeconds: 300, isAlert: true },
  40125: { kind: 'retry', error: 'the secret is wrong', afterSeconds: 300, isAlert: true },
  40164: {
    kind: 'retry',
    error: "this server's address is not on the account's list",
    afterSeconds: 300,
    isAlert: true,
  },
  40003: { kind: 'dead', error: 'the account knows no such person', isAlert: false },
  43004: { kind: 'dead', error: 'the person does not follow the account', isAlert: false },
  44004: { kind: 'dead', error: 'the text was empty', isAlert: true },
  45002: { kind: 'dead', error: 'the text was too long', isAlert: true },
  45009: { kind: 'retry', error: 'the calls of this day are used up', afterSeconds: 3600, isAlert: true },
  45011: { kind: 'retry', error: 'too many calls in a minute', afterSeconds: 60 },
  45015: { kind: 'window-closed', error: 'too long since the person did something' },
  45047: { kind: 'window-closed', error: 'the messages since then are used up' },
  48001: { kind: 'dead', error: 'the account may not send customer messages: set it to passive', isAlert: true },
  48002: { kind: 'dead', error: 'the person does not take messages', isAlert: false },
  48004: { kind: 'retry', error: 'the API of the account is suspended', afterSeconds: 3600, isAlert: true },
};
