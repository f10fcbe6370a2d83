import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { type ApiCall, DONE, type FakeApi, MEDIA, refusal, startFakeApi } from '../tencent/fake-api.ts';
import { createFakeTokens, type FakeTokens } from '../tencent/fake-tokens.ts';
import { seal, sha1Of } from '../tencent/seal.ts';
import type { WindowLeft } from '../window-left.ts';

/** 0 new, 1 the assistant, 2 waiting, 3 a servicer, 4 ended. */
export type ServiceState = 0 | 1 | 2 | 3 | 4;

export interface KfShown {
  readonly person: string;
  readonly msgid: string;
  readonly text: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly items: readonly { readonly id: string; readonly content: string }[];
  readonly isWelcome: boolean;
}

export interface SayOptions {
  readonly id?: string;
  readonly at?: Date;
  /** Another customer service account of the company. */
  readonly account?: string;
  /** False: what was said lies there, and no callback tells of it. */
  readonly isTold?: boolean;
}

export interface FakeWecom {
  readonly api: FakeApi;
  /** Configures the program for this fake. */
  readonly env: Readonly<Record<string, string>>;
  readonly shown: readonly KfShown[];
  /** What was refused for its form or limits. */
  readonly refused: readonly string[];
  readonly tokens: FakeTokens;
  deliverTo(webhook: string): void;
  checkAddress(signWith?: string): Promise<{ readonly status: number; readonly isRight: boolean }>;
  /** A message of a person, by its own fields; resolves to the status of the callback (200 when none was made). */
  says(person: string, message: Readonly<Record<string, unknown>>, options?: SayOptions): Promise<number>;
  enters(person: string, options?: { readonly scene?: string }): Promise<number>;
  /** The person's phone refuses what had been taken. */
  failsToShow(person: string, msgid: string, type: number): Promise<number>;
  event(event: Readonly<Record<string, unknown>>): Promise<number>;
  /** The phone refuses everything that is taken, with this fail_type; null: it shows it. */
  lateFailure: number | null;
  /** Pages begin with the last entry of the page before: a cursor may be handed out late. */
  overlaps: boolean;
  windowOf(person: string): WindowLeft;
  stateOf(person: string): ServiceState;
  setState(person: string, state: ServiceState): void;
  /** Who is on duty in the WeCom app. */
  readonly servicers: Set<string>;
  callback(account?: string): Promise<number>;
  postRaw(body: Buffer, contentType: string): Promise<number>;
  prepare(atSeconds?: number): { readonly url: string; readonly body: string };
  close(): Promise<void>;
}

interface Session {
  state: ServiceState;
  servicer: string | null;
  left: number;
  heardAtMs: number;
}

const CORP = 'ww0000simulated00';
const SECRET = 'simulatedSecret0123456789';
const TOKEN = 'simulatedToken';
const AES_KEY = 'SimulatedKey000000000000000000000000000000A';
export const KF_ACCOUNT = 'wkSimulatedAccount';
const HOURS_48_MS = 48 * 3_600_000;
const KEPT_MS = 3 * 24 * 3_600_000;
const PULL_TOKEN_MS = 600_000;

const textPart = z.object({ content: z.string().min(1) });
const menuPart = z.object({
  head_content: z.string().max(1024).optional(),
  list: z
    .array(
      z.object({
        type: z.literal('click'),
        click: z.object({ id: z.string().min(1).max(128), content: z.string().min(1) }),
      }),
    )
    .min(1)
    .max(10),
  tail_content: z.string().optional(),
});
const bodySchema = z.strictObject({
  touser: z.string().optional(),
  open_kfid: z.string().optional(),
  code: z.string().optional(),
  msgid: z
    .string()
    .regex(/^[0-9A-Za-z_-]{1,32}$/)
    .optional(),
  msgtype: z.enum(['text', 'msgmenu']),
  text: textPart.optional(),
  msgmenu: menuPart.optional(),
});

/** Which moves of a chat the API may make. */
const MOVES: Readonly<Record<ServiceState, readonly number[]>> = {
  0: [1, 2, 3, 4],
  1: [2, 3, 4],
  2: [3, 4],
  3: [3, 4],
  4: [],
};

