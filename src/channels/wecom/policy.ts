import type { Capabilities } from '../messenger/channel.ts';
import { TENCENT_POLICY } from '../tencent/policy.ts';

/** WeCom customer service (微信客服); https://developer.work.weixin.qq.com/document/path/94638 */
export const WECOM_POLICY = {
  /** Of one call of sync_msg. */
  batch: 1000,
  /** A callback's token is good for so long; without it, sync_msg is allowed a few times a minute only. */
  pullTokenMs: 600_000,
  /** The first pull of an account brings three days of history: what was said so long before our start is left alone. */
  historyMs: 300_000,
  /** The code of somebody who opens the chat takes one welcome within 20 s. */
  welcomeMs: 20_000,
  /** Between attempts of a pull that failed, doubled each time. */
  firstRetryMs: 1000,
  lastRetryMs: 60_000,
  sceneLength: 128,
} as const;

export const WECOM_CAPABILITIES: Capabilities = {
  text: { most: TENCENT_POLICY.textBytes, unit: 'bytes' },
  buttons: { most: 0, label: 0 },
  list: { most: 0, label: 0 },
  markup: 'plain',
  cards: false,
  typing: false,
  window: { hours: 48, messages: 5 },
  templates: false,
};
