import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import {
  startVendorServer,
  type VendorAnswer,
  type VendorFile,
  type VendorRequest,
  type VendorServer,
} from '../vendor-server.ts';
import type { WindowLeft } from '../window-left.ts';
import { type OutgoingMessage, outgoingSchema, readSchema } from './message-limits.ts';

export interface WhatsAppPerson {
  readonly name: string;
  /** Their number; null: hidden behind a username, known by `userId` alone. */
  readonly waId: string | null;
  /** Business-scoped user id, e.g. HK.13491208655302741918; null: none is sent, as before 2026. */
  readonly userId: string | null;
}

/** The fields of a message that make its kind, as Meta delivers them. */
export type Written = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Delivered {
  readonly status: number;
  /** The bytes and the signature, for sending them again or changed. */
  readonly bytes: Buffer;
  readonly signature: string;
}

export interface SeenMessage {
  readonly id: string;
  readonly to: string;
  readonly message: OutgoingMessage;
  readonly at: string;
}

export interface FakeTemplate {
  readonly name: string;
  readonly language: string;
  readonly status: string;
  readonly components: readonly { readonly type: string; readonly format?: string; readonly text?: string }[];
}

export interface FakeWhatsApp {
  /** Of the Graph API. */
  readonly api: VendorServer;
  readonly account: typeof ACCOUNT;
  /** Variables that configure a program for this fake. */
  readonly env: Readonly<Record<string, string>>;
  /** Where Meta delivers. */
  deliverTo(webhook: string): void;
  /** The person writes. `id` and `at` are Meta's when left out. */
  write(
    person: WhatsAppPerson,
    written: Written,
    how?: { readonly id?: string; readonly at?: Date },
  ): Promise<Delivered>;
  /** Signs and posts this body. */
  deliver(payload: unknown): Promise<Delivered>;
  /** Posts these bytes as they are. */
  post(bytes: Buffer, headers: Readonly<Record<string, string>>): Promise<number>;
  /** Escaped as Meta escapes: non-ASCII as \\uXXXX, «/» as \\/. */
  bytesOf(payload: unknown): Buffer;
  sign(bytes: Buffer): string;
  payloadOf(person: WhatsAppPerson, written: Written, how?: { readonly id?: string; readonly at?: Date }): unknown;
  /** What was taken, in order, from all or for one person. */
  seen(person?: WhatsAppPerson): readonly SeenMessage[];
  /** Ids of messages that were marked as read with typing shown. */
  readonly typing: readonly string[];
  /** Typing is shown until something is said, or for 25 seconds. */
  isTyping(): boolean;
  /** A template as a person reads it. */
  textOf(template: Extract<OutgoingMessage, { type: 'template' }>['template']): string;
  /** Faults of what was refused for its form. */
  readonly refused: readonly string[];
  readonly templates: FakeTemplate[];
  /** Files that people sent, by media id. */
  readonly media: Map<string, VendorFile>;
  /** The token from now on; calls with another get error 190. */
  useToken(token: string): void;
  /** Whether reports are sent for every message, in which order they come, and whether they are shuffled. */
  reports: readonly ('sent' | 'delivered' | 'read')[];
  /** Everything that is taken fails later, with this code; null: nothing does. */
  lateFailure: number | null;
  windowOf(person: WhatsAppPerson): WindowLeft;
  /** Fails a message after it was taken, with this code. */
  failLate(seen: SeenMessage, code: number): Promise<number>;
  /** Resolves when nothing is on its way to us. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const ACCOUNT = {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'EAAG-fake-token-of-a-system-user',
  appSecret: 'app-secret-of-the-fake',
  verifyToken: 'verify-token-of-the-fake',
} as const;

const TYPING_MS = 25_000;
const WINDOW_MS = 24 * 3_600_000;

/** Meta's side of the WhatsApp Business Cloud API on this machine: it refuses what Meta refuses. */
export async function startFakeWhatsApp(options: { readonly clock?: Clock } = {}): Promise<FakeWhatsApp> {
  const clock = options.clock ?? (() => new Date());
  const seen: SeenMessage[] = [];
  const typing: string[] = [];
  const refused: string[] = [];
  const media = new Map<string, VendorFile>();
  const templates: FakeTemplate[] = [...TEMPLATES];
  const heardAt = new Map<string, number>();
  const delivered = new Set<string>();
  const onTheirWay = new Set<Promise<unknown>>();
  let webhook: string | null = null;
  let typingUntilMs = 0;
  let token: string = ACCOUNT.accessToken;

  const api = await startVendorServer((request) => {
    if (request.headers.authorization !== `Bearer ${token}`) return refusal(401, 190, 'Invalid OAuth access token');
    const proof = request.query.get('appsecret_proof');
    if (proof !== null && proof !== createHmac('sha256', ACCOUNT.appSecret).update(token).digest('hex'))
      return refusal(400, 100, 'Invalid appsecret_proof provided in the API argument');
    const [, version = '', node = '', edge = ''] = request.path.split('/');
    if (!/^v\d+\.\d+$/.test(version)) return refusal(400, 2500, 'Unknown path components');
    if (request.method === 'GET' && node === ACCOUNT.businessAccountId && edge === 'message_templates')
      return { status: 200, json: { data: templates } };
    if (request.method === 'GET' && node === ACCOUNT.phoneNumberId && edge === '')
      return { status: 200, json: { id: node, display_phone_number: '15550783881', verified_name: 'GoGlobal' } };
    if (request.method === 'POST' && node === ACCOUNT.phoneNumberId && edge === 'messages') return take(request);
    const file = media.get(node);
    if (request.method === 'GET' && file !== undefined) {
      if (edge === 'bytes') return { status: 200, json: {}, file };
      const { contentType, bytes } = file;
      const url = `${api.url}/${version}/${node}/bytes`;
      return { status: 200, json: { url, mime_type: contentType, file_size: bytes.length, id: node } };
    }
    return refusal(400, 100, 'Unsupported request');
  });

  function take({ headers, body }: VendorRequest): VendorAnswer {
    if (!(headers['content-type'] ?? '').startsWith('application/json')) return refusal(400, 100, 'Not JSON');
    const json = asJson(body);
    const read = readSchema.safeParse(json);
    if (read.success) {
      if (!delivered.has(read.data.message_id)) return refusal(400, 131009, 'Unknown message');
      typing.push(read.data.message_id);
      if (read.data.typing_indicator !== undefined) typingUntilMs = clock().getTime() + TYPING_MS;
      return { status: 200, json: { success: true } };
    }
    const parsed = outgoingSchema.safeParse(json);
    if (!parsed.success) {
      refused.push(parsed.error.message);
      return refusal(400, 131009, 'Parameter value is not valid');
    }
    const message = parsed.data;
    const to = message.to ?? message.recipient;
    if (to === undefined) return refusal(400, 131009, 'A recipient is missing');
    if (message.type === 'template' && !isApproved(message.template)) return refusal(404, 132001, 'No such template');
    const heard = heardAt.get(to);
    const isOpen = heard !== undefined && clock().getTime() - heard <= WINDOW_MS;
    if (message.type !== 'template' && !isOpen) return refusal(400, 131047, 'Re-engagement message');
    const id = `wamid.${randomBytes(12).toString('base64url')}`;
    const one = { id, to, message, at: clock().toISOString() };
    typingUntilMs = 0;
    if (made.lateFailure === null) seen.push(one);
    else track(report(one, 'failed', made.lateFailure));
    for (const status of made.lateFailure === null ? made.reports : []) track(report(one, status));
    return {
      status: 200,
      json: {
        messaging_product: 'whatsapp',
        contacts: [message.to === undefined ? { input: to, user_id: to } : { input: to, wa_id: to }],
        messages: [{ id }],
      },
    };
  }

  function isApproved({
    name,
    language,
    components,
  }: Extract<OutgoingMessage, { type: 'template' }>['template']): boolean {
    const template = templates.find((one) => one.name === name && one.language === language.code);
    const body = template?.components.find(({ type }) => type === 'BODY')?.text ?? '';
    const gaps = new Set(body.match(/\{\{\d+\}\}/gu)).size;
    return template?.status === 'APPROVED' && gaps === (components?.[0]?.parameters.length ?? 0);
  }

  function track(work: Promise<unknown>): void {
    const settled = work
      .catch(() => undefined)
      .finally(() => {
        onTheirWay.delete(settled);
      });
    onTheirWay.add(settled);
  }

  const sign = (bytes: Buffer) => `sha256=${createHmac('sha256', ACCOUNT.appSecret).update(bytes).digest('hex')}`;

  async function post(bytes: Buffer, headers: Readonly<Record<string, string>>): Promise<number> {
    if (webhook === null) return 0;
    const response = await fetch(webhook, { method: 'POST', headers, body: new Uint8Array(bytes) });
    await response.arrayBuffer();
    return response.status;
  }

  async function deliver(payload: unknown): Promise<Delivered> {
    const bytes = bytesOf(payload);
    const signature = sign(bytes);
    const status = await post(bytes, { 'content-type': 'application/json', 'x-hub-signature-256': signature });
    return { status, bytes, signature };
  }

  async function report(
    { id, to, message }: SeenMessage,
    status: 'sent' | 'delivered' | 'read' | 'failed',
    code?: number,
  ): Promise<number> {
    const callback = message.biz_opaque_callback_data;
    const { status: answered } = await deliver(
      changed({
        statuses: [
          {
            id,
            status,
            timestamp: seconds(clock()),
            recipient_id: to,
            ...(callback === undefined ? {} : { biz_opaque_callback_data: callback }),
            ...(code === undefined ? {} : { errors: [{ code, title: 'failed', error_data: { details: 'failed' } }] }),
          },
        ],
      }),
    );
    return answered;
  }

  function payloadOf(
    { name, waId, userId }: WhatsAppPerson,
    written: Written,
    { id = `wamid.${randomBytes(12).toString('base64url')}`, at = clock() }: { id?: string; at?: Date } = {},
  ): unknown {
    const contact = {
      profile: { name },
      ...(waId === null ? {} : { wa_id: waId }),
      ...(userId === null ? {} : { user_id: userId }),
    };
    const from = {
      ...(waId === null ? {} : { from: waId }),
      ...(userId === null ? {} : { from_user_id: userId }),
    };
    const message = { ...from, id, timestamp: seconds(at), ...written };
    return changed({ contacts: [contact], messages: [message] });
  }

  const made: FakeWhatsApp = {
    api,
    account: ACCOUNT,
    env: {
      WHATSAPP_PHONE_NUMBER_ID: ACCOUNT.phoneNumberId,
      WHATSAPP_BUSINESS_ACCOUNT_ID: ACCOUNT.businessAccountId,
      WHATSAPP_ACCESS_TOKEN: ACCOUNT.accessToken,
      WHATSAPP_APP_SECRET: ACCOUNT.appSecret,
      WHATSAPP_VERIFY_TOKEN: ACCOUNT.verifyToken,
      WHATSAPP_API_URL: api.url,
    },
    deliverTo: (address) => {
      webhook = address;
    },
    async write(person, written, how = {}) {
      const { id = `wamid.${randomBytes(12).toString('base64url')}`, at = clock() } = how;
      for (const key of [person.waId, person.userId])
        if (key !== null) heardAt.set(key, Math.max(heardAt.get(key) ?? 0, at.getTime()));
      delivered.add(id);
      return deliver(payloadOf(person, written, { id, at }));
    },
    deliver,
    post,
    bytesOf,
    sign,
    payloadOf,
    seen: (person) =>
      person === undefined ? seen : seen.filter(({ to }) => to === person.waId || to === person.userId),
    typing,
    isTyping: () => clock().getTime() < typingUntilMs,
    textOf({ name, language, components }) {
      const template = templates.find((one) => one.name === name && one.language === language.code);
      const body = template?.components.find(({ type }) => type === 'BODY')?.text ?? '';
      const values = components?.[0]?.parameters ?? [];
      return body.replaceAll(/\{\{(\d+)\}\}/gu, (_gap, number: string) => values[Number(number) - 1]?.text ?? '');
    },
    refused,
    templates,
    media,
    useToken: (next) => {
      token = next;
    },
    reports: [],
    lateFailure: null,
    windowOf({ waId, userId }) {
      const heardMs = Math.max(...[waId, userId].map((key) => (key === null ? 0 : (heardAt.get(key) ?? 0))));
      const untilMs = heardMs + WINDOW_MS;
      return { messages: null, until: untilMs >= clock().getTime() ? new Date(untilMs).toISOString() : null };
    },
    failLate: (message, code) => report(message, 'failed', code),
    async settled() {
      while (onTheirWay.size > 0) await Promise.all(onTheirWay);
    },
    close: () => api.close(),
  };
  return made;
}

const TEMPLATES: readonly FakeTemplate[] = [
  {
    name: 'officer_replied',
    language: 'zh_CN',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: '您的个案{{1}}有新回复，请回复本消息继续。' }],
  },
  {
    name: 'officer_replied',
    language: 'zh_HK',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: '你的個案{{1}}有新回覆，請回覆此訊息繼續。' }],
  },
  {
    name: 'officer_replied',
    language: 'en',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: 'There is a reply on your case {{1}}. Answer this message to go on.' }],
  },
  { name: 'autumn_offer', language: 'en', status: 'REJECTED', components: [{ type: 'BODY', text: 'Offer' }] },
  {
    name: 'with_picture',
    language: 'en',
    status: 'APPROVED',
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      { type: 'BODY', text: 'Look' },
    ],
  },
];

function changed(value: Readonly<Record<string, unknown>>): unknown {
  const metadata = { display_phone_number: '15550783881', phone_number_id: ACCOUNT.phoneNumberId };
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: ACCOUNT.businessAccountId,
        changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }],
      },
    ],
  };
}

function bytesOf(payload: unknown): Buffer {
  const json = JSON.stringify(payload)
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(json, 'ascii');
}

function seconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}

function refusal(status: number, code: number, message: string): VendorAnswer {
  const error = {
    message: `(#${code}) ${message}`,
    type: 'OAuthException',
    code,
    error_data: { messaging_product: 'whatsapp', details: message },
    fbtrace_id: 'Afake',
  };
  return { status, json: { error } };
}

function asJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
}
