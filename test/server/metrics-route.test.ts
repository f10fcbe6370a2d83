import { afterAll, describe, expect, it } from 'vitest';
import { removeDataDirs, startTestApp } from '../fakes/start-test-app.ts';

afterAll(removeDataDirs);

describe('/metrics', () => {
  it('counts answers by outcome and times their steps', async () => {
    const app = await startTestApp();
    await fetch(`${app.url}/api/ask`, { method: 'POST', body: '{"question":"x","language":"en","messageId":"m"}' });
    await fetch(`${app.url}/api/ask`, { method: 'POST', body: '{"question":"x","language":"en","messageId":"m"}' });
    const text = await (await fetch(`${app.url}/metrics`)).text();
    expect(text).toContain('goglobal_answers_total{status="answered",language="en",channel="api"} 1');
    expect(text).toContain('goglobal_turn_step_seconds_count{step="retrieve"} 1');
    expect(text).toContain('goglobal_index_info{version="fake-1"} 1');
    expect(text).toMatch(/goglobal_index_age_seconds \d+/);
    expect(text).toContain('goglobal_http_request_seconds_count{route="/api/ask",status="200"} 2');
    expect(text).toContain('process_cpu_seconds_total');
    await app.stop();
  });

  it('asks for its token when there is one', async () => {
    const app = await startTestApp({ env: { METRICS_TOKEN: 'a-metrics-token-1' } });
    expect((await fetch(`${app.url}/metrics`)).status).toBe(401);
    expect((await fetch(`${app.url}/metrics`, { headers: { Authorization: 'Bearer a-metrics-token-2' } })).status).toBe(
      401,
    );
    expect((await fetch(`${app.url}/metrics`, { headers: { Authorization: 'Bearer a-metrics-token-1' } })).status).toBe(
      200,
    );
    await app.stop();
  });
});
