import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import type { Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import type {
  Address,
  Inbox,
  MessengerChannel,
  MoveLink,
  Rendered,
  Said,
  VendorMessage,
  VendorOutcome,
} from '../messenger/channel.ts';
import type { CursorStore } from '../messenger/cursor-store.ts';
import { createMemoryTokenStore, type TokenStore } from '../messenger/token-store.ts';
import { createAccessTokens } from '../tencent/access-tokens.ts';
import { type ApiAnswer, callApi } from '../tencent/call-api.ts';
import { createTencentApi, type TencentApi } from '../tencent/create-api.ts';
import { encryptedIn } from '../tencent/encrypted-in.ts';
import { createEnvelope, type Envelope } from '../tencent/envelope.ts';
import { isFresh } from '../tencent/fresh-stamp.ts';
import { outcomeOf } from '../tencent/outcome-of.ts';
import { TENCENT_POLICY } from '../tencent/policy.ts';
import { readXml } from '../tencent/read-xml.ts';
import { renderTexts } from '../tencent/render-texts.ts';
import { isXml, plainText, REFUSALS } from '../tencent/responses.ts';
import { checkWecom } from './check-wecom.ts';
import { createPuller, type Puller } from './create-puller.ts';
import { WECOM_ERRORS } from './error-table.ts';
import { menuMessage } from './menu-message.ts';
import { WECOM_CAPABILITIES, WECOM_POLICY } from './policy.ts';
import { callbackSchema, referenceSchema } from './wecom-schema.ts';

/** What WeCom's console shows (docs/channels/wecom.md). */
export interface WecomSettings {
  readonly corpId: string;
  /** Of the app that customer service is allowed to. */
  readonly secret: string;
  readonly token: string;
  readonly aesKey: string;
  /** User id of the member who takes over once a case is open; null: officers answer from our console. */
  readonly servicer: string | null;
  /** Address of the customer service account, made with a scene; left out: no links to it. */
  readonly link?: string | undefined;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  /** Of one call. */
  readonly timeoutMs: number;
}

const ID = 'wecom';
const PATH = '/channels/wecom/webhook';
/** Marks the message after which a servicer takes over; WeCom never sees it. */
const TRANSFER = 'transfer';

/** WeCom customer service: a callback tells that something was said, sync_msg brings it, send_msg answers. */
export function createWecomChannel({
  settings,
  cursors,
  clock,
  log,
  tokenStore = createMemoryTokenStore(),
}: {
  readonly settings: WecomSettings;
  readonly cursors: CursorStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly tokenStore?: TokenStore;
}): MessengerChannel {
  const { corpId, secret, token, aesKey, servicer, apiUrl, timeoutMs } = settings;
  const envelope = createEnvelope({ token, aesKey, receiver: corpId });
  const key = `wecom/${corpId}`;
  const secrets = new URLSearchParams({ corpid: corpId, corpsecret: secret }).toString();
  // WeCom gives the same token to all who ask and replaces it by itself: nothing can be forced.
  const fetchToken = () => callApi(`${apiUrl}/cgi-bin/gettoken?${secrets}`, undefined, timeoutMs);
  const tokens = createAccessTokens({ key, store: tokenStore, fetchToken, clock });
  const api = createTencentApi(apiUrl, tokens, timeoutMs);
  const startedAt = clock();
  const unsure = new Set<string>();
  let joined: Puller | undefined;
  const pullerOf = (inbox: Inbox) => {
    joined ??= createPuller({ api, cursors, inbox, clock, log, startedAt });
    return joined;
  };
  return {
    id: ID,
    capabilities: WECOM_CAPABILITIES,
    routes: (inbox) => [
      {
        method: 'get',
        path: PATH,
        body: 'none',
        origins: 'any',
        isLimited: false,
        handle: (request) => Promise.resolve(checkAddress(request, inbox, { envelope, clock })),
      },
      {
        method: 'post',
        path: PATH,
        body: 'raw',
        bodyLimitBytes: TENCENT_POLICY.bodyLimitBytes,
        origins: 'any',
        isLimited: false,
        handle: (request) =>
          Promise.resolve(
            hear(request, inbox, { envelope, clock, pull: (...asked) => pullerOf(inbox).pull(...asked) }),
          ),
      } satisfies Route,
    ],
    render: (said) => (servicer === null ? renderTexts(said, menuMessage) : withTransfer(said)),
    send: (address, message, id) => send(address, message, id, { api, servicer, clock, log, unsure }),
    check: (publicUrl) => checkWecom({ fetchToken, api, envelope, webhook: `${publicUrl}${PATH}`, clock, timeoutMs }),
    ...(settings.link !== undefined && { moveLink: (code) => moveLink(settings.link ?? '', code) }),
    fetchMedia: (_address, reference, most) => api.media(reference, most),
    start(inbox) {
      const puller = pullerOf(inbox);
      // What was said while we were away; accounts that are new are told of by their first callback.
      cursors.accounts(ID).then(
        (accounts) => {
          for (const account of accounts) puller.pull(account, null);
        },
        (error: unknown) => log.error({ error, messenger: ID }, 'accounts could not be listed'),
      );
      return () => {
        puller.stop();
      };
    },
  };
}

/** What an address carries as scene_param comes back when the person enters. https://developer.work.weixin.qq.com/document/path/94665 */
function moveLink(link: string, code: string): Promise<MoveLink> {
  const url = new URL(link);
  url.searchParams.set('scene_param', code);
  return Promise.resolve({ url: url.href, qr: url.href, account: null });
}

interface Gate {
  readonly envelope: Envelope;
  readonly clock: Clock;
}

/** WeCom asks once, when the address is entered at its console; the text comes sealed and goes back open. */
function checkAddress({ query }: RouteRequest, inbox: Inbox, gate: Gate): RouteResponse {
  const opened = open(query, query.get('echostr') ?? '', gate);
  if (opened.kind === 'opened') return plainText(opened.message);
  inbox.skipped(ID, opened.reason);
  return REFUSALS.forbidden;
}

/** A callback holds nothing that was said, so it is acknowledged at once; a pull that fails is our own to repeat. */
function hear(
  { query, headers, body }: RouteRequest,
  inbox: Inbox,
  gate: Gate & { readonly pull: Puller['pull'] },
): RouteResponse {
  const refuse = (reason: string, response: RouteResponse) => {
    inbox.skipped(ID, reason);
    return response;
  };
  if (!isXml(headers['content-type'])) return refuse('wrong-content-type', REFUSALS.wrongType);
  const encrypted = encryptedIn(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  if (encrypted === null) return refuse('not-encrypted', REFUSALS.forbidden);
  const opened = open(query, encrypted, gate);
  if (opened.kind === 'refused') return refuse(opened.reason, REFUSALS.forbidden);
  const callback = readXml(opened.message);
  if (callback === null) return refuse('unknown-shape', REFUSALS.malformed);
  const parsed = callbackSchema.safeParse(callback);
  if (!parsed.success) return refuse('other-event', plainText('success'));
  gate.pull(parsed.data.OpenKfId, parsed.data.Token);
  return plainText('success');
}

function open(query: URLSearchParams, encrypted: string, { envelope, clock }: Gate) {
  const stamp = { timestamp: query.get('timestamp') ?? '', nonce: query.get('nonce') ?? '' };
  const opened = envelope.open(encrypted, { ...stamp, signature: query.get('msg_signature') });
  if (opened.kind === 'opened' && !isFresh(stamp.timestamp, clock))
    return { kind: 'refused', reason: 'too-old' } as const;
  return opened;
}

/** The chat passes to the servicer with the words that tell of the new case. */
function withTransfer(said: Said): Rendered {
  const rendered = renderTexts(said, menuMessage);
  const isOpened = said.kind === 'answer' && said.answer.card?.kind === 'case' && said.answer.card.code !== null;
  const last = rendered.messages.at(-1);
  if (!isOpened || last === undefined) return rendered;
  return { ...rendered, messages: [...rendered.messages.slice(0, -1), { ...last, [TRANSFER]: true }] };
}

interface Sending {
  readonly api: TencentApi;
  readonly servicer: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Ids of messages of which it is not known whether WeCom took them. */
  readonly unsure: Set<string>;
}

async function send(address: Address, marked: VendorMessage, id: string, sending: Sending): Promise<VendorOutcome> {
  const { [TRANSFER]: isTransfer, ...message } = marked;
  const { api } = sending;
  const welcomeCode = welcomeCodeOf(address, sending.clock);
  if (welcomeCode !== null) {
    const welcomed = await api.post('/cgi-bin/kf/send_msg_on_event', { code: welcomeCode, msgid: id, ...message });
    if (welcomed.kind === 'unreachable') return outcomeOf(welcomed, WECOM_ERRORS, null);
    // Used up, or the person has written before: then it is a message like any other.
    if (welcomed.errcode === 0) return { kind: 'sent', vendorMessage: id };
  }
  const { person: touser, account: open_kfid } = address;
  const answer = await api.post('/cgi-bin/kf/send_msg', { touser, open_kfid, msgid: id, ...message });
  const outcome = withoutRepeat(outcomeOf(answer, WECOM_ERRORS, id), id, answer, sending.unsure);
  if (isTransfer === true && outcome.kind === 'sent') await transfer(address, sending);
  return outcome;
}

/**
 * WeCom takes an id once. How it names a repeat is documented nowhere at hand, so a refusal that no table knows, behind
 * an attempt that was never answered, is taken for that: the message was sent.
 */
function withoutRepeat(outcome: VendorOutcome, id: string, answer: ApiAnswer, unsure: Set<string>): VendorOutcome {
  if (answer.kind === 'unreachable') {
    unsure.add(id);
    const [oldest] = unsure;
    if (unsure.size > MOST_UNSURE && oldest !== undefined) unsure.delete(oldest);
    return outcome;
  }
  const isRepeat = unsure.delete(id) && answer.errcode !== 0 && !(answer.errcode in WECOM_ERRORS);
  return isRepeat ? { kind: 'sent', vendorMessage: id } : outcome;
}

const MOST_UNSURE = 10_000;

function welcomeCodeOf({ reference }: Address, clock: Clock): string | null {
  const parsed = referenceSchema.safeParse(reference);
  if (!parsed.success) return null;
  const ageMs = clock().getTime() - Date.parse(parsed.data.enteredAt);
  return ageMs < WECOM_POLICY.welcomeMs ? parsed.data.welcomeCode : null;
}

/** From the assistant to a person (state 3); that they are not on duty leaves the chat with us. */
async function transfer({ person, account }: Address, { api, servicer, log }: Sending): Promise<void> {
  const answer = await api.post('/cgi-bin/kf/service_state/trans', {
    open_kfid: account,
    external_userid: person,
    service_state: 3,
    servicer_userid: servicer,
  });
  if (answer.kind === 'answered' && answer.errcode === 0) return;
  const code = answer.kind === 'answered' ? answer.errcode : answer.code;
  log.warn({ messenger: ID, code }, 'a chat could not be passed to the WeCom app; it stays with the console');
}
