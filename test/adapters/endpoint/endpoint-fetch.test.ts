import { afterEach, expect, it } from 'vitest';
import { createEndpointFetch, EndpointRefusal, readRetryAfter } from '../../../src/adapters/endpoint/endpoint-fetch.ts';
import { readFailure } from '../../../src/adapters/endpoint/read-failure.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../../fakes/fake-endpoint.ts';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const open: FakeEndpoint[] = [];

async function start(): Promise<FakeEndpoint> {
  const endpoint = await startFakeEndpoint(() => ({ status: 200, json: { well: true } }));
  open.push(endpoint);
  return endpoint;
}

afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

it.each([
  ['3', 3_000],
  ['0', 0],
  ['1.5', 1_500],
  ['Tue, 24 Nov 2026 04:00:10 GMT', 10_000],
  ['Tue, 24 Nov 2026 03:00:00 GMT', 0],
  ['soon', null],
  [null, null],
])('reads Retry-After %s', (header, expected) => {
  expect(readRetryAfter(header, NOW)).toBe(expected);
});

it('passes a good answer on', async () => {
  const { url } = await start();
  const response = await createEndpointFetch(5_000)(url, { method: 'POST', body: '{}' });
  expect(await response.json()).toEqual({ well: true });
});

it('says why an endpoint refused, and after how long to come back', async () => {
  const endpoint = await start();
  endpoint.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '7' } });
  const refusal = createEndpointFetch(5_000)(endpoint.url, { method: 'POST', body: '{}' });
  await expect(refusal).rejects.toMatchObject({ name: 'EndpointRefusal', status: 429, retryAfterMs: 7_000 });
});

it('does not carry a key to where an endpoint redirects', async () => {
  const [endpoint, elsewhere] = [await start(), await start()];
  endpoint.failNext({ kind: 'status', status: 307, headers: { location: elsewhere.url } });
  const request = createEndpointFetch(5_000)(endpoint.url, { method: 'POST', headers: { 'api-key': 'k' }, body: '{}' });
  await expect(request).rejects.toBeInstanceOf(EndpointRefusal);
  expect(elsewhere.requests).toHaveLength(0);
});

it.each([{ kind: 'silent' }, { kind: 'stalls' }] as const)('gives up on an endpoint that is $kind', async (fault) => {
  const endpoint = await start();
  endpoint.failNext(fault);
  const body = createEndpointFetch(40)(endpoint.url, { method: 'POST', body: '{}' }).then((response) =>
    response.text(),
  );
  const error: unknown = await body.catch((reason: unknown) => reason);
  expect(readFailure(error)).toMatchObject({ kind: 'timeout', isRetryable: true });
});

it('tells a dead address from an answer that makes no sense', async () => {
  const endpoint = await start();
  endpoint.failNext({ kind: 'malformed' });
  const fetch = createEndpointFetch(5_000);
  const post = () => fetch(endpoint.url, { method: 'POST', body: '{}' }).then((response) => response.json());
  expect(readFailure(await post().catch((error: unknown) => error)).kind).toBe('malformed');
  await endpoint.close();
  expect(readFailure(await post().catch((error: unknown) => error))).toMatchObject({
    kind: 'unreachable',
    reason: 'no connection (ECONNREFUSED)',
  });
});
