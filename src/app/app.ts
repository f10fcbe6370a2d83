import { createLog } from '../adapters/log/create-log.ts';
import { createStorage } from '../adapters/storage/create-storage.ts';
import { readSecrets } from '../adapters/storage/read-secrets.ts';
import type { DirectLine } from '../channels/direct-line/create-direct-line.ts';
import { createTokenSigner } from '../channels/direct-line/create-token-signer.ts';
import { type Messenger, messengerOf } from '../channels/messenger/create-messenger.ts';
import { loadMenu } from '../channels/wechat/load-menu.ts';
import type { Config } from '../config.ts';
import { ensureFirstAdmin } from '../console/accounts/first-admin.ts';
import type { Live } from '../console/live/live-upgrade.ts';
import { createReadYaml } from '../dialogs/read-yaml.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { IsWatching } from '../domain/replicas.ts';
import { mentionedIn } from '../domain/ticket.ts';
import { within } from '../domain/within.ts';
import { PROMPT_ATTEMPTS } from '../outbox/back-off.ts';
import { createLimit } from '../server/create-limit.ts';
import { createMetrics } from '../server/metrics.ts';
import { createTurnQueue } from '../turn/turn-queue.ts';
import type { Cases } from './cases/cases.ts';
import { createUnseenReplies } from './cases/unseen-replies.ts';
import type { Core, MakeCore } from './core.ts';
import { createNotify } from './create-notify.ts';
import { createVisitorSender } from './create-visitor-sender.ts';
import { hearReplicas } from './hear-replicas.ts';
import { joinAsk } from './join-ask.ts';
import { joinDirectLine } from './join-direct-line.ts';
import { joinFiles } from './join-files.ts';
import { joinFollowing } from './join-following.ts';
import { joinLive } from './join-live.ts';
import { joinMessenger } from './join-messenger.ts';
import { joinMoves } from './join-moves.ts';
import { joinServer } from './join-server.ts';
import { keepFollowing } from './keep-following.ts';
import { CUT_OFF_MS, keepRecovering, type Recover } from './keep-recovering.ts';
import { keepRetention } from './keep-retention.ts';
import { ASKS_AGAIN, keepTicking } from './keep-ticking.ts';
import { reachOf } from './reach-of.ts';

export interface App {
  /** Runs what an earlier stop left unanswered, then listens. Rejects with the system's error for a taken port. */
  start(): Promise<Started>;
  /** Refuses new connections, finishes turns (at most stopTimeoutMs), closes sockets and storage. */
  stop(): Promise<void>;
}

export interface Started {
  readonly port: number;
  /** The console's first account, made by this start; null later. To be shown to the operator, kept nowhere. */
  readonly firstAdmin: { readonly name: string; readonly oneTimePassword: string } | null;
}

/** What tests and other hosts may put in place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  /** Folder of the built browser side. */
  readonly webDir?: string;
}

/** How long a stop waits for responses and sockets to close by themselves. */
const LAST_WORDS_MS = 2000;

