import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createExternalVectors,
  type ExternalVectorsSettings,
} from '../../../src/adapters/langchain/external-vectors.ts';
import { EMBEDDING_POLICY } from '../../../src/adapters/langchain/policy.ts';
import { centre, meanOf } from '../../../src/retrieval/centre.ts';
import {
  type EmbeddingServerOptions,
  type FakeEmbeddingServer,
  startFakeEmbeddingServer,
} from '../../fakes/fake-embedding-server.ts';

const TEXTS = Array.from({ length: 80 }, (_, number) => `Text ${number} about subject ${number % 7}`);
const DAY_MS = 86_400_000;
const open: FakeEmbeddingServer[] = [];
let folder = '';
let now = Date.parse('2026-11-24T04:00:00Z');
let slept: number[] = [];
let cacheFaults: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goglobal-vectors-'));
  slept = [];
  cacheFaults = [];
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  await rm(folder, { recursive: true });
});

async function start(options: EmbeddingServerOptions = {}): Promise<FakeEmbeddingServer> {
  const server = await startFakeEmbeddingServer({ models: ['test-embedding', 'other-embedding'], ...options });
  open.push(server);
  return server;
}

function create(server: FakeEmbeddingServer, changes: Partial<ExternalVectorsSettings> = {}) {
  const settings: ExternalVectorsSettings = {
    provider: 'openai',
    baseUrl: `${server.url}/v1`,
    apiKey: undefined,
    model: 'test-embedding',
    azureDeployment: undefined,
    azureApiVersion: undefined,
    timeoutMs: 5_000,
    questionTimeoutMs: 5_000,
    ...changes,
  };
  const external = createExternalVectors(settings, {
    folder,
    clock: () => new Date(now),
    onCacheFault: (error) => void cacheFaults.push(error),
    sleep: async (ms) => void slept.push(ms),
  });
  if (external === null) throw new Error('no model was configured');
  return external;
}

async function createIndex(server: FakeEmbeddingServer, changes: Partial<ExternalVectorsSettings> = {}) {
  const external = create(server, changes);
  const vectors = [...(await external.embed(TEXTS)).values()];
  const mean = meanOf(vectors);
  const index = await external.index(
    vectors.map((vector) => centre(vector, mean)),
    mean,
  );
  server.requests.length = 0;
  return index;
}

it('is nothing when no model is configured', () => {
  const none = { baseUrl: undefined, apiKey: undefined, model: undefined, azureDeployment: undefined };
  const settings = { ...none, azureApiVersion: undefined, provider: 'local', timeoutMs: 1 } as const;
  const parts = { folder, clock: () => new Date(now), onCacheFault: () => undefined };
  expect(createExternalVectors(settings, parts)).toBeNull();
});

