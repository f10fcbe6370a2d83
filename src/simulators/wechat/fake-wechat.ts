import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { type ApiCall, DONE, type FakeApi, MEDIA, refusal, startFakeApi } from '../tencent/fake-api.ts';
import { createFakeTokens, type FakeTokens } from '../tencent/fake-tokens.ts';
import { type SealKeys, seal, sha1Of, unseal } from '../tencent/seal.ts';
import type { WindowLeft } from '../window-left.ts';
import { faultOfMenu } from './fault-of-menu.ts';

/** An official account as WeChat knows it. */
export interface FakeAccount {
  readonly appid: string;
  readonly secret: string;
  readonly token: string;
  /** null: pushes in plain text. */
  readonly aesKey: string | null;
  /** False: 48001, as an unverified subscription account. */
  readonly maySend: boolean;
}

export interface ShownMessage {
  readonly appid: string;
  readonly openid: string;
  /** `response`: said within the response of a push. */
  readonly how: 'message' | 'response';
  readonly text: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  /** Lines to tap. */
  readonly items: readonly { readonly id: string; readonly content: string }[];
}

export interface PushResult {
  /** HTTP status of each attempt; 0: no answer in time. */
  readonly statuses: readonly number[];
  /** The body of the last attempt as the visitor's app takes it; null: nothing is shown. */
  readonly reply: string | null;
  /** The visitor reads «该公众号提供的服务出现故障»: no attempt was answered, or with something malformed. */
  readonly isFault: boolean;
}

export interface PushOptions {
  /** Pushes of the same message that arrive at once, as after a lost answer. */
  readonly copies?: number;
  readonly messageId?: string;
  /** Seconds since 1970 of the message; now when left out. */
  readonly createdAt?: number;
  /** Of the request. */
  readonly stampedAt?: number;
}

export interface FakeWechat {
  readonly api: FakeApi;
  /** Configures the program for this fake. */
  readonly env: Readonly<Record<string, string>>;
  /** What was refused for its form or limits: errcodes with the path. */
  readonly refused: readonly string[];
  /** Where pushes go: an address, the appid is added. */
  deliverTo(webhook: string): void;
  /** Everything that visitors see, in order. */
  readonly shown: readonly ShownMessage[];
  readonly typing: readonly string[];
  readonly menus: ReadonlyMap<string, unknown>;
  /** Calls the address as WeChat's console does when it is entered. */
  checkAddress(appid: string, signWith?: string): Promise<{ readonly status: number; readonly isRight: boolean }>;
  says(openid: string, text: string, options?: PushOptions & { readonly appid?: string }): Promise<PushResult>;
  /** A tap on a line of a menu message. */
  taps(openid: string, item: { readonly id: string; readonly content: string }, appid?: string): Promise<PushResult>;
  /** Scans a code that the account made, as a follower does: what it holds. */
  scans(openid: string, qr: string): Promise<PushResult>;
  /** Any push, by its own elements. */
  push(
    openid: string,
    elements: Readonly<Record<string, string>>,
    options?: PushOptions & { readonly appid?: string },
  ): Promise<PushResult>;
  tokensOf(appid: string): FakeTokens;
  isFollowing(openid: string): boolean;
  windowOf(openid: string): WindowLeft;
  /** Posts a body with a genuine query around it, as well signed as such a body can be; resolves to the status. */
  postRaw(
    body: Buffer,
    contentType: string,
    how?: { readonly stampedAt?: number; readonly isForged?: boolean },
  ): Promise<number>;
  /** The address and body of a genuine push, to be changed on its way. */
  prepare(openid: string, elements: Readonly<Record<string, string>>): { readonly url: string; readonly body: string };
  close(): Promise<void>;
}

interface Allowance {
  left: number;
  readonly untilMs: number;
}

