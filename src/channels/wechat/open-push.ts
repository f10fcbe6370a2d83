import type { Clock } from '../../domain/clock.ts';
import { encryptedIn } from '../tencent/encrypted-in.ts';
import { createEnvelope } from '../tencent/envelope.ts';
import { isFresh } from '../tencent/fresh-stamp.ts';
import { readXml, type XmlElement } from '../tencent/read-xml.ts';
import { isSignedBy } from '../tencent/signature.ts';
import type { WechatAccount } from './wechat-account.ts';

export type OpenedPush =
  | { readonly kind: 'opened'; readonly push: XmlElement }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown-shape' };

/**
 * Is it WeChat, is it now, is it for us, and only then what it says. In plain mode the signature covers token, time and
 * nonce but not the body: whoever reads one request can forge others for ten minutes, so accounts should encrypt.
 */
export function openPush({
  query,
  body,
  account: { token, aesKey, appid },
  clock,
}: {
  readonly query: URLSearchParams;
  /** null: the address is only being checked. */
  readonly body: string | null;
  readonly account: WechatAccount;
  readonly clock: Clock;
}): OpenedPush {
  const timestamp = query.get('timestamp') ?? '';
  const nonce = query.get('nonce') ?? '';
  if (!isSignedBy(query.get('signature'), [token, timestamp, nonce]))
    return { kind: 'refused', reason: 'bad-signature' };
  if (!isFresh(timestamp, clock)) return { kind: 'refused', reason: 'too-old' };
  if (body === null) return { kind: 'opened', push: {} };
  if (aesKey === null) return read(body);
  // An account that encrypts never pushes in plain text: the body would be signed by nobody.
  const encrypted = encryptedIn(body);
  if (encrypted === null) return { kind: 'refused', reason: 'not-encrypted' };
  const opened = createEnvelope({ token, aesKey, receiver: appid }).open(encrypted, {
    signature: query.get('msg_signature'),
    timestamp,
    nonce,
  });
  return opened.kind === 'refused' ? opened : read(opened.message);
}

function read(text: string): OpenedPush {
  const push = readXml(text);
  return push === null ? { kind: 'unknown-shape' } : { kind: 'opened', push };
}
