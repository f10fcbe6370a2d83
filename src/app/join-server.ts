import type { askRoutes } from '../channels/ask/ask-routes.ts';
import { visitorCaseRoutes } from '../channels/cases/case-routes.ts';
import type { DirectLine } from '../channels/direct-line/create-direct-line.ts';
import type { TokenResult, TokenSigner } from '../channels/direct-line/create-token-signer.ts';
import { fileRoute } from '../channels/files/file-route.ts';
import { followRoutes } from '../channels/following/follow-routes.ts';
import type { Messenger } from '../channels/messenger/create-messenger.ts';
import { CONSOLE_POLICY } from '../console/policy.ts';
import { VISITOR } from '../domain/ticket.ts';
import { createLimit } from '../server/create-limit.ts';
import { createServer, type Server } from '../server/create-server.ts';
import { type HealthCheck, healthRoutes } from '../server/health-routes.ts';
import { metricsRoute } from '../server/metrics-route.ts';
import { openApiRoute } from '../server/openapi-route.ts';
import { createOriginPolicy } from '../server/origin-policy.ts';
import { pageRoutes } from '../server/page-routes.ts';
import { joinConsole } from './join-console.ts';
import type { Parts } from './parts.ts';

const API_VERSION = '1.0.0';

/** The HTTP server with every route. */
export function joinServer(
  parts: Parts & {
    readonly directLine: DirectLine;
    readonly messenger: Messenger;
    readonly ask: ReturnType<typeof askRoutes>;
    readonly webDir: string;
    readonly isStopping: () => boolean;
    readonly tokens: TokenSigner;
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
      ...(parts.files === null
        ? []
        : [
            fileRoute({
              ...parts.files,
              claimsOf: async (token) => fileClaims(await parts.tokens.verify('file', token)),
            }),
          ]),
      ...joinFollowPages(parts),
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

/** The file's id stands where other tokens have the visitor's. */
function fileClaims(result: TokenResult) {
  if (result.kind !== 'valid') return undefined;
  return { conversation: result.claims.conversation, attachment: result.claims.user };
}

/** Where the links of followers' mails lead. */
function joinFollowPages({ core }: Parts) {
  const { following, wording } = core;
  if (following == null) return [];
  return followRoutes({
    stop: (follower, token) => following.stopByLink(follower, token),
    confirm: (follower, token) => following.confirmByLink(follower, token),
    wording,
  });
}

function joinVisitorCases({ core, clock }: Parts) {
  if (core.cases === null) return [];
  const { handoff, deskName, officeHours } = core.cases;
  return visitorCaseRoutes({
    findForVisitor: (number, code) => handoff.findForVisitor(number, code),
    withdraw: async (ticket) => {
      const outcome = await handoff.act(ticket.id, { kind: 'withdraw' }, VISITOR);
      return outcome.kind === 'done' ? outcome.ticket : undefined;
    },
    queuePosition: (ticket) => handoff.queuePosition(ticket),
    deskName,
    officeHours,
    limitTries: createLimit(CONSOLE_POLICY.tries, CONSOLE_POLICY.triesWindowSeconds),
    clock,
  });
}
