import { createLog } from './adapters/log/create-log.ts';
import { createStorage, type Storage } from './adapters/storage/create-storage.ts';
import { readSecrets } from './adapters/storage/read-secrets.ts';
import type { Cases } from './cases.ts';
import { askRoutes } from './channels/ask/ask-routes.ts';
import { createBot } from './channels/bot-framework/create-bot.ts';
import { createInProcessAdapter } from './channels/bot-framework/create-in-process-adapter.ts';
import { visitorCaseRoutes } from './channels/cases/case-routes.ts';
import { createDirectLine, type DirectLine } from './channels/direct-line/create-direct-line.ts';
import { createTokenSigner, type TokenSigner } from './channels/direct-line/create-token-signer.ts';
import type { Config } from './config.ts';
import { ensureFirstAdmin } from './console/accounts/first-admin.ts';
import { consoleRoutes } from './console/console-routes.ts';
import { type Live, liveUpgrade } from './console/live/live-upgrade.ts';
import { CONSOLE_POLICY } from './console/policy.ts';
import type { Core, MakeCore } from './core.ts';
import { createNotify, type Notify } from './create-notify.ts';
import { createVisitorSender } from './create-visitor-sender.ts';
import { type Clock, DAY_MS } from './domain/clock.ts';
import type { Log } from './domain/log.ts';
import { mentionedIn, VISITOR } from './domain/ticket.ts';
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
  const storage = await createStorage({ dataDir: config.folders.data, clock });
  const edges: { core?: Core; directLine?: DirectLine; live?: Live | null } = {};
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
      callBack: (ticket) => casesOf(edges.core).names.callBack(ticket),
    },
    toVisitor: createVisitorSender({
      languageOf: async (conversation) => (await storage.activities.find(conversation))?.language,
      deliver: (conversation, activity, speaker) =>
        edges.directLine?.deliver(conversation, activity, speaker) ?? Promise.reject(new Error('no channel yet')),
    }),
    onTrouble: () => edges.live?.noticesChanged(),
    clock,
    log,
  });
  const core = await makeCore({
    store: storage.conversations,
    cases: {
      tickets: storage.tickets,
      accounts: storage.accounts,
      officers: storage.officers,
      secret: tokenSecret,
      noticesOf: (ticket, event, situation) => notify.noticesOf(ticket, event, situation),
      isWatching: (account) => edges.live?.isWatching(account) ?? false,
      onChange: (ticket, event) => {
        log.info(
          { case: ticket.number, what: event.what, by: event.actor.kind, state: ticket.state },
          'a case changed',
        );
        notify.nudge();
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
  const parts = { config, core, storage, metrics, clock, log, tokenSecret, live, notify, turns: createTurnQueue() };
  const limitConversations = createLimit(config.limits.conversationsPerMinute);
  const tokens = createTokenSigner(tokenSecret, clock);
  const directLine = joinDirectLine(parts, tokens, limitConversations);
  edges.directLine = directLine;
  const stopRetention = keepRetention(storage, clock, log);
  const stopTicking = keepTicking(core.cases, log);
  const server = joinServer({
    ...parts,
    directLine,
    ask: joinAsk(parts, tokens, limitConversations),
    webDir: overrides.webDir ?? './dist/web',
    isStopping: () => isStopping,
  });
  return {
    async start() {
      const recovered = await directLine.recover();
      // The database has one server: what is on its way now was on its way when that server died.
      await storage.outbox.releaseLeases(PROMPT_ATTEMPTS);
      notify.start();
      const { port } = await server.listen(config.server.port, config.server.host);
      log.info({ port, host: config.server.host, recovered, index: core.indexInfo()?.version }, 'ready');
      // Only now: a start that fails on its port must not make an account whose password nobody sees.
      const first = await ensureFirstAdmin(storage.accounts, clock);
      return { port, firstAdmin: first && { name: first.account.name, oneTimePassword: first.oneTimePassword } };
    },
    async stop() {
      isStopping = true;
      stopRetention();
      stopTicking();
      directLine.stopTurns();
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
  readonly notify: Notify;
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

/** Cases that nobody accepted go on to the next desk, snoozed ones wake. */
const TICK_MS = 60_000;

function keepTicking(cases: Cases | null, log: Log): () => void {
  if (cases === null) return () => undefined;
  const timer = setInterval(() => {
    cases.handoff.tick().catch((error: unknown) => log.error({ error }, 'waiting cases could not be looked through'));
  }, TICK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function joinDirectLine(parts: Parts, tokens: TokenSigner, limitConversations: Limit): DirectLine {
  const { config, core, storage, clock, log, turns, live } = parts;
  const perMinute = config.limits.messagesPerMinute;
  return createDirectLine({
    activityLog: storage.activities,
    receive: createInProcessAdapter(
      createBot({
        handleTurn: core.handleTurn,
        onReaction: (given) => storage.insights.keepFeedback(given),
        wording: core.wording,
        starters: core.starters,
        clock,
        log,
      }),
    ),
    inOrder: (conversation, task) => turns.run(conversation, task),
    tokens,
    secret: config.secrets.directLine,
    wording: core.wording,
    mask: core.mask,
    limits: {
      messages: createLimit(perMinute),
      flood: createLimit(perMinute * FLOOD_FACTOR),
      conversations: limitConversations,
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

function joinConsole({
  config,
  core,
  storage,
  clock,
  directLine,
  notify,
}: Parts & { readonly directLine: DirectLine }) {
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
      ask: cases.ask,
      showTyping: (conversation) => {
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
    },
    accounts: storage.accounts,
    insights: storage.insights,
    editorial: core.editorial,
    clock,
    limitTries: createLimit(CONSOLE_POLICY.tries, CONSOLE_POLICY.triesWindowSeconds),
    notices: { queue: { ...storage.outbox, nudge: () => notify.nudge() }, tickets: storage.tickets },
    mayEditFiles: config.console.mayEditFiles,
  });
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

/** Waits for the work, but not longer than this. */
async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
