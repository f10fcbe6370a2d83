import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { Log } from '../domain/log.ts';
import type { Wording } from '../domain/wording.ts';
import { acceptLanguage } from './accept-language.ts';
import { clientOf } from './client-of.ts';
import { answerPreflight, isPreflight, setCorsHeaders } from './cors.ts';
import { logRequests } from './log-requests.ts';
import type { Metrics } from './metrics.ts';
import type { OriginPolicy } from './origin-policy.ts';
import { SERVER_POLICY } from './policy.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { createRestifyLog } from './restify-log.ts';
import type { Limit, Route, UpgradeRoute } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import { sendResponse } from './send-response.ts';
import { serveRoute, type Visit } from './serve-route.ts';

export interface ServerOptions {
  readonly routes: readonly Route[];
  readonly upgrades: readonly UpgradeRoute[];
  readonly wording: Wording;
  readonly isOriginAllowed: OriginPolicy;
  readonly trustsProxy: boolean;
  readonly limitRequests: Limit;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface Server {
  /** Port 0 takes a free one; rejects with the system's error when the port cannot be had. */
  listen(port: number, host: string): Promise<{ readonly port: number }>;
  /** No new connections; idle ones are closed, running requests go on. Resolves when the last one has ended. */
  stopAccepting(): Promise<void>;
  /** Cuts what is left. */
  cutConnections(): void;
}

/** The HTTP server: restify with our routes, and nothing of restify beyond this folder. */
export function createServer(options: ServerOptions): Server {
  const server = restify.createServer({ name: '', log: createRestifyLog(options.log) });
  const visits = new WeakMap<IncomingMessage, Visit>();
  const visitOf = (request: IncomingMessage): Visit => {
    const visit = visits.get(request) ?? readVisit(request, options);
    visits.set(request, visit);
    return visit;
  };

  server.pre((request, response, next) => {
    securityHeaders(request, response, () => admit(request, response, visitOf(request), options, next));
  });
  for (const route of options.routes) mount(server, route, visitOf, options);
  answerErrors(server, visitOf, options);
  server.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?')[0] ?? '';
    const upgrade = options.upgrades.find((candidate) => candidate.canServe(path));
    if (upgrade === undefined) refuseUpgrade(socket, 404);
    else upgrade.upgrade(request, socket, head, visitOf(request).isOriginAllowed);
  });
  logRequests(server, options.log, options.metrics);

  const http = server.server;
  http.requestTimeout = SERVER_POLICY.requestTimeoutMs;
  http.headersTimeout = SERVER_POLICY.headersTimeoutMs;
  http.keepAliveTimeout = SERVER_POLICY.keepAliveTimeoutMs;
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        // restify passes its server's errors on as its own.
        server.once('error', reject);
        server.listen(port, host, () => {
          server.removeListener('error', reject);
          server.on('error', (error: unknown) => options.log.error({ error }, 'the HTTP server has a fault'));
          // A TCP server has an AddressInfo once it listens.
          resolve({ port: (http.address() as AddressInfo).port });
        });
      }),
    stopAccepting: () =>
      new Promise((resolve) => {
        // A connection that is kept alive ends between two requests, never within one.
        const sweep = setInterval(() => http.closeIdleConnections(), SERVER_POLICY.stopSweepMs);
        http.close(() => {
          clearInterval(sweep);
          resolve();
        });
      }),
    cutConnections: () => http.closeAllConnections(),
  };
}

function readVisit(request: IncomingMessage, options: ServerOptions): Visit {
  const { ip, baseUrl } = clientOf(request, options.trustsProxy);
  const language = acceptLanguage(request.headers['accept-language']);
  return { ip, baseUrl, language, isOriginAllowed: options.isOriginAllowed(request.headers.origin, baseUrl) };
}

function admit(
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
  { wording }: ServerOptions,
  next: (goOn?: false) => void,
): void {
  if (visit.isOriginAllowed) setCorsHeaders(request, response);
  if (!isPreflight(request)) {
    next();
    return;
  }
  if (visit.isOriginAllowed) answerPreflight(response);
  else {
    const refusal = { kind: 'refusal', status: 403, code: 'ForeignOrigin', key: 'error.forbidden' } as const;
    sendResponse(response, refusal, { wording, language: visit.language });
  }
  next(false);
}

function mount(
  server: restify.Server,
  route: Route,
  visitOf: (request: IncomingMessage) => Visit,
  options: ServerOptions,
): void {
  // Not an async function and nothing returned: restify would log a returned value, tokens included.
  const handle: restify.RequestHandler = (request, response, next) => {
    void serveRoute(route, request, paramsOf(request), response, visitOf(request), options).then(() => next());
  };
  server[route.method](route.path, handle);
  if (route.method === 'get') server.head(route.path, handle);
}

/** restify leaves them untyped; its router fills in decoded texts. */
function paramsOf(request: restify.Request): Readonly<Record<string, string>> {
  return (request.params ?? {}) as Readonly<Record<string, string>>;
}

/** Errors of restify's own (no such route, wrong method, undecodable path) in our form. */
function answerErrors(
  server: restify.Server,
  visitOf: (request: IncomingMessage) => Visit,
  { wording }: ServerOptions,
): void {
  server.on(
    'restifyError',
    (request: restify.Request, response: restify.Response, error: unknown, done: () => void) => {
      const status = statusOf(error);
      const [code, key] = RESTIFY_ERRORS[status] ?? ['ServiceError', 'error.service'];
      const message = wording(key, visitOf(request).language);
      // sendRaw is how restify learns that the answer is out.
      response.sendRaw(status, JSON.stringify({ error: { code, message } }), {
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'no-store',
      });
      done();
    },
  );
}

const RESTIFY_ERRORS: Readonly<Record<number, readonly [code: string, key: string]>> = {
  400: ['BadArgument', 'error.badRequest'],
  404: ['NotFound', 'error.notFound'],
  405: ['MethodNotAllowed', 'error.methodNotAllowed'],
};

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
