// Packages without types of their own, as far as the tests ask them.
declare module 'wechat-crypto' {
  export default class WXBizMsgCrypt {
    constructor(token: string, encodingAESKey: string, id: string);
    encrypt(text: string): string;
    decrypt(text: string): { message: string; id: string };
    getSignature(timestamp: string, nonce: string, encrypt: string): string;
  }
}

declare module 'co-wechat-api' {
  export default class WechatApi {
    prefix: string;
    constructor(appid: string, secret: string);
    sendText(openid: string, text: string): Promise<{ errcode: number }>;
    createMenu(menu: unknown): Promise<{ errcode: number }>;
    getAccessToken(): Promise<{ accessToken: string }>;
  }
}
