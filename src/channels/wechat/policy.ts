import type { Capabilities } from '../messenger/channel.ts';
import { TENCENT_POLICY } from '../tencent/policy.ts';

/** What an official account (公众号) may do; https://developers.weixin.qq.com/doc/offiaccount/ */
export const WECHAT_POLICY = {
  /**
   * WeChat drops the connection after 5 s and pushes again, three times in all. Accounts that can only answer in the
   * response answer before that, whatever is ready.
   */
  passiveWaitMs: 3800,
  /** How long a passive answer waits for another text that belongs to it. */
  passiveGraceMs: 250,
  /** A push is repeated within 15 s; this long its answer is remembered. */
  repeatsKnownMs: 60_000,
  typingTimeoutMs: 2000,
  /** After a tap on the menu, a scan or a new follower; a message of the person opens the whole window instead. */
  afterEvent: { messages: 3, seconds: 60 },
  /** As long as the code that it carries is good. */
  moveQrSeconds: 600,
  /** The visitor waits in front of the dialog. */
  moveQrTimeoutMs: 4000,
  /** https://developers.weixin.qq.com/doc/subscription/en/api/custommenu/api_createcustommenu.html */
  menu: { buttons: 3, subButtons: 5, nameBytes: 16, subNameBytes: 60, keyBytes: 128, urlBytes: 1024 },
} as const;

export const WECHAT_CAPABILITIES: Capabilities = {
  text: { most: TENCENT_POLICY.textBytes, unit: 'bytes' },
  buttons: { most: 0, label: 0 },
  list: { most: 0, label: 0 },
  markup: 'plain',
  cards: false,
  typing: true,
  window: { hours: 48, messages: 5 },
  templates: false,
};
