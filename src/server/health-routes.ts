import type { Route, RouteResponse } from './route.ts';

export type CheckResult =
  | { readonly state: 'ok' }
  /** Works, but not all of it: the names of what is left out, e.g. broken knowledge files. */
  | { readonly state: 'degraded'; readonly names: readonly string[] }
  | { readonly state: 'ill' };

/** Tells how one part is. A rejection counts as ill; its reason goes to the log, never to the caller. */
export interface HealthCheck {
  readonly name: string;
  run(): Promise<CheckResult>;
}

/** /health/live: the process answers. /health/ready: every part can do its work, or which cannot. */
export function healthRoutes(checks: readonly HealthCheck[], isStopping: () => boolean): readonly Route[] {
  return [
    healthRoute('/health/live', () => Promise.resolve({ kind: 'json', status: 200, json: { status: 'ok' } })),
    healthRoute('/health/ready', () => readiness(checks, isStopping())),
  ];
}

function healthRoute(path: string, handle: () => Promise<RouteResponse>): Route {
  return { method: 'get', path, body: 'none', origins: 'any', isLimited: false, handle };
}

async function readiness(checks: readonly HealthCheck[], isStopping: boolean): Promise<RouteResponse> {
  const parts = Object.fromEntries(
    await Promise.all(checks.map(async (check) => [check.name, await resultOf(check)] as const)),
  );
  const states = Object.values(parts).map((result) => result.state);
  const isReady = !isStopping && !states.includes('ill');
  const readyStatus = states.includes('degraded') ? 'degraded' : 'ok';
  const status = isStopping ? 'stopping' : isReady ? readyStatus : 'ill';
  return { kind: 'json', status: isReady ? 200 : 503, json: { status, checks: parts } };
}

async function resultOf(check: HealthCheck): Promise<CheckResult> {
  try {
    return await check.run();
  } catch {
    return { state: 'ill' };
  }
}
