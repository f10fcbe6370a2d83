import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import type { Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import type {
  Address,
  FetchedMedia,
  Inbox,
  MessengerChannel,
  VendorMessage,
  VendorOutcome,
} from '../messenger/channel.ts';
import { fetchBounded } from '../messenger/fetch-bounded.ts';
import { createMemoryTokenStore, type TokenStore } from '../messenger/token-store.ts';
import type { TencentApi } from '../tencent/create-api.ts';
import { outcomeOf } from '../tencent/outcome-of.ts';
import { TENCENT_POLICY } from '../tencent/policy.ts';
import { renderTexts } from '../tencent/render-texts.ts';
import { isXml, plainText, REFUSALS } from '../tencent/responses.ts';
import { answerPassively, type PassiveAccount } from './answer-passively.ts';
import { checkWechat } from './check-wechat.ts';
import { createMoveLink } from './create-move-link.ts';
import { createWechatApi } from './create-wechat-api.ts';
import { WECHAT_ERRORS } from './error-table.ts';
import { menuMessage, messageInText } from './menu-in-text.ts';
import { openPush } from './open-push.ts';
import { createPassiveReplies } from './passive-replies.ts';
import { WECHAT_CAPABILITIES, WECHAT_POLICY } from './policy.ts';
import { pictureAddress, readPush } from './read-push.ts';
import type { WechatAccount, WechatSettings } from './wechat-account.ts';

const ID = 'wechat';
const PATH = '/channels/wechat/webhook/:appid';

/** Several official accounts at once: each has its own address, keys, access token and menu key texts. */
export function createWechatChannel({
  settings,
  clock,
  log,
  menu,
  tokenStore = createMemoryTokenStore(),
  passiveWaitMs = WECHAT_POLICY.passiveWaitMs,
}: {
  readonly settings: WechatSettings;
  readonly clock: Clock;
  readonly log: Log;
  /** What a visitor says by a key of the menu (dialogs/wechat-menu.yaml). */
  readonly menu: ReadonlyMap<string, string>;
  readonly tokenStore?: TokenStore;
  readonly passiveWaitMs?: number;
}): MessengerChannel {
  const accounts = new Map<string, JoinedAccount>(
    settings.accounts.map((account) => [
      account.appid,
      {
        account,
        api: createWechatApi(account, { ...settings, tokenStore, clock }),
        passive: account.isPassive ? { replies: createPassiveReplies(passiveWaitMs), answered: new Map() } : null,
      },
    ]),
  );
  const parts = { accounts, menu, clock };
  const [first] = accounts.values();
  // Accounts that may not send customer messages may not make codes either.
  const scanned = first === undefined || first.passive !== null ? null : first.api;
  return {
    id: ID,
    capabilities: WECHAT_CAPABILITIES,
    routes: (inbox) => [
      {
        method: 'get',
        path: PATH,
        body: 'none',
        origins: 'any',
        isLimited: false,
        handle: (request) => Promise.resolve(checkAddress(request, inbox, parts)),
      },
      {
        method: 'post',
        path: PATH,
        body: 'raw',
        bodyLimitBytes: TENCENT_POLICY.bodyLimitBytes,
        origins: 'any',
        isLimited: false,
        handle: (request) => receive(request, inbox, parts),
      } satisfies Route,
    ],
    render: (said) => renderTexts(said, menuMessage),
    fetchMedia: ({ account }, reference, most) =>
      fetchMedia(accounts.get(account)?.api, reference, { most, timeoutMs: settings.timeoutMs }),
    send: (address, message) => send(address, message, accounts.get(address.account)),
    check: (publicUrl) => checkWechat(settings, (appid) => `${publicUrl}${PATH.replace(':appid', appid)}`, clock),
    moveLink: createMoveLink(scanned, { name: settings.name, log }),
    async showTyping({ account, person }) {
      const joined = accounts.get(account);
      if (joined === undefined || joined.passive !== null) return;
      const typing = { touser: person, command: 'Typing' };
      await joined.api.post('/cgi-bin/message/custom/typing', typing, WECHAT_POLICY.typingTimeoutMs);
    },
  };
}

interface JoinedAccount {
  readonly account: WechatAccount;
  readonly api: TencentApi;
  /** null: the account sends customer messages. */
  readonly passive: PassiveAccount | null;
}

interface Parts {
  readonly accounts: ReadonlyMap<string, JoinedAccount>;
  readonly menu: ReadonlyMap<string, string>;
  readonly clock: Clock;
}

/** A picture lies at an address of theirs (read-push.ts), anything else behind its media id. */
function fetchMedia(
  api: TencentApi | undefined,
  reference: string,
  { most, timeoutMs }: { readonly most: number; readonly timeoutMs: number },
): Promise<FetchedMedia> {
  const address = pictureAddress(reference);
  if (address !== null) return fetchBounded(address, { most, timeoutMs });
  return api === undefined ? Promise.resolve({ kind: 'failed', code: 'unknown-account' }) : api.media(reference, most);
}

async function send(
  { person }: Address,
  message: VendorMessage,
  joined: JoinedAccount | undefined,
): Promise<VendorOutcome> {
  if (joined === undefined)
    return { kind: 'retry', code: 'no-account', error: 'the account is not configured', afterSeconds: 3600 };
  const { api, passive } = joined;
  if (passive !== null) {
    if (passive.replies.offer(person, messageInText(message))) return { kind: 'sent', vendorMessage: null };
    passive.replies.setOwed(person, true);
    return { kind: 'window-closed', code: 'passive', error: 'no response is open: it waits until the person writes' };
  }
  const answer = await api.post('/cgi-bin/message/custom/send', { touser: person, ...message });
  return outcomeOf(answer, WECHAT_ERRORS, null);
}

/** WeChat asks once, when the address is entered at its console; the text goes back as it came. */
function checkAddress(request: RouteRequest, inbox: Inbox, { accounts, clock }: Parts): RouteResponse {
  const joined = accounts.get(request.params['appid'] ?? '');
  if (joined === undefined) return REFUSALS.unknown;
  const pushed = openPush({ query: request.query, body: null, account: joined.account, clock });
  if (pushed.kind === 'refused') {
    inbox.skipped(ID, pushed.reason);
    return REFUSALS.forbidden;
  }
  return plainText(request.query.get('echostr') ?? '');
}

/** Signature, age, envelope, shape, disk; then «success», and the answer follows as a message of its own. */
async function receive(request: RouteRequest, inbox: Inbox, { accounts, menu, clock }: Parts): Promise<RouteResponse> {
  const joined = accounts.get(request.params['appid'] ?? '');
  if (joined === undefined) return REFUSALS.unknown;
  const refuse = (reason: string, response: RouteResponse) => {
    inbox.skipped(ID, reason);
    return response;
  };
  if (!isXml(request.headers['content-type'])) return refuse('wrong-content-type', REFUSALS.wrongType);
  const { account } = joined;
  const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  const pushed = openPush({ query: request.query, body, account, clock });
  if (pushed.kind === 'refused') return refuse(pushed.reason, REFUSALS.forbidden);
  if (pushed.kind === 'unknown-shape') return refuse(pushed.kind, REFUSALS.malformed);
  const read = readPush(pushed.push, account.appid, menu);
  if (read.kind === 'unknown-shape') return refuse(read.kind, REFUSALS.malformed);
  if (read.kind === 'nothing') return refuse(read.reason, plainText('success'));
  if (joined.passive !== null)
    return plainText(
      await answerPassively({ event: read.event, push: pushed.push, account, inbox, clock, ...joined.passive }),
    );
  await inbox.receive([read.event]);
  return plainText('success');
}