const sendSchema = z.object({
  touser: z.string(),
  msgtype: z.string(),
  text: z.object({ content: z.string() }).optional(),
  msgmenu: z
    .object({
      head_content: z.string(),
      list: z.array(z.object({ id: z.string(), content: z.string() })).min(1),
      tail_content: z.string(),
    })
    .optional(),
});
/** A code with a text as its scene, good for at most 30 days. */
const qrSchema = z.object({
  expire_seconds: z.int().min(60).max(2_592_000),
  action_name: z.literal('QR_STR_SCENE'),
  action_info: z.object({ scene: z.object({ scene_str: z.string().min(1).max(64) }) }),
});
/** Refused whenever they are sent: too long, empty, malformed. */
const FORM_FAULTS: ReadonlySet<number> = new Set([40002, 40008, 40016, 40018, 40023, 40025, 44004, 45002, 47001]);
const HOUR_MS = 3_600_000;
const ORIGINAL_ID = 'gh_simulated';

/**
 * Plays WeChat: signs, encrypts, delivers and repeats what visitors do; gives tokens; takes messages and refuses those
 * that the real one would: too long, too many, too late, to strangers, without right.
 */
export async function startFakeWechat({
  accounts,
  clock = () => new Date(),
  pushTimeoutMs = 5000,
}: {
  readonly accounts: readonly FakeAccount[];
  readonly clock?: Clock;
  readonly pushTimeoutMs?: number;
}): Promise<FakeWechat> {
  const shown: ShownMessage[] = [];
  const refused: string[] = [];
  let webhook = '';
  const typing: string[] = [];
  const menus = new Map<string, unknown>();
  const scenes = new Map<string, string>();
  const tokens = new Map(accounts.map(({ appid }) => [appid, createFakeTokens(clock)]));
  const followers = new Map<string, { isFollowing: boolean; allowances: Allowance[] }>();
  let lastId = 6_054_768_590_064_713_728n;

  const seconds = () => String(Math.floor(clock().getTime() / 1000));
  const webhookOf = ({ appid }: FakeAccount) => `${webhook}/${appid}`;
  const person = (appid: string, openid: string) => {
    const key = `${appid}/${openid}`;
    const known = followers.get(key) ?? { isFollowing: true, allowances: [] };
    followers.set(key, known);
    return known;
  };

  const api = await startFakeApi((call) => {
    const said = answer(call);
    const code = z.object({ errcode: z.number() }).safeParse(said);
    if (code.success && FORM_FAULTS.has(code.data.errcode)) refused.push(`${call.path} ${code.data.errcode}`);
    return said;
  });

  function answer(call: ApiCall): Readonly<Record<string, unknown>> | undefined {
    if (call.path === '/cgi-bin/token')
      return giveToken(call.query.get('appid'), call.query.get('secret'), { isForced: true });
    if (call.path === '/cgi-bin/stable_token') {
      const asked = z
        .object({
          grant_type: z.literal('client_credential'),
          appid: z.string(),
          secret: z.string(),
          force_refresh: z.boolean().default(false),
        })
        .safeParse(call.json);
      if (!asked.success) return refusal(40002);
      return giveToken(asked.data.appid, asked.data.secret, { isForced: asked.data.force_refresh });
    }
    const access = call.query.get('access_token');
    const account = accounts.find(({ appid }) => tokens.get(appid)?.check(access) === 0);
    if (account === undefined) {
      const codes = accounts.map(({ appid }) => tokens.get(appid)?.check(access) ?? 40014);
      return refusal(codes.find((code) => code !== 40014) ?? 40014);
    }
    switch (call.path) {
      case '/cgi-bin/message/custom/send':
        return take(call, account);
      case '/cgi-bin/message/custom/typing': {
        const asked = z
          .object({ touser: z.string(), command: z.enum(['Typing', 'CancelTyping']) })
          .safeParse(call.json);
        if (!asked.success) return refusal(47001);
        typing.push(asked.data.touser);
        return DONE;
      }
      case '/cgi-bin/media/get':
        return MEDIA;
      case '/cgi-bin/menu/create': {
        const fault = faultOfMenu(call.json);
        if (fault !== 0) return refusal(fault);
        menus.set(account.appid, call.json);
        return DONE;
      }
      case '/cgi-bin/qrcode/create': {
        const asked = qrSchema.safeParse(call.json);
        // Accounts without customer messages have no codes with scenes either.
        if (!account.maySend) return refusal(48001);
        if (!asked.success) return refusal(47001);
        const { expire_seconds, action_info } = asked.data;
        const url = `http://weixin.qq.com/q/${randomBytes(12).toString('base64url')}`;
        scenes.set(url, action_info.scene.scene_str);
        return { ticket: randomBytes(24).toString('base64'), expire_seconds, url };
      }
      default:
        return undefined;
    }
  }

  function giveToken(appid: string | null, secret: string | null, { isForced }: { readonly isForced: boolean }) {
    const account = accounts.find((one) => one.appid === appid);
    if (account === undefined) return refusal(40013);
    if (account.secret !== secret) return refusal(40125);
    return tokens.get(account.appid)?.give(isForced) ?? refusal(-1);
  }

  function take({ json, raw }: ApiCall, { appid, maySend }: FakeAccount) {
    if (!maySend) return refusal(48001);
    const sent = sendSchema.safeParse(json);
    if (!sent.success || /\\u[0-9a-f]{4}/i.test(raw)) return refusal(47001);
    const { touser: openid, msgtype, text, msgmenu } = sent.data;
    const known = followers.get(`${appid}/${openid}`);
    if (known === undefined) return refusal(40003);
    if (!known.isFollowing) return refusal(43004);
    const words = msgtype === 'text' ? text?.content : msgtype === 'msgmenu' ? textOfMenu(msgmenu) : undefined;
    if (words === undefined) return refusal(40008);
    if (words.trim() === '') return refusal(44004);
    if (Buffer.byteLength(words) > 2048) return refusal(45002);
    const nowMs = clock().getTime();
    const open = known.allowances.filter(({ untilMs }) => untilMs >= nowMs);
    if (open.length === 0) return refusal(45015);
    const allowance = open.find(({ left }) => left > 0);
    if (allowance === undefined) return refusal(45047);
    allowance.left -= 1;
    shown.push({ appid, openid, how: 'message', text: words, at: clock().toISOString(), items: msgmenu?.list ?? [] });
    return DONE;
  }

  function allow(appid: string, openid: string, type: string, event: string): void {
    const known = person(appid, openid);
    const nowMs = clock().getTime();
    if (type !== 'event') known.allowances = [{ left: 5, untilMs: nowMs + 48 * HOUR_MS }];
    if (['CLICK', 'subscribe', 'SCAN'].includes(event)) known.allowances.push({ left: 3, untilMs: nowMs + 60_000 });
    if (event === 'subscribe') known.isFollowing = true;
    if (event === 'unsubscribe') known.isFollowing = false;
  }

  async function push(
    openid: string,
    elements: Readonly<Record<string, string>>,
    options: PushOptions & { readonly appid?: string } = {},
  ): Promise<PushResult> {
    const account = accounts.find(({ appid }) => options.appid === undefined || appid === options.appid);
    if (account === undefined) throw new Error('no such account');
    lastId += 1n;
    const type = elements['MsgType'] ?? 'text';
    allow(account.appid, openid, type, elements['Event'] ?? '');
    const inner: Record<string, string> = {
      ToUserName: ORIGINAL_ID,
      FromUserName: openid,
      CreateTime: String(options.createdAt ?? Math.floor(clock().getTime() / 1000)),
      ...elements,
      MsgType: type,
      ...(type === 'event' ? {} : { MsgId: options.messageId ?? String(lastId) }),
    };
    const copies = await Promise.all(
      Array.from({ length: options.copies ?? 1 }, () => deliver(account, xmlOf(inner), options.stampedAt)),
    );
    const [first] = copies;
    if (first === undefined) throw new Error('nothing was pushed');
    const { reply } = first;
    // What is shown twice to the visitor is a fault of ours, not of the fake: each copy is one push to them.
    if (reply !== null)
      shown.push({ appid: account.appid, openid, how: 'response', text: reply, at: clock().toISOString(), items: [] });
    return { ...first, statuses: copies.flatMap(({ statuses }) => statuses) };
  }

  async function deliver(account: FakeAccount, message: string, stampedAt?: number): Promise<PushResult> {
    const statuses: number[] = [];
    // A repeat keeps its timestamp and signature.
    const { url, body } = stamped(
      account,
      webhookOf(account),
      message,
      stampedAt ?? Math.floor(clock().getTime() / 1000),
    );
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const got = await post(url, body, pushTimeoutMs);
      statuses.push(got.status);
      if (got.status !== 200) continue;
      const reply = replyOf(got.text, account, message);
      return { statuses, reply: reply === FAULT ? null : reply, isFault: reply === FAULT };
    }
    return { statuses, reply: null, isFault: true };
  }

  return {
    api,
    env: {
      WECHAT_ACCOUNTS: accounts
        .map(({ appid, secret, token, aesKey, maySend }) =>
          [appid, secret, token, aesKey ?? '', ...(maySend ? [] : ['passive'])].join(':'),
        )
        .join(','),
      WECHAT_API_URL: api.server.url,
    },
    refused,
    deliverTo: (address) => {
      webhook = address;
    },
    shown,
    typing,
    menus,
    async checkAddress(appid, signWith) {
      const account = accounts.find((one) => one.appid === appid);
      if (account === undefined) throw new Error('no such account');
      const echo = String(5_000_000_000_000_000_000n + BigInt(Date.now()));
      const timestamp = String(Math.floor(clock().getTime() / 1000));
      const query = new URLSearchParams({
        signature: sha1Of(signWith ?? account.token, timestamp, 'n'),
        timestamp,
        nonce: 'n',
        echostr: echo,
      });
      const response = await fetch(`${webhookOf(account)}?${query.toString()}`);
      return { status: response.status, isRight: (await response.text()) === echo };
    },
    says: (openid, text, options) => push(openid, { MsgType: 'text', Content: text }, options),
    taps: (openid, { id, content }, appid) =>
      push(openid, { MsgType: 'text', Content: content, bizmsgmenuid: id }, appid === undefined ? {} : { appid }),
    scans(openid, qr) {
      const scene = scenes.get(qr);
      if (scene === undefined) throw new Error('no code of this account');
      return push(openid, { MsgType: 'event', Event: 'SCAN', EventKey: scene, Ticket: 'ticket' });
    },
    push,
    async postRaw(body, contentType, { stampedAt, isForged = false } = {}) {
      const [account] = accounts;
      if (account === undefined) throw new Error('no such account');
      const { url } = stamped(
        account,
        webhookOf(account),
        '<xml></xml>',
        stampedAt ?? Math.floor(clock().getTime() / 1000),
      );
      const address = new URL(url);
      if (isForged) address.searchParams.set('signature', '0'.repeat(40));
      const bytes = new Uint8Array(body);
      const response = await fetch(address, { method: 'POST', headers: { 'Content-Type': contentType }, body: bytes });
      await response.body?.cancel();
      return response.status;
    },
    prepare(openid, elements) {
      const [account] = accounts;
      if (account === undefined) throw new Error('no such account');
      const inner = {
        ToUserName: ORIGINAL_ID,
        FromUserName: openid,
        CreateTime: seconds(),
        MsgType: 'text',
        ...elements,
      };
      return stamped(account, webhookOf(account), xmlOf(inner), Number(seconds()));
    },
    isFollowing: (openid) => accounts.some(({ appid }) => followers.get(`${appid}/${openid}`)?.isFollowing === true),
    windowOf(openid) {
      const nowMs = clock().getTime();
      const open = accounts
        .flatMap(({ appid }) => followers.get(`${appid}/${openid}`)?.allowances ?? [])
        .filter(({ untilMs }) => untilMs >= nowMs);
      return {
        messages: open.reduce((sum, { left }) => sum + left, 0),
        until: open.length === 0 ? null : new Date(Math.max(...open.map(({ untilMs }) => untilMs))).toISOString(),
      };
    },
    tokensOf: (appid) => {
      const found = tokens.get(appid);
      if (found === undefined) throw new Error('no such account');
      return found;
    },
    close: () => api.server.close(),
  };
}

