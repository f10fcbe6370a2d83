/**
 * What WeChat's and WeCom's servers keep to alike; each number with the page that says so. Those marked (unverified) are
 * common knowledge that no page at hand confirmed.
 */
export const TENCENT_POLICY = {
  /** Callbacks older or newer than this are refused. A repeat keeps its first timestamp; three come within 15 s. */
  replayWindowMs: 600_000,
  /** Of a callback's body. Theirs are some hundred bytes, an encrypted long text some ten thousand. */
  bodyLimitBytes: 64 * 1024,
  /** Elements within elements: a location has two levels. */
  xmlDepth: 6,
  xmlElements: 200,
  /** https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html (45002 beyond) */
  textBytes: 2048,
  /** head_content and tail_content of a menu message: https://developer.work.weixin.qq.com/document/path/94677 */
  menuTextBytes: 1024,
  menuItems: 10,
  menuItemBytes: 128,
  /** How long before its end an access token is renewed. */
  tokenMarginMs: 300_000,
} as const;
