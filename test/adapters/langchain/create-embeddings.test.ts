import { afterEach, describe, expect, it, vi } from 'vitest';
import { readFailure } from '../../../src/adapters/endpoint/read-failure.ts';
import { createEmbeddings, type EmbeddingsSettings } from '../../../src/adapters/langchain/create-embeddings.ts';
import {
  type EmbeddingServerOptions,
  type FakeEmbeddingServer,
  startFakeEmbeddingServer,
} from '../../fakes/fake-embedding-server.ts';
import { hashedVector } from '../../fakes/hashed-vector.ts';

const KEY = 'a-key-of-the-tests';
const USE = { timeoutMs: 5_000, atOnce: 4 };
const open: FakeEmbeddingServer[] = [];

async function start(options: EmbeddingServerOptions = { apiKey: KEY }): Promise<FakeEmbeddingServer> {
  const server = await startFakeEmbeddingServer(options);
  open.push(server);
  return server;
}

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of open.splice(0)) await server.close();
});

const none = {
  baseUrl: undefined,
  apiKey: KEY,
  model: undefined,
  azureDeployment: undefined,
  azureApiVersion: undefined,
};
const protocols: Record<EmbeddingsSettings['provider'], (url: string) => EmbeddingsSettings> = {
  openai: (url) => ({ ...none, provider: 'openai', baseUrl: `${url}/v1`, model: 'test-embedding' }),
  azure: (url) => ({ ...none, provider: 'azure', baseUrl: `${url}/`, azureDeployment: 'our-deployment' }),
  ollama: (url) => ({ ...none, provider: 'ollama', baseUrl: url, model: 'test-embedding' }),
};

describe.each(Object.entries(protocols))('%s', (provider, settingsOf) => {
  const model = provider === 'azure' ? 'our-deployment' : 'test-embedding';

  it('gives the vectors of texts and of a question, in their order', async () => {
    const server = await start();
    const embeddings = createEmbeddings(settingsOf(server.url), USE);
    const expected = (text: string) => hashedVector(text, 48, model);
    expect(await embeddings.embedDocuments(['利得税\n两级', 'a bank account'])).toEqual([
      expected('利得税\n两级'),
      expected('a bank account'),
    ]);
    expect(Array.from(await embeddings.embedQuery('越南呢?'))).toEqual(expected('越南呢?'));
    expect(server.requests).toHaveLength(2);
  });

  it('asks once and tells a wrong key from a busy endpoint', async () => {
    const server = await start();
    const wrong = createEmbeddings({ ...settingsOf(server.url), apiKey: 'another-key' }, USE);
    const refused = readFailure(await wrong.embedQuery('x').catch((error: unknown) => error));
    expect(refused).toMatchObject({ status: 401, isRetryable: false, reason: 'HTTP 401: is the key right?' });
    server.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '2' } }, { kind: 'status', status: 503 });
    const embeddings = createEmbeddings(settingsOf(server.url), USE);
    const busy = readFailure(await embeddings.embedDocuments(['x']).catch((error: unknown) => error));
    expect(busy).toMatchObject({ status: 429, retryAfterMs: 2_000, isRetryable: true });
    const ill = readFailure(await embeddings.embedDocuments(['x']).catch((error: unknown) => error));
    expect(ill).toMatchObject({ status: 503, isRetryable: true });
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['silent', 'timeout'],
    ['stalls', 'timeout'],
    ['hangs-up', 'unreachable'],
    ['malformed', 'malformed'],
  ] as const)('an endpoint that is %s counts as %s', async (fault, kind) => {
    const server = await start();
    server.failNext({ kind: fault });
    const timeoutMs = kind === 'timeout' ? 60 : 5_000;
    const embeddings = createEmbeddings(settingsOf(server.url), { ...USE, timeoutMs });
    expect(readFailure(await embeddings.embedQuery('x').catch((error: unknown) => error)).kind).toBe(kind);
  });
});

it('sends nothing to addresses or with keys that other programs keep in the environment', async () => {
  const [ours, theirs] = [await start(), await start()];
  vi.stubEnv('OPENAI_API_KEY', 'their-key');
  vi.stubEnv('OPENAI_BASE_URL', `${theirs.url}/v1`);
  vi.stubEnv('OPENAI_ORGANIZATION', 'their-organisation');
  vi.stubEnv('AZURE_OPENAI_API_KEY', 'their-key');
  vi.stubEnv('AZURE_OPENAI_BASE_PATH', `${theirs.url}/openai/deployments`);
  vi.stubEnv('OLLAMA_BASE_URL', theirs.url);
  for (const settingsOf of Object.values(protocols)) await createEmbeddings(settingsOf(ours.url), USE).embedQuery('x');
  expect(theirs.requests).toHaveLength(0);
  expect(JSON.stringify(ours.requests)).not.toContain('their-');
});

it('reads base64 as well as numbers', async () => {
  const server = await start();
  await createEmbeddings(protocols.azure(server.url), USE).embedQuery('x');
  expect(server.requests[0]?.json['encoding_format']).toBe('base64');
  const other = await start({ apiKey: KEY, ignoresBase64: true });
  const numbers = await createEmbeddings(protocols.azure(other.url), USE).embedQuery('x');
  expect(numbers).toEqual(hashedVector('x', 48, 'our-deployment'));
});

it('asks a compatible server for numbers, and needs no key for it', async () => {
  const server = await start({});
  const embeddings = createEmbeddings({ ...protocols.openai(server.url), apiKey: undefined }, USE);
  expect(await embeddings.embedQuery('x')).toHaveLength(48);
  expect(server.requests[0]?.json['encoding_format']).toBe('float');
});
