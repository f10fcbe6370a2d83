import { randomBytes } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import type { InboundEvent, Inbox } from '../messenger/channel.ts';
import { createEnvelope } from '../tencent/envelope.ts';
import { TENCENT_POLICY } from '../tencent/policy.ts';
import type { XmlElement } from '../tencent/read-xml.ts';
import { writeXml } from '../tencent/write-xml.ts';
import type { PassiveReplies } from './passive-replies.ts';
import { likelyLanguage, passiveTexts } from './passive-texts.ts';
import { WECHAT_POLICY } from './policy.ts';
import type { WechatAccount } from './wechat-account.ts';

export interface PassiveAccount {
  readonly replies: PassiveReplies;
  /** By person and id of the event: a repeated push gets the answer of the first. */
  readonly answered: Map<string, Promise<string>>;
}

/**
 * The content of the response: what is said until the deadline, else that it is being worked on. What comes later waits
 * in the outbox until the person writes again, be it «1».
 */
export function answerPassively({
  event,
  push,
  account,
  inbox,
  clock,
  replies,
  answered,
}: PassiveAccount & {
  readonly event: InboundEvent;
  readonly push: XmlElement;
  readonly account: WechatAccount;
  readonly inbox: Inbox;
  readonly clock: Clock;
}): Promise<string> {
  const key = `${event.address.person}/${event.id}`;
  const known = answered.get(key);
  if (known !== undefined) return known;
  const response = respond({ event, account, inbox, clock, replies, us: textOf(push['ToUserName']) });
  answered.set(key, response);
  const forget = setTimeout(() => answered.delete(key), WECHAT_POLICY.repeatsKnownMs);
  forget.unref();
  // Nothing was kept, so WeChat's next push is a first one.
  response.catch(() => answered.delete(key));
  return response;
}

async function respond({
  event,
  account,
  inbox,
  clock,
  replies,
  us,
}: {
  readonly event: InboundEvent;
  readonly account: WechatAccount;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly replies: PassiveReplies;
  readonly us: string;
}): Promise<string> {
  const { person } = event.address;
  const { content } = event;
  const isAsking = content.kind === 'text' && isOne(content.text) && replies.isOwed(person);
  replies.setOwed(person, false);
  const open = replies.open(person);
  // Their «1» is no question: they are here again, which brings what waited for them.
  await inbox.receive([isAsking ? { ...event, content: { kind: 'joined', scene: null } } : event]);
  if (content.kind === 'left') return 'success';
  const said = await open.text();
  const language = likelyLanguage(said ?? ('text' in content ? content.text : ''));
  const { working, rest } = passiveTexts(language);
  if (said === null) {
    // Somebody who only came is not kept waiting for anything.
    if (content.kind === 'joined') return 'success';
    replies.setOwed(person, true);
  }
  const more = said !== null && replies.isOwed(person) ? `\n\n${rest}` : '';
  const words = said === null ? working : said + more;
  const fitting = Buffer.byteLength(words, 'utf8') <= TENCENT_POLICY.textBytes ? words : (said ?? working);
  return reply({ to: person, from: us, words: fitting }, account, clock);
}

function isOne(text: string): boolean {
  return text.normalize('NFKC').trim() === '1';
}

/** https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html */
function reply(
  { to, from, words }: { readonly to: string; readonly from: string; readonly words: string },
  { token, aesKey, appid }: WechatAccount,
  clock: Clock,
): string {
  const now = Math.floor(clock().getTime() / 1000);
  const message = writeXml({ ToUserName: to, FromUserName: from, CreateTime: now, MsgType: 'text', Content: words });
  if (aesKey === null) return message;
  const stamp = { timestamp: String(now), nonce: randomBytes(8).toString('hex') };
  const { encrypted, signature } = createEnvelope({ token, aesKey, receiver: appid }).seal(message, stamp);
  return writeXml({ Encrypt: encrypted, MsgSignature: signature, TimeStamp: now, Nonce: stamp.nonce });
}

function textOf(value: string | XmlElement | undefined): string {
  return typeof value === 'string' ? value : '';
}