/**
 * Plays WeCom's customer service: tells of messages by signed callbacks without content, hands them out by cursor, takes
 * answers within five messages and 48 hours and only while no servicer has the chat.
 */
export async function startFakeWecom({
  clock = () => new Date(),
  pageSize = 1000,
}: {
  readonly clock?: Clock;
  /** It may hand out fewer than it was asked for. */
  readonly pageSize?: number;
} = {}): Promise<FakeWecom> {
  const shown: KfShown[] = [];
  const refused: string[] = [];
  const entries: { readonly account: string; readonly json: Readonly<Record<string, unknown>> }[] = [];
  const sessions = new Map<string, Session>();
  const pullTokens = new Map<string, number>();
  const codes = new Map<string, { readonly person: string; readonly untilMs: number }>();
  const sentIds = new Set<string>();
  const servicers = new Set<string>();
  const tokens = createFakeTokens(clock);
  let webhook = '';
  const nowMs = () => clock().getTime();
  const session = (person: string): Session => {
    const known = sessions.get(person) ?? { state: 0, servicer: null, left: 0, heardAtMs: 0 };
    sessions.set(person, known);
    return known;
  };

  const api = await startFakeApi((call) => {
    const said = answer(call);
    const code = Number(said?.['errcode']);
    if (FORM_FAULTS.has(code)) refused.push(`${call.path} ${code}`);
    return said;
  });

  function answer(call: ApiCall): Readonly<Record<string, unknown>> | undefined {
    if (call.path === '/cgi-bin/gettoken') {
      if (call.query.get('corpid') !== CORP) return refusal(40013);
      if (call.query.get('corpsecret') !== SECRET) return refusal(40001);
      return { ...DONE, ...tokens.give(false) };
    }
    const fault = tokens.check(call.query.get('access_token'));
    if (fault !== 0) return refusal(fault === 40001 ? 40014 : fault);
    switch (call.path) {
      case '/cgi-bin/kf/sync_msg':
        return sync(call.json);
      case '/cgi-bin/kf/account/list':
        return { ...DONE, account_list: [{ open_kfid: KF_ACCOUNT, name: '服务台', avatar: '' }] };
      case '/cgi-bin/kf/send_msg':
        return send(call.json);
      case '/cgi-bin/kf/send_msg_on_event':
        return sendOnEvent(call.json);
      case '/cgi-bin/kf/service_state/get': {
        const asked = z.object({ open_kfid: z.string(), external_userid: z.string() }).safeParse(call.json);
        if (!asked.success) return refusal(40058);
        const { state, servicer } = session(asked.data.external_userid);
        return { ...DONE, service_state: state, servicer_userid: servicer ?? '' };
      }
      case '/cgi-bin/media/get':
        return MEDIA;
      case '/cgi-bin/kf/service_state/trans':
        return move(call.json);
      default:
        return undefined;
    }
  }

  function sync(json: unknown) {
    const asked = z
      .object({
        cursor: z.string().default(''),
        token: z.string().default(''),
        limit: z.int().min(1).max(1000),
        open_kfid: z.string(),
      })
      .safeParse(json);
    if (!asked.success) return refusal(40058);
    const { cursor, token, limit, open_kfid: account } = asked.data;
    if (token !== '' && nowMs() - (pullTokens.get(token) ?? Number.NEGATIVE_INFINITY) > PULL_TOKEN_MS)
      return refusal(45009);
    const start = cursor === '' ? 0 : Number(/^cursor-(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
    if (Number.isNaN(start)) return refusal(40058);
    const size = Math.min(limit, pageSize);
    const page = entries.slice(made.overlaps ? Math.max(0, start - 1) : start, start + size);
    const next = Math.min(entries.length, start + size);
    return {
      ...DONE,
      next_cursor: `cursor-${next}`,
      has_more: next < entries.length ? 1 : 0,
      msg_list: page
        .filter((entry) => entry.account === account && Number(entry.json['send_time']) * 1000 > nowMs() - KEPT_MS)
        .map((entry) => entry.json),
    };
  }

  function send(json: unknown) {
    const sent = bodySchema.safeParse(json);
    if (!sent.success || sent.data.touser === undefined || sent.data.open_kfid === undefined) return refusal(40058);
    const { touser: person, msgid = randomBytes(12).toString('hex') } = sent.data;
    const words = wordsOf(sent.data);
    if (typeof words === 'number') return refusal(words);
    const known = session(person);
    if (sentIds.has(msgid)) return refusal(DUPLICATE);
    if (known.state !== 0 && known.state !== 1) return refusal(95018);
    if (nowMs() - known.heardAtMs > HOURS_48_MS) return refusal(95002);
    if (known.left <= 0) return refusal(95001);
    known.left -= 1;
    show(person, msgid, words, sent.data, false);
    return { ...DONE, msgid };
  }

  function sendOnEvent(json: unknown) {
    const sent = bodySchema.safeParse(json);
    if (!sent.success || sent.data.code === undefined) return refusal(40058);
    const words = wordsOf(sent.data);
    if (typeof words === 'number') return refusal(words);
    const code = codes.get(sent.data.code);
    if (code === undefined || nowMs() > code.untilMs) return refusal(95007);
    codes.delete(sent.data.code);
    const msgid = sent.data.msgid ?? randomBytes(12).toString('hex');
    show(code.person, msgid, words, sent.data, true);
    return { ...DONE, msgid };
  }

  function show(
    person: string,
    msgid: string,
    text: string,
    body: z.infer<typeof bodySchema>,
    isWelcome: boolean,
  ): void {
    sentIds.add(msgid);
    const items = body.msgmenu?.list.map(({ click }) => click) ?? [];
    if (made.lateFailure !== null) {
      void failsToShow(person, msgid, made.lateFailure).catch(() => undefined);
      return;
    }
    shown.push({ person, msgid, text, at: clock().toISOString(), items, isWelcome });
  }

  function move(json: unknown) {
    const asked = z
      .object({
        open_kfid: z.string(),
        external_userid: z.string(),
        service_state: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
        servicer_userid: z.string().optional(),
      })
      .safeParse(json);
    if (!asked.success) return refusal(40058);
    const { external_userid: person, service_state: to, servicer_userid: servicer = '' } = asked.data;
    const known = session(person);
    if (!MOVES[known.state].includes(to)) return refusal(95016);
    if (to === 3 && !servicers.has(servicer)) return refusal(95014);
    known.state = to;
    known.servicer = to === 3 ? servicer : null;
    return { ...DONE, msg_code: randomBytes(8).toString('hex') };
  }

  function add(json: Readonly<Record<string, unknown>>, account: string): void {
    const id = json['msgid'];
    // Once: what a person wrote has one id, however often it is told of.
    if (!entries.some((entry) => entry.json['msgid'] === id)) entries.push({ account, json });
  }

  function prepare(atSeconds = Math.floor(nowMs() / 1000), account = KF_ACCOUNT) {
    const pullToken = `ENC${randomBytes(12).toString('hex')}`;
    pullTokens.set(pullToken, nowMs());
    const message = `<xml><ToUserName><![CDATA[${CORP}]]></ToUserName><CreateTime>${atSeconds}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[${pullToken}]]></Token><OpenKfId><![CDATA[${account}]]></OpenKfId></xml>`;
    return sealed(message, String(atSeconds));
  }

  function sealed(message: string, timestamp: string) {
    const encrypted = seal(message, { token: TOKEN, aesKey: AES_KEY, receiver: CORP });
    const nonce = randomBytes(5).toString('hex');
    const query = new URLSearchParams({ msg_signature: sha1Of(TOKEN, timestamp, nonce, encrypted), timestamp, nonce });
    const body = `<xml><ToUserName><![CDATA[${CORP}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>`;
    return { url: `${webhook}?${query.toString()}`, body, encrypted };
  }

  async function callback(account = KF_ACCOUNT): Promise<number> {
    const { url, body } = prepare(undefined, account);
    return post(url, body, 'text/xml');
  }

  const failsToShow = (person: string, msgid: string, type: number): Promise<number> =>
    event({ event_type: 'msg_send_fail', external_userid: person, fail_msgid: msgid, fail_type: type });

  async function event(fields: Readonly<Record<string, unknown>>): Promise<number> {
    add(
      {
        msgid: randomBytes(16).toString('hex'),
        send_time: Math.floor(nowMs() / 1000),
        origin: 4,
        msgtype: 'event',
        event: { open_kfid: KF_ACCOUNT, ...fields },
      },
      KF_ACCOUNT,
    );
    return callback();
  }

  const made: FakeWecom = {
    lateFailure: null,
    overlaps: false,
    api,
    env: {
      WECOM_CORP_ID: CORP,
      WECOM_SECRET: SECRET,
      WECOM_TOKEN: TOKEN,
      WECOM_AES_KEY: AES_KEY,
      WECOM_API_URL: api.server.url,
    },
    shown,
    refused,
    tokens,
    servicers,
    deliverTo: (address) => {
      webhook = address;
    },
    async checkAddress(signWith) {
      const echo = String(1_616_140_317_555_161_061n + BigInt(entries.length));
      const { url, encrypted } = sealed(echo, String(Math.floor(nowMs() / 1000)));
      const address = new URL(url);
      address.searchParams.set('echostr', encrypted);
      if (signWith !== undefined) address.searchParams.set('msg_signature', signWith);
      const response = await fetch(address);
      return { status: response.status, isRight: (await response.text()) === echo };
    },
    says(person, message, { id, at, account = KF_ACCOUNT, isTold = true } = {}) {
      const known = session(person);
      known.left = 5;
      known.heardAtMs = nowMs();
      // A word of the person takes an ended chat up again.
      if (known.state === 4) known.state = 0;
      const seconds = Math.floor((at ?? clock()).getTime() / 1000);
      const msgid = id ?? randomBytes(16).toString('hex');
      add({ msgid, open_kfid: account, external_userid: person, send_time: seconds, origin: 3, ...message }, account);
      return isTold ? callback(account) : Promise.resolve(200);
    },
    enters(person, { scene = 'web' } = {}) {
      const code = randomBytes(12).toString('hex');
      codes.set(code, { person, untilMs: nowMs() + 20_000 });
      return event({
        event_type: 'enter_session',
        external_userid: person,
        scene: 's',
        scene_param: scene,
        welcome_code: code,
      });
    },
    failsToShow,
    event,
    windowOf(person) {
      const { left, heardAtMs } = session(person);
      const untilMs = heardAtMs + HOURS_48_MS;
      const isOpen = untilMs >= nowMs();
      return { messages: isOpen ? left : 0, until: isOpen ? new Date(untilMs).toISOString() : null };
    },
    stateOf: (person) => session(person).state,
    setState: (person, state) => {
      session(person).state = state;
    },
    callback,
    async postRaw(body, contentType) {
      const { url } = prepare();
      return post(url, body, contentType);
    },
    prepare,
    close: () => api.server.close(),
  };
  return made;
}

/** Refused whenever they are sent. */
const FORM_FAULTS: ReadonlySet<number> = new Set([40058, 45002]);
/** How WeCom names a message id that it has had before is not documented at hand: any code that is in no table of ours. */
const DUPLICATE = 95999;

/** A number: the errcode. */
function wordsOf({ msgtype, text, msgmenu }: z.infer<typeof bodySchema>): string | number {
  const words =
    msgtype === 'text'
      ? text?.content
      : msgmenu &&
        [
          msgmenu.head_content ?? '',
          ...msgmenu.list.map(({ click }) => click.content),
          msgmenu.tail_content ?? '',
        ].join('\n');
  if (words === undefined) return 40058;
  if (msgmenu !== undefined && Buffer.byteLength(msgmenu.head_content ?? '') > 1024) return 45002;
  return Buffer.byteLength(words) > 2048 ? 45002 : words;
}

async function post(url: string, body: string | Buffer, contentType: string): Promise<number> {
  const bytes = typeof body === 'string' ? body : new Uint8Array(body);
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': contentType }, body: bytes });
  await response.body?.cancel();
  return response.status;
}