function textOfMenu(menu: z.infer<typeof sendSchema>['msgmenu']): string | undefined {
  if (menu === undefined) return undefined;
  return [menu.head_content, ...menu.list.map(({ content }) => content), menu.tail_content].join('\n');
}

const BARE = new Set(['CreateTime', 'MsgId', 'Location_X', 'Location_Y', 'Scale', 'bizmsgmenuid']);

function xmlOf(elements: Readonly<Record<string, string>>): string {
  const inner = Object.entries(elements).map(([name, value]) =>
    BARE.has(name)
      ? `<${name}>${value}</${name}>`
      : `<${name}><![CDATA[${value.split(']]>').join(']]]]><![CDATA[>')}]]></${name}>`,
  );
  return `<xml>${inner.join('\n')}</xml>`;
}

function keysOf({ token, aesKey, appid }: FakeAccount): SealKeys {
  return { token, aesKey: aesKey ?? '', receiver: appid };
}

function stamped(account: FakeAccount, webhook: string, message: string, atSeconds: number) {
  const timestamp = String(atSeconds);
  const nonce = randomBytes(5).toString('hex');
  const query = new URLSearchParams({ signature: sha1Of(account.token, timestamp, nonce), timestamp, nonce });
  if (account.aesKey === null) return { url: `${webhook}?${query.toString()}`, body: message };
  const encrypted = seal(message, keysOf(account));
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', sha1Of(account.token, timestamp, nonce, encrypted));
  const body = `<xml>\n    <ToUserName><![CDATA[${ORIGINAL_ID}]]></ToUserName>\n    <Encrypt><![CDATA[${encrypted}]]></Encrypt>\n</xml>\n`;
  return { url: `${webhook}?${query.toString()}`, body };
}