/** The composition root: adapters, then the core, then channels, then the server. */
export async function createApp(config: Config, makeCore: MakeCore, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? (() => new Date());
  const log = overrides.log ?? createLog(config.log.level);
  const { tokenSecret } = await readSecrets(config.folders.data, config.secrets.token);
  const storage = await createStorage({ dataDir: config.folders.data, databaseUrl: config.database.url, clock });
  const edges: { core?: Core; directLine?: DirectLine; messenger?: Messenger; live?: Live | null; port?: number } = {};
  const tokens = createTokenSigner(tokenSecret, clock);
  const publicUrl = () => config.notify.publicUrl ?? ownUrl(config.server.host, edges.port ?? config.server.port);
  const metrics = createMetrics({
    indexInfo: () => edges.core?.indexInfo(),
    openSockets: () => edges.directLine?.openSockets() ?? 0,
    following: () => storage.following.counts().catch(() => undefined),
  });
  const toVisitor = createVisitorSender({
    placeOf: (conversation) => storage.moves.placeOf(conversation),
    languageOf: async (place) => (await storage.activities.find(place))?.language,
    transcript: (conversation) => storage.conversations.transcript(conversation, HANDED_LINES),
    filesOf: (conversation) => storage.attachments.list(conversation),
    linkTo: async ({ conversation, id }) =>
      `${publicUrl()}/files/${await tokens.issue('file', { conversation, user: id }, FILE_LINK_SECONDS)}`,
    deliver: (conversation, activity, speaker) =>
      edges.directLine?.deliver(conversation, activity, speaker) ?? Promise.reject(new Error('no channel yet')),
    toMessenger: (words) => {
      if (messengerOf(words.conversation) === undefined) return null;
      return edges.messenger?.deliver(words) ?? Promise.reject(new Error('no channel yet'));
    },
    handoffToMessenger: (event, lines) =>
      edges.messenger?.deliverHandoff(event.conversation, event, lines) ?? Promise.reject(new Error('no channel yet')),
  });
  const isWatchingHere: IsWatching = ({ page, id }) =>
    (page === 'console' ? edges.live?.isWatching(id) : edges.directLine?.isWatched(id)) ?? false;
  const unseen = createUnseenReplies({
    tickets: storage.tickets,
    readings: storage.readings,
    canMail: config.notify.mail !== undefined,
    isPage: (channel) => reachOf(channel, config.messengers) === 'page',
    deskName: (desk, language) => casesOf(edges.core).deskName(desk, language),
    statusUrl: ({ language, number }) => casesOf(edges.core).statusUrl(language, number),
  });
  const notify = createNotify({
    config: config.notify,
    outbox: storage.outbox,
    names: {
      desk: (id) => casesOf(edges.core).names.desk(id),
      needs: (ticket) => casesOf(edges.core).names.needs(ticket),
      markets: (ticket) => casesOf(edges.core).names.markets(ticket),
    },
    publicUrl,
    toVisitor,
    toMessenger: async (entry) => {
      if (edges.messenger === undefined) throw new Error('no channel yet');
      // Whoever stopped following hears nothing more, though it waits to be sent.
      if ((await edges.core?.following?.isUnwanted(entry)) === true) return { kind: 'settled' };
      return edges.messenger.send(entry);
    },
    toFollower: (entry) => edges.core?.following?.send(entry) ?? Promise.reject(new Error('no following here')),
    toUnseeing: (entry, sendMail) => unseen.send(entry, sendMail),
    onTrouble: () => {
      edges.live?.noticesChanged();
      storage.replicas.tell({ kind: 'notices' });
    },
    clock,
    log,
  });
  const ticking = keepTicking(() => edges.core?.cases ?? null, log);
  const core = await makeCore({
    store: storage.conversations,
    cases: {
      tickets: storage.tickets,
      accounts: storage.accounts,
      officers: storage.officers,
      secret: tokenSecret,
      publicUrl,
      wantsHandoff: async (conversation) => {
        const place = await storage.moves.placeOf(conversation);
        const store = messengerOf(place) === undefined ? storage.activities : storage.addresses;
        return (await store.find(place))?.wantsHandoff ?? false;
      },
      noticesOf: (ticket, event, situation) => notify.noticesOf(ticket, event, situation),
      unseenOf: (ticket, event) => unseen.entriesOf(ticket, event),
      isWatching: async (account) =>
        isWatchingHere({ page: 'console', id: account }) ||
        (await storage.replicas.isWatchingElsewhere({ page: 'console', id: account })),
      onChange: (ticket, event) => {
        log.info(
          { case: ticket.number, what: event.what, by: event.actor.kind, state: ticket.state },
          'a case changed',
        );
        notify.nudge();
        if (ASKS_AGAIN.includes(event.what)) ticking.nudge();
        const mentioned = mentionedIn(event);
        if (mentioned.length > 0) edges.live?.mentioned(mentioned);
      },
    },
    following: joinFollowing({ storage, tokenSecret, publicUrl, notify, metrics, toVisitor, edges }),
    clock,
    log,
    onAnswer: (answer, message) => metrics.observeAnswer(answer, message.channel),
    onModelFault: (code) => metrics.observeModelFault(code),
  });
  edges.core = core;
  let isStopping = false;
  const live = core.cases && joinLive(core.cases, { config, storage, clock, log, isStopping: () => isStopping });
  edges.live = live;
  const { promise: listening, resolve } = Promise.withResolvers<null>();
  const listens = () => resolve(null);
  const turns = createTurnQueue();
  const files = joinFiles({ config, core, storage, clock, log });
  const parts = {
    files,
    config,
    core,
    storage,
    metrics,
    clock,
    log,
    tokenSecret,
    live,
    notify,
    publicUrl,
    turns,
    listening,
  };
  const limitConversations = createLimit(config.limits.conversationsPerMinute);
  const moves = joinMoves(parts, edges);
  const directLine = joinDirectLine({ ...parts, moves }, tokens, limitConversations);
  edges.directLine = directLine;
  const wechatMenu = config.messengers.wechat && (await loadMenu(createReadYaml(config.folders.dialogs)));
  const messenger = joinMessenger({ ...parts, moves, wechatMenu: wechatMenu?.says ?? new Map() });
  edges.messenger = messenger;
  const stopFollowing = keepFollowing(() => edges.core?.following ?? null, parts.listening);
  const stopRetention = keepRetention(storage, clock, log);
  const recover: Recover = async (before) => (await directLine.recover(before)) + (await messenger.recover(before));
  const stopRecovering = config.database.url === undefined ? () => undefined : keepRecovering(recover, clock, log);
  const server = joinServer({
    ...parts,
    directLine,
    messenger,
    tokens,
    ask: joinAsk(parts, tokens, limitConversations),
    webDir: overrides.webDir ?? './dist/web',
    isStopping: () => isStopping,
  });
  return {
    async start() {
      const { isAlone } = await storage.replicas.join(hearReplicas({ ...parts, directLine }), isWatchingHere);
      // Alone on the database: what is half done was left by a process that has died. Else it may be another's work, and
      // what a dead one left is found by its age.
      const recovered = await recover(isAlone ? undefined : new Date(clock().getTime() - CUT_OFF_MS));
      messenger.start();
      if (isAlone) await storage.outbox.releaseLeases(PROMPT_ATTEMPTS);
      notify.start();
      const { port } = await server.listen(config.server.port, config.server.host).finally(listens);
      edges.port = port;
      log.info({ port, host: config.server.host, recovered, index: core.indexInfo()?.version }, 'ready');
      // Only now: a start that fails on its port must not make an account whose password nobody sees.
      const first = await ensureFirstAdmin(storage.accounts, clock);
      return { port, firstAdmin: first && { name: first.account.name, oneTimePassword: first.oneTimePassword } };
    },
    async stop() {
      isStopping = true;
      listens();
      stopRetention();
      await stopFollowing();
      ticking.stop();
      stopRecovering();
      directLine.stopTurns();
      messenger.stop();
      const ended = server.stopAccepting();
      await within(config.server.stopTimeoutMs, parts.turns.idle());
      await notify.stop();
      directLine.closeSockets();
      live?.close();
      // Answers of the last turns are still on their way out.
      await within(LAST_WORDS_MS, ended);
      server.cutConnections();
      await ended;
      await core.close();
      await storage.close();
      log.info({}, 'stopped');
    },
  };
}

/** A link to a file in a messaging app: a week, for people who read on Monday. */
const FILE_LINK_SECONDS = 7 * 24 * 3600;

/** Lines of the conversation that a hub is handed with handoff.initiate. */
const HANDED_LINES = 50;

/** Where the server listens, as a browser on this machine reaches it. */
function ownUrl(host: string, port: number): string {
  const isAny = host === '0.0.0.0' || host === '::';
  return `http://${isAny ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Cases are asked for only by what belongs to a case. */
function casesOf(core: Core | undefined): Cases {
  if (core?.cases == null) throw new Error('there are no cases here');
  return core.cases;
}
