import { describe, expect, it } from 'vitest';
import { type HealthCheck, healthRoutes } from '../../src/server/health-routes.ts';
import type { RouteRequest } from '../../src/server/route.ts';

const check = (name: string, run: HealthCheck['run']): HealthCheck => ({ name, run });
const ok = check('storage', async () => ({ state: 'ok' }));

async function ready(checks: readonly HealthCheck[], isStopping = false) {
  const route = healthRoutes(checks, () => isStopping).find(({ path }) => path === '/health/ready');
  // These routes look at nothing of the request.
  const response = await route?.handle({} as RouteRequest);
  return response?.kind === 'json' ? { status: response.status, json: response.json } : undefined;
}

describe('/health/ready', () => {
  it('is ready when every part is', async () => {
    expect(await ready([ok])).toEqual({ status: 200, json: { status: 'ok', checks: { storage: { state: 'ok' } } } });
  });

  it('names the ill part and keeps the reason to itself', async () => {
    const broken = check('index', () => Promise.reject(new Error('password=hunter2')));
    const response = await ready([ok, broken]);
    expect(response).toEqual({
      status: 503,
      json: { status: 'ill', checks: { storage: { state: 'ok' }, index: { state: 'ill' } } },
    });
  });

  it('stays ready with broken knowledge files, and names them', async () => {
    const degraded = check('knowledge', async () => ({ state: 'degraded', names: ['articles/tax/two-tier/en.md'] }));
    expect(await ready([ok, degraded])).toMatchObject({
      status: 200,
      json: { status: 'degraded', checks: { knowledge: { names: ['articles/tax/two-tier/en.md'] } } },
    });
  });

  it('asks for no more work while stopping', async () => {
    expect(await ready([ok], true)).toMatchObject({ status: 503, json: { status: 'stopping' } });
  });
});
