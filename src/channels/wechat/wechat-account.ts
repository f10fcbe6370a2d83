/** One official account (公众号), as its console shows it (docs/channels/wechat.md). */
export interface WechatAccount {
  readonly appid: string;
  readonly secret: string;
  /** Chosen by us; part of every signature. */
  readonly token: string;
  /** EncodingAESKey; null: the account pushes in plain text (明文模式). */
  readonly aesKey: string | null;
  /** The account has no right to send customer messages: everything is said within responses. */
  readonly isPassive: boolean;
}

export interface WechatSettings {
  readonly accounts: readonly WechatAccount[];
  /** Name under which the first account is found in WeChat; left out: it is not said. */
  readonly name?: string | undefined;
  /** Without a slash at the end; https://api.weixin.qq.com but for tests and the simulator. */
  readonly apiUrl: string;
  /** Of one call. */
  readonly timeoutMs: number;
}
