import { createLog } from './adapters/log/create-log.ts';
import { createIdentityProvider } from './adapters/oidc/create-identity-provider.ts';
import { createSummaryWriter } from './adapters/pdf/create-summary-writer.ts';
import { createStorage, type Storage } from './adapters/storage/create-storage.ts';
import { readSecrets } from './adapters/storage/read-secrets.ts';
import type { Cases } from './cases.ts';
import { askRoutes } from './channels/ask/ask-routes.ts';
import { createBot } from './channels/bot-framework/create-bot.ts';
import { createInProcessAdapter } from './channels/bot-framework/create-in-process-adapter.ts';
import { visitorCaseRoutes } from './channels/cases/case-routes.ts';
import { createDirectLine, type DirectLine } from './channels/direct-line/create-direct-line.ts';
import { createTokenSigner, type TokenSigner } from './channels/direct-line/create-token-signer.ts';
import { createMessenger, isMessengerConversation, type Messenger } from './channels/messenger/create-messenger.ts';
import { MESSENGER_POLICY } from './channels/messenger/policy.ts';
import { loadMenu } from './channels/wechat/load-menu.ts';
import type { Config } from './config.ts';
import { ensureFirstAdmin } from './console/accounts/first-admin.ts';
import type { ProviderParts } from './console/accounts/provider-parts.ts';
import { consoleRoutes } from './console/console-routes.ts';
import { type Live, liveUpgrade } from './console/live/live-upgrade.ts';
import { CONSOLE_POLICY } from './console/policy.ts';
import type { Core, MakeCore } from './core.ts';
import { createChannels } from './create-channels.ts';
import { createMessengerCases } from './create-messenger-cases.ts';
import { createNotify, type Notify } from './create-notify.ts';
import { createVisitorSender } from './create-visitor-sender.ts';
import { type Clock, DAY_MS } from './domain/clock.ts';
import type { GivenFeedback } from './domain/feedback.ts';
import type { Log } from './domain/log.ts';
import type { News } from './domain/replicas.ts';
import { mentionedIn, type TicketEventKind, VISITOR } from './domain/ticket.ts';
import { within } from './domain/within.ts';
import { PROMPT_ATTEMPTS } from './outbox/back-off.ts';
import { clientOf } from './server/client-of.ts';
import { createLimit } from './server/create-limit.ts';
import { createServer, type Server } from './server/create-server.ts';
import { type HealthCheck, healthRoutes } from './server/health-routes.ts';
import { createMetrics, type Metrics } from './server/metrics.ts';
import { metricsRoute } from './server/metrics-route.ts';
import { openApiRoute } from './server/openapi-route.ts';
import { createOriginPolicy } from './server/origin-policy.ts';
import { pageRoutes } from './server/page-routes.ts';
import { refuseUpgrade } from './server/refuse-upgrade.ts';
import type { Limit } from './server/route.ts';
import { createTurnQueue, type TurnQueue } from './turn/turn-queue.ts';

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

const API_VERSION = '1.0.0';
/** A visitor this fast is a program; its messages are not even kept. */
const FLOOD_FACTOR = 4;
/** How long a stop waits for responses and sockets to close by themselves. */
const LAST_WORDS_MS = 2000;

