import type { ErrorTable } from '../tencent/outcome-of.ts';

/**
 * https://developer.work.weixin.qq.com/document/path/90313. Of the codes from 95000 on, 95000, 95001, 95014 and 95018 were
 * seen in public reports; the others are common knowledge.
 */
export const WECOM_ERRORS: ErrorTable = {
  [-1]: { kind: 'retry', error: 'the service is busy' },
  40001: { kind: 'retry', error: 'the secret is wrong', afterSeconds: 300, isAlert: true },
  40013: { kind: 'retry', error: 'the company id is not known', afterSeconds: 300, isAlert: true },
  40014: { kind: 'retry', error: 'the access token is not accepted', afterSeconds: 60, isAlert: true },
  41001: { kind: 'retry', error: 'the access token is missing', afterSeconds: 60, isAlert: true },
  42001: { kind: 'retry', error: 'the access token has ended', afterSeconds: 60, isAlert: true },
  48002: { kind: 'retry', error: 'the app may not use customer service', afterSeconds: 300, isAlert: true },
  60020: { kind: 'retry', error: "this server's address is not on the app's list", afterSeconds: 300, isAlert: true },
  45009: { kind: 'retry', error: 'too many calls', afterSeconds: 60 },
  40058: { kind: 'dead', error: 'a parameter is wrong', isAlert: true },
  45002: { kind: 'dead', error: 'the text was too long', isAlert: true },
  95000: { kind: 'dead', error: 'there is no such customer service account', isAlert: true },
  95001: { kind: 'window-closed', error: 'the messages since the person wrote are used up' },
  95002: { kind: 'window-closed', error: 'too long since the person wrote' },
  95013: { kind: 'window-closed', error: 'the chat has ended until the person writes' },
  95018: { kind: 'window-closed', error: 'the chat is with somebody in the WeCom app, or waits for them' },
};

/** What the person's side did to a message that had been taken (msg_send_fail). */
export function failureCode(type: number): string {
  return `fail-${type}`;
}