describe('texts', () => {
  it('become vectors of length 1, in batches', async () => {
    const server = await start();
    const vectors = await create(server).embed([...TEXTS, ...TEXTS]);
    expect([...vectors.keys()]).toEqual(TEXTS);
    for (const vector of vectors.values()) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(server.requests.map(({ json }) => (json['input'] as string[]).length)).toEqual([32, 32, 16]);
  });

  it('are embedded once: another start asks for new ones only', async () => {
    const server = await start();
    const first = await create(server).embed(TEXTS);
    server.requests.length = 0;
    const again = await create(server).embed([...TEXTS, 'A new text']);
    expect(server.texts()).toEqual(['A new text']);
    expect(again.get('Text 7 about subject 0')).toEqual(first.get('Text 7 about subject 0'));
  });

  it('need no endpoint when all are known', async () => {
    const server = await start();
    await create(server).embed(TEXTS);
    await server.close();
    await expect(create(server).embed(TEXTS)).resolves.toHaveProperty('size', 80);
  });

  it('are embedded anew for another model, and the former is still known', async () => {
    const server = await start();
    await create(server).embed(TEXTS);
    server.requests.length = 0;
    await create(server, { model: 'other-embedding' }).embed(TEXTS);
    expect(server.texts()).toHaveLength(80);
    await create(server).embed(TEXTS);
    expect(server.texts()).toHaveLength(80);
  });

  it('are embedded anew when another model answers to the same name', async () => {
    const server = await start();
    await create(server).embed(TEXTS);
    server.replaceModel(64);
    const vectors = await create(server).embed([...TEXTS, 'A new text']);
    expect(new Set([...vectors.values()].map((vector) => vector.length))).toEqual(new Set([64]));
    server.requests.length = 0;
    await create(server).embed([...TEXTS, 'A new text']);
    expect(server.texts()).toEqual([]);
  });

  it('wait for a busy endpoint as long as it says, or longer each time', async () => {
    const server = await start();
    server.failNext(
      { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
      { kind: 'status', status: 503 },
      { kind: 'status', status: 429 },
    );
    await expect(create(server).embed(TEXTS)).resolves.toHaveProperty('size', 80);
    expect(slept).toEqual([7_000, 2_000, 4_000]);
  });

  it('do not wait for an endpoint that wants an hour, or that stays busy', async () => {
    const server = await start();
    server.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '3600' } });
    await expect(create(server).embed(TEXTS)).rejects.toMatchObject({
      code: 'embedder_unavailable',
      isRetryable: true,
    });
    expect(slept).toEqual([]);
    server.failAlways({ kind: 'status', status: 500 });
    await expect(create(server).embed(TEXTS)).rejects.toMatchObject({ code: 'embedder_unavailable' });
    expect(slept).toHaveLength(EMBEDDING_POLICY.triesAtIndexTime - 1);
  });

  it('that were embedded before a failure are not asked for again', async () => {
    const server = await start();
    server.failNext(null, null, { kind: 'hangs-up' });
    const external = create(server);
    await expect(external.embed(TEXTS)).rejects.toMatchObject({ code: 'embedder_unavailable', isRetryable: true });
    server.requests.length = 0;
    await external.embed(TEXTS);
    expect(server.texts()).toEqual(TEXTS.slice(64));
  });

  it('go in smaller batches to an endpoint that takes fewer at once', async () => {
    const server = await start({ largestBatch: 10 });
    await expect(create(server).embed(TEXTS)).resolves.toHaveProperty('size', 80);
    expect(Math.max(...server.requests.slice(2).map(({ json }) => (json['input'] as string[]).length))).toBe(8);
  });

  it.each([
    ['a wrong key', { apiKey: 'right' }, 'is the key right?'],
    ['an unknown model', { models: [] }, 'are address, model and deployment right?'],
  ])('with %s fail at once and say so', async (_, options, reason) => {
    const server = await start(options);
    await expect(create(server, { apiKey: 'wrong' }).embed(TEXTS)).rejects.toMatchObject({
      code: 'embedder_unavailable',
      isRetryable: false,
      message: expect.stringContaining(reason),
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['malformed', 'other-json'] as const)('fail when the answer is %s', async (kind) => {
    const server = await start();
    server.failNext({ kind });
    await expect(create(server).embed(TEXTS)).rejects.toMatchObject({
      code: 'embedder_unavailable',
      isRetryable: false,
    });
  });

  it('are embedded again when the file that keeps them is damaged', async () => {
    const server = await start();
    await create(server).embed(TEXTS);
    await writeFile(join(folder, 'vectors.sqlite'), 'not a database, but long enough to look like one '.repeat(100));
    server.requests.length = 0;
    await expect(create(server).embed(TEXTS)).resolves.toHaveProperty('size', 80);
    expect(server.texts()).toHaveLength(80);
    expect(cacheFaults).toHaveLength(1);
    await create(server).embed(TEXTS);
    expect(server.texts()).toHaveLength(80);
  });

  it('that nobody needed for two months are deleted', async () => {
    const server = await start();
    await create(server).embed(['needed', 'not needed']);
    now += 40 * DAY_MS;
    await create(server).embed(['needed']);
    now += 40 * DAY_MS;
    await create(server).embed(['something new']);
    server.requests.length = 0;
    await create(server).embed(['needed', 'not needed']);
    expect(server.texts()).toEqual(['not needed']);
  });
});

describe('a question', () => {
  it('finds the texts nearest to it', async () => {
    const index = await createIndex(await start());
    const nearest = await index.nearest('text 12, about SUBJECT 5', 3);
    expect(nearest).toHaveLength(3);
    expect(nearest[0]).toMatchObject({ item: 12, cosine: expect.closeTo(1, 4) });
  });

  it('that the knowledge has as an example needs no request', async () => {
    const server = await start();
    const index = await createIndex(server);
    await server.close();
    await expect(index.nearest('Text 12 about subject 5', 3)).resolves.toHaveLength(3);
  });

  it('asked again, or by two at once, is embedded once', async () => {
    const server = await start();
    const index = await createIndex(server);
    await Promise.all([index.nearest('the same question', 3), index.nearest('the same question', 3)]);
    await index.nearest('the same question', 3);
    expect(server.texts()).toEqual(['the same question']);
  });

  it.each([
    { kind: 'silent' },
    { kind: 'hangs-up' },
    { kind: 'malformed' },
    { kind: 'other-json' },
    { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
    { kind: 'status', status: 500 },
  ] as const)('is not repeated when the endpoint fails: %j', async (fault) => {
    const server = await start();
    const index = await createIndex(server, fault.kind === 'silent' ? { questionTimeoutMs: 60 } : {});
    server.failNext(fault);
    await expect(index.nearest('which?', 3)).rejects.toMatchObject({ code: 'embedder_unavailable' });
    expect(server.requests).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  it('that failed is embedded when it is asked again', async () => {
    const server = await start();
    const index = await createIndex(server);
    server.failNext({ kind: 'status', status: 500 });
    await expect(index.nearest('which?', 3)).rejects.toThrow();
    await expect(index.nearest('which?', 3)).resolves.toHaveLength(3);
  });

  it('does not try an endpoint that keeps failing, until a while has passed', async () => {
    const server = await start();
    const index = await createIndex(server);
    server.failAlways({ kind: 'status', status: 500 });
    for (let turn = 0; turn < 6; turn++) {
      await expect(index.nearest(`question ${turn}`, 3)).rejects.toMatchObject({ code: 'embedder_unavailable' });
    }
    expect(server.requests).toHaveLength(EMBEDDING_POLICY.failuresToPause);
    server.failAlways(null);
    await expect(index.nearest('again', 3)).rejects.toThrow('left alone');
    now += EMBEDDING_POLICY.pauseMs;
    await expect(index.nearest('again', 3)).resolves.toHaveLength(3);
    await expect(index.nearest('and again', 3)).resolves.toHaveLength(3);
  });

  it('fails when the endpoint has another model now', async () => {
    const server = await start();
    const index = await createIndex(server);
    server.replaceModel(64);
    await expect(index.nearest('which?', 3)).rejects.toThrow('vectors of 64 numbers, the index has 48');
  });
});