async function post(url: string, body: string, timeoutMs: number): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml' },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

const FAULT = Symbol('fault');

/** What WeChat shows of the body of a response. */
function replyOf(body: string, account: FakeAccount, pushed: string): string | null | typeof FAULT {
  if (body === '' || body === 'success') return null;
  try {
    const message = account.aesKey === null ? body : opened(body, account);
    const isSwapped =
      element(message, 'ToUserName') === element(pushed, 'FromUserName') &&
      element(message, 'FromUserName') === ORIGINAL_ID;
    const isInSeconds = /^\d{10}$/.test(element(message, 'CreateTime') ?? '');
    const words = element(message, 'Content');
    const isWell = isSwapped && isInSeconds && element(message, 'MsgType') === 'text' && words !== undefined;
    return isWell && words !== '' && Buffer.byteLength(words) <= 2048 ? words : FAULT;
  } catch {
    return FAULT;
  }
}

function opened(body: string, account: FakeAccount): string {
  const part = (name: string) => element(body, name) ?? '';
  const encrypted = part('Encrypt');
  if (sha1Of(account.token, part('TimeStamp'), part('Nonce'), encrypted) !== part('MsgSignature'))
    throw new Error('signature');
  return unseal(encrypted, keysOf(account));
}

/** One element's text; sections in CDATA are joined. */
function element(xml: string, name: string): string | undefined {
  const inner = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1];
  return inner?.replaceAll('<![CDATA[', '').replaceAll(']]>', '');
}
