import type restify from 'restify';
import type { Log } from '../domain/log.ts';
import type { Metrics } from './metrics.ts';

/** Asked every few seconds by machines: worth a line only when somebody looks for it. */
const QUIET_PATHS = new Set(['/health/live', '/health/ready', '/metrics']);

/** One line and one measurement per request. The query string stays out: it may hold a stream token. */
export function logRequests(server: restify.Server, log: Log, metrics: Metrics): void {
  server.on('after', (request: restify.Request, response: restify.Response, route?: restify.Route) => {
    const durationMs = Date.now() - request.time();
    const pattern = typeof route?.path === 'string' ? route.path : 'none';
    metrics.observeRequest({ route: pattern, status: response.statusCode, durationMs });
    const fields = { method: request.method, path: pathOf(request.url), status: response.statusCode, durationMs };
    if (QUIET_PATHS.has(pattern)) log.debug(fields, 'request');
    else log.info(fields, 'request');
  });
}

function pathOf(url: string | undefined): string {
  return url?.split('?')[0]?.slice(0, 200) ?? '';
}
