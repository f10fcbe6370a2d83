import { afterEach, describe, expect, it } from 'vitest';
import { createHttpReranker, type RerankSettings } from '../../../src/adapters/rerank/http-reranker.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../../fakes/fake-endpoint.ts';
import { startFakeRerankServer } from '../../fakes/fake-rerank-server.ts';

const KEY = 'a-key-of-the-tests';
const PASSAGES = [
  { id: 'long', text: 'a long passage' },
  { id: 'short', text: 'short' },
  { id: 'middle', text: 'middling' },
];
const open: FakeEndpoint[] = [];
let now = 0;

async function start(): Promise<FakeEndpoint> {
  const server = await startFakeRerankServer({ apiKey: KEY, relevance: (_, text) => 1 / text.length });
  open.push(server);
  return server;
}

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const settings = (url: string): RerankSettings => ({ url, apiKey: KEY, model: 'test-reranker', timeoutMs: 5_000 });
const create = (given: RerankSettings) => createHttpReranker(given, () => new Date(now));

describe.each([
  ['Cohere', '/v2/rerank', 'test-reranker'],
  ['Jina', '/v1/rerank', 'test-reranker'],
  ['Text Embeddings Inference', '/rerank', undefined],
])('%s', (_, path, model) => {
  it('gives the scores of all passages, best first', async () => {
    const server = await start();
    const scores = await create({ ...settings(`${server.url}${path}`), model }).rerank('which?', PASSAGES);
    expect(scores).toEqual([
      { id: 'short', score: 1 / 5 },
      { id: 'middle', score: 1 / 8 },
      { id: 'long', score: 1 / 14 },
    ]);
    expect(server.requests[0]?.json).toMatchObject({ query: 'which?' });
  });
});

it.each([
  [{ kind: 'status', status: 401 }, 'is the key right?', false],
  [{ kind: 'status', status: 429 }, 'more requests than it allows', true],
  [{ kind: 'status', status: 500 }, 'HTTP 500', true],
  [{ kind: 'silent' }, 'no answer in time', true],
  [{ kind: 'stalls' }, 'no answer in time', true],
  [{ kind: 'hangs-up' }, 'no connection', true],
  [{ kind: 'malformed' }, 'not JSON', false],
  [{ kind: 'other-json' }, 'neither of the known forms', false],
] as const)('says what is wrong: %j', async (fault, reason, isRetryable) => {
  const server = await start();
  server.failNext(fault);
  const timeoutMs = fault.kind === 'silent' || fault.kind === 'stalls' ? 60 : 5_000;
  const asked = create({ ...settings(`${server.url}/v2/rerank`), timeoutMs }).rerank('which?', PASSAGES);
  await expect(asked).rejects.toMatchObject({
    code: 'reranker_unavailable',
    isRetryable,
    message: expect.stringContaining(reason),
  });
});

it('refuses a score for a passage that was not sent', async () => {
  const liar = await startFakeEndpoint(() => ({ status: 200, json: { results: [{ index: 3, relevance_score: 1 }] } }));
  open.push(liar);
  await expect(create(settings(liar.url)).rerank('which?', PASSAGES)).rejects.toMatchObject({ isRetryable: false });
});

it('leaves an endpoint that keeps failing alone for a while', async () => {
  const server = await start();
  const reranker = create(settings(`${server.url}/v2/rerank`));
  server.failAlways({ kind: 'status', status: 500 });
  for (let turn = 0; turn < 5; turn++) await expect(reranker.rerank('which?', PASSAGES)).rejects.toThrow();
  expect(server.requests).toHaveLength(3);
  server.failAlways(null);
  now += 20_000;
  await expect(reranker.rerank('which?', PASSAGES)).resolves.toHaveLength(3);
});