/** The composition root: adapters, then the core, then channels, then the server. */
export async function createApp(config: Config, makeCore: MakeCore, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? (() => new Date());
  const log = overrides.log ?? createLog(config.log.level);
  const { tokenSecret } = await readSecrets(config.folders.data, config.secrets.token);
  const storage = await createStorage({ dataDir: config.folders.data, databaseUrl: config.database.url, clock });
  const edges: { core?: Core; directLine?: DirectLine; messenger?: Messenger; live?: Live | null; port?: number } = {};
  const publicUrl = () => config.notify.publicUrl ?? ownUrl(config.server.host, edges.port ?? config.server.port);
  const metrics = createMetrics({
    indexInfo: () => edges.core?.indexInfo(),
    openSockets: () => edges.directLine?.openSockets() ?? 0,
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
    toVisitor: createVisitorSender({
      languageOf: async (conversation) => (await storage.activities.find(conversation))?.language,
      transcript: (conversation) => storage.conversations.transcript(conversation, HANDED_LINES),
      deliver: (conversation, activity, speaker) =>
        edges.directLine?.deliver(conversation, activity, speaker) ?? Promise.reject(new Error('no channel yet')),
      toMessenger: (words) => {
        if (!isMessengerConversation(words.conversation)) return null;
        return edges.messenger?.deliver(words) ?? Promise.reject(new Error('no channel yet'));
      },
    }),
    toMessenger: (entry) => edges.messenger?.send(entry) ?? Promise.reject(new Error('no channel yet')),
    onTrouble: () => edges.live?.noticesChanged(),
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
      wantsHandoff: async (conversation) => (await storage.activities.find(conversation))?.wantsHandoff ?? false,
      noticesOf: (ticket, event, situation) => notify.noticesOf(ticket, event, situation),
      isWatching: (account) => edges.live?.isWatching(account) ?? false,
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
  const parts = { config, core, storage, metrics, clock, log, tokenSecret, live, notify, publicUrl, turns, listening };
  const limitConversations = createLimit(config.limits.conversationsPerMinute);
  const tokens = createTokenSigner(tokenSecret, clock);
  const directLine = joinDirectLine(parts, tokens, limitConversations);
  edges.directLine = directLine;
  const wechatMenu = config.messengers.wechat && (await loadMenu(config.folders.dialogs));
  const messenger = joinMessenger({ ...parts, wechatMenu: wechatMenu?.says ?? new Map() });
  edges.messenger = messenger;
  const stopRetention = keepRetention(storage, clock, log);
  const recover: Recover = async (before) => (await directLine.recover(before)) + (await messenger.recover(before));
  const stopRecovering = config.database.url === undefined ? () => undefined : keepRecovering(recover, clock, log);
  const server = joinServer({
    ...parts,
    directLine,
    messenger,
    ask: joinAsk(parts, tokens, limitConversations),
    webDir: overrides.webDir ?? './dist/web',
    isStopping: () => isStopping,
  });
  return {
    async start() {
      const { isAlone } = await storage.replicas.join(hearing({ ...parts, directLine }));
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

interface Parts {
  readonly config: Config;
  readonly core: Core;
  readonly storage: Storage;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  readonly tokenSecret: Uint8Array;
  readonly turns: TurnQueue;
  readonly live: Live | null;
  /** Resolves once the server listens, or will not. */
  readonly listening: Promise<unknown>;
  readonly notify: Notify;
  /** Origin under which people reach this server. */
  readonly publicUrl: () => string;
}

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

function joinLive(
  { handoff }: Cases,
  {
    config,
    storage,
    clock,
    log,
    isStopping,
  }: Pick<Parts, 'config' | 'storage' | 'clock' | 'log'> & { isStopping: () => boolean },
): Live {
  return liveUpgrade({
    accounts: storage.accounts,
    officers: storage.officers,
    handoff,
    baseUrlOf: (request) => clientOf(request, config.server.trustsProxy).baseUrl,
    isStopping,
    refuse: refuseUpgrade,
    clock,
    log,
  });
}

/** After these somebody may have to be asked at once, and not at the next look. */
const ASKS_AGAIN: readonly TicketEventKind[] = ['opened', 'released', 'transferred', 'passed-on', 'reopened', 'woken'];

/** Cases that nobody accepted go on to the next desk, snoozed ones wake. */
const TICK_MS = 60_000;

function keepTicking(cases: () => Cases | null, log: Log): { readonly nudge: () => void; readonly stop: () => void } {
  let isStopped = false;
  const tick = (): void => {
    if (isStopped) return;
    cases()
      ?.handoff.tick()
      .catch((error: unknown) => log.error({ error }, 'waiting cases could not be looked through'));
  };
  const timer = setInterval(tick, TICK_MS);
  timer.unref();
  return {
    // Not within the change that asks for it.
    nudge: () => void setImmediate(tick),
    stop: () => {
      isStopped = true;
      clearInterval(timer);
    },
  };
}

/** A turn ends within half of this, so a message that waits longer was left by a process that has died. */
const CUT_OFF_MS = 60_000;

/** Runs what was left unanswered in every channel, or what was said before this instant; resolves to its number. */
type Recover = (before?: Date) => Promise<number>;

/** Where several processes share a database, one may die while the others live: they run what it left. */
function keepRecovering(recover: Recover, clock: Clock, log: Log): () => void {
  const timer = setInterval(() => {
    recover(new Date(clock().getTime() - CUT_OFF_MS)).then(
      (recovered) => {
        if (recovered > 0) log.info({ recovered }, 'messages that another process left are answered now');
      },
      (error: unknown) => log.error({ error }, 'messages that another process left could not be looked for'),
    );
  }, CUT_OFF_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** Passes on what other processes on the database do to the sockets of this one. */
function hearing({
  storage,
  live,
  directLine,
  log,
}: Pick<Parts, 'storage' | 'live' | 'log'> & { readonly directLine: DirectLine }): (news: News) => void {
  return (news) => {
    if (news.kind === 'said') directLine.refresh(news.conversation);
    else if (news.kind === 'case') {
      storage.tickets.find(news.ticket).then(
        (ticket) => ticket && live?.changedElsewhere(ticket),
        (error: unknown) => log.warn({ error }, 'the change of a case was not passed on'),
      );
    } else {
      directLine.refresh(undefined);
      live?.changedElsewhere(undefined);
    }
  };
}

/** Of one conversation: each takes a thread about a second. */
const SUMMARIES_PER_MINUTE = 6;

function joinDirectLine(parts: Parts, tokens: TokenSigner, limitConversations: Limit): DirectLine {
  const { config, core, storage, clock, log, turns, live } = parts;
  const perMinute = config.limits.messagesPerMinute;
  const bot = {
    handleTurn: core.handleTurn,
    giveUp: core.giveUp,
    onReaction: (given: GivenFeedback) => storage.insights.keepFeedback(given),
    wording: core.wording,
    starters: core.starters,
    clock,
    log,
  };
  return createDirectLine({
    activityLog: storage.activities,
    receive: createInProcessAdapter(createBot(bot)),
    giveUp: createInProcessAdapter(createBot({ ...bot, handleTurn: core.giveUp, onReaction: () => Promise.resolve() })),
    // What an earlier stop left waits until the address is known that a reply may name.
    inOrder: (conversation, task) => turns.run(conversation, () => parts.listening.then(task)),
    tokens,
    secret: config.secrets.directLine,
    wording: core.wording,
    mask: core.mask,
    limits: {
      messages: createLimit(perMinute),
      flood: createLimit(perMinute * FLOOD_FACTOR),
      conversations: limitConversations,
    },
    summary: {
      transcript: (conversation, limit) => storage.conversations.transcript(conversation, limit),
      latestCase: async (conversation, language) =>
        (await core.cases?.forms.cases.current(conversation, language))?.card ?? null,
      write: createSummaryWriter(),
      limit: createLimit(SUMMARIES_PER_MINUTE),
    },
    refuseUpgrade,
    onTyping: (conversation) => {
      if (live === null) return;
      storage.tickets.findOpen(conversation).then(
        (ticket) => ticket && live.visitorTyping(ticket),
        (error: unknown) => log.warn({ error }, 'a sign of typing was not passed on'),
      );
    },
    onRead: async (conversation, message) => {
      if (live === null || !(await storage.readings.keep(conversation, message, clock()))) return;
      const ticket = await storage.tickets.findLatest(conversation);
      if (ticket !== undefined) live.visitorRead(ticket);
    },
    clock,
    log,
  });
}

function joinMessenger({
  config,
  core,
  storage,
  metrics,
  notify,
  publicUrl,
  clock,
  log,
  tokenSecret,
  turns,
  wechatMenu,
}: Parts & { readonly wechatMenu: ReadonlyMap<string, string> }): Messenger {
  const perMinute = config.limits.messagesPerMinute;
  return createMessenger({
    channels: createChannels(config.messengers, { clock, log, cursors: storage.cursors, wechatMenu }),
    store: storage.addresses,
    outbox: {
      add: (entries) => storage.outbox.add(entries),
      replay: (id, at) => storage.outbox.replay(id, at),
      nudge: () => notify.nudge(),
    },
    handleTurn: core.handleTurn,
    cases: createMessengerCases({
      tickets: storage.tickets,
      outbox: storage.outbox,
      handoff: core.cases?.handoff ?? null,
      mail: config.notify.mail === undefined ? null : { publicUrl },
      clock,
    }),
    inOrder: (conversation, task) => turns.run(conversation, task),
    wording: core.wording,
    starters: core.starters,
    mask: core.mask,
    limits: { messages: createLimit(perMinute), flood: createLimit(perMinute * FLOOD_FACTOR) },
    secret: tokenSecret,
    count: (messenger, count) => metrics.countMessenger(messenger, count),
    clock,
    log,
  });
}

function joinAsk({ core, storage, clock, turns, tokenSecret }: Parts, tokens: TokenSigner, limitConversations: Limit) {
  return askRoutes({
    handleTurn: core.handleTurn,
    inOrder: (conversation, task) => turns.run(conversation, task),
    transcript: (conversation, limit) => storage.conversations.transcript(conversation, limit),
    issueHistoryToken: (conversation) => tokens.issue('history', { conversation, user: 'api' }, HISTORY_TTL_SECONDS),
    conversationOfToken: async (token) => {
      for (const purpose of ['history', 'conversation'] as const) {
        const result = await tokens.verify(purpose, token);
        if (result.kind === 'valid') return result.claims.conversation;
      }
      return undefined;
    },
    limitConversations,
    idSecret: tokenSecret,
    clock,
  });
}

/** A day: programs read the history of what they have just asked. */
const HISTORY_TTL_SECONDS = 24 * 3600;

function joinServer(
  parts: Parts & {
    readonly directLine: DirectLine;
    readonly messenger: Messenger;
    readonly ask: ReturnType<typeof askRoutes>;
    readonly webDir: string;
    readonly isStopping: () => boolean;
  },
): Server {
  const { config, core, storage, metrics, log, directLine } = parts;
  const storageCheck: HealthCheck = {
    name: 'storage',
    run: async () => {
      await storage.check();
      return { state: 'ok' };
    },
  };
  const described = [...parts.ask, ...joinVisitorCases(parts), ...directLine.routes];
  return createServer({
    routes: [
      ...described,
      ...parts.messenger.routes,
      openApiRoute(described, API_VERSION),
      ...healthRoutes([storageCheck, ...core.checks], parts.isStopping),
      metricsRoute(metrics, config.server.metricsToken),
      ...joinConsole(parts),
      ...pageRoutes({ webDir: parts.webDir, allowedOrigins: config.server.allowedOrigins }),
    ],
    upgrades: [...directLine.upgrades, ...(parts.live === null ? [] : [parts.live.upgrade])],
    wording: core.wording,
    isOriginAllowed: createOriginPolicy(config.server.allowedOrigins),
    trustsProxy: config.server.trustsProxy,
    limitRequests: createLimit(config.limits.requestsPerMinute),
    metrics,
    log,
  });
}

function joinVisitorCases({ core, clock }: Parts) {
  if (core.cases === null) return [];
  const { handoff, deskName } = core.cases;
  return visitorCaseRoutes({
    findForVisitor: (number, code) => handoff.findForVisitor(number, code),
    withdraw: async (ticket) => {
      const outcome = await handoff.act(ticket.id, { kind: 'withdraw' }, VISITOR);
      return outcome.kind === 'done' ? outcome.ticket : undefined;
    },
    queuePosition: (ticket) => handoff.queuePosition(ticket),
    deskName,
    limitTries: createLimit(CONSOLE_POLICY.tries, CONSOLE_POLICY.triesWindowSeconds),
    clock,
  });
}

function joinConsole(parts: Parts & { readonly directLine: DirectLine; readonly messenger: Messenger }) {
  const { config, core, storage, clock, directLine, messenger, notify } = parts;
  const { cases } = core;
  return consoleRoutes({
    cases: cases && {
      officers: storage.officers,
      mentions: storage.mentions,
      handoff: cases.handoff,
      tickets: storage.tickets,
      transcript: (conversation, limit) => storage.conversations.transcript(conversation, limit),
      desks: cases.desks,
      describeSlot: cases.describeSlot,
      standingOf: cases.standingOf,
      isWorkingTime: cases.isWorkingTime,
      ask: cases.ask,
      showTyping: (conversation) => {
        if (isMessengerConversation(conversation)) return messenger.showTyping(conversation);
        directLine.showTyping(conversation, '');
        return Promise.resolve();
      },
      readings: storage.readings,
      showSeen: async (conversation, message) => {
        // Other channels show nothing of this kind.
        if ((await storage.activities.find(conversation)) === undefined) return;
        // The id follows from the message: showing it again does nothing.
        const seen = { type: 'event', name: 'goglobal.seen', value: { id: message }, id: `${message}.seen` };
        await directLine.deliver(conversation, seen, '');
      },
      cannedReplies: cases.cannedReplies,
      templates: {
        list: (conversation) => messenger.templates(conversation),
        send: (conversation, chosen) => messenger.sendTemplate(conversation, chosen),
      },
    },
    accounts: storage.accounts,
    insights: storage.insights,
    editorial: core.editorial,
    clock,
    limitTries: createLimit(CONSOLE_POLICY.tries, CONSOLE_POLICY.triesWindowSeconds),
    notices: { queue: { ...storage.outbox, nudge: () => notify.nudge() }, tickets: storage.tickets },
    mayEditFiles: config.console.mayEditFiles,
    external: joinIdentityProvider(parts),
  });
}

function joinIdentityProvider({ config: { oidc }, clock, log }: Parts): ProviderParts | null {
  if (oidc === undefined) return null;
  return {
    provider: createIdentityProvider({ ...oidc, clock, log }),
    rules: { roles: oidc.roles, bindsDesks: oidc.desksClaim !== undefined },
    name: oidc.button ?? null,
    isOnly: oidc.isOnly,
    publicUrl: oidc.publicUrl,
    limitBegins: createLimit(CONSOLE_POLICY.begins, CONSOLE_POLICY.triesWindowSeconds),
  };
}

/** Conversations are kept 180 days after their last message (docs/answering.md; told in the welcome). */
const RETENTION_DAYS = 180;

/** 24 months after the end of a case, as dialogs/consent.yaml says. */
const CASE_RETENTION_DAYS = 730;
/** What was sent is kept long enough to look into a complaint. */
const SENT_RETENTION_DAYS = 30;

/** Deletes what is past its time, now and once a day. Returns how to stop. */
function keepRetention(storage: Storage, clock: Clock, log: Log): () => void {
  const purge = (): void => {
    const nowMs = clock().getTime();
    const old = {
      sessions: new Date(nowMs - CONSOLE_POLICY.sessionMaxMs),
      events: new Date(nowMs - CONSOLE_POLICY.eventDays * DAY_MS),
    };
    storage.accounts
      .purge(old)
      .catch((error: unknown) =>
        log.error({ error }, 'sessions and account events past their time could not be deleted'),
      );
    storage.tickets
      .purge(new Date(nowMs - CASE_RETENTION_DAYS * DAY_MS))
      .catch((error: unknown) => log.error({ error }, 'cases past their retention could not be emptied'));
    storage.outbox
      .purge(new Date(nowMs - SENT_RETENTION_DAYS * DAY_MS))
      .catch((error: unknown) => log.error({ error }, 'sent notices past their retention could not be deleted'));
    storage.addresses
      .purge(new Date(nowMs - MESSENGER_POLICY.repeatsKnownMs))
      .catch((error: unknown) => log.error({ error }, 'handled events past their time could not be deleted'));
    storage.purge(new Date(nowMs - RETENTION_DAYS * DAY_MS)).then(
      (conversations) => {
        if (conversations > 0) log.info({ conversations }, 'deleted conversations past their retention');
      },
      (error: unknown) => log.error({ error }, 'conversations past their retention could not be deleted'),
    );
  };
  purge();
  const timer = setInterval(purge, DAY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
