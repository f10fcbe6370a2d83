import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHnswlibVectorIndex } from '../../src/adapters/hnswlib/hnswlib-vector-index.ts';
import { createExternalVectors } from '../../src/adapters/langchain/external-vectors.ts';
import { TrainedEmbeddings } from '../../src/adapters/langchain/trained-embeddings.ts';
import { createHttpReranker } from '../../src/adapters/rerank/http-reranker.ts';
import type { RetrievalRequest } from '../../src/domain/retrieval.ts';
import { passagesOf } from '../../src/knowledge/passages-of.ts';
import type { Reranker } from '../../src/retrieval/reranker.ts';
import { Retriever } from '../../src/retrieval/retriever.ts';
import { type FakeEmbeddingServer, startFakeEmbeddingServer } from '../fakes/fake-embedding-server.ts';
import type { FakeEndpoint } from '../fakes/fake-endpoint.ts';
import { startFakeRerankServer } from '../fakes/fake-rerank-server.ts';
import { createMemoryModelSource } from '../fakes/memory-model-source.ts';
import { smallKnowledge } from '../support/small-knowledge.ts';

const QUESTION = 'What does a trade mark cost?';
const open: FakeEndpoint[] = [];
let folder = '';
let now = 0;
let faults: string[] = [];
let models = createMemoryModelSource();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goglobal-models-'));
  now = Date.parse('2026-11-24T04:00:00Z');
  faults = [];
  models = createMemoryModelSource();
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  await rm(folder, { recursive: true });
});

const clock = () => new Date(now);

function createRetriever(
  embeddings: FakeEmbeddingServer | null,
  { reranker = null, questionTimeoutMs = 5_000 }: { reranker?: Reranker | null; questionTimeoutMs?: number } = {},
): Retriever {
  const settings = {
    provider: embeddings === null ? 'local' : 'ollama',
    baseUrl: embeddings?.url,
    apiKey: undefined,
    model: 'test-embedding',
    azureDeployment: undefined,
    azureApiVersion: undefined,
    timeoutMs: 5_000,
    questionTimeoutMs,
  } as const;
  return new Retriever({
    passagesOf,
    models,
    makeVectorIndex: (encode, vectors) => createHnswlibVectorIndex(new TrainedEmbeddings(encode), vectors),
    external: createExternalVectors(settings, {
      folder,
      clock,
      onCacheFault: (error) => void faults.push(String(error)),
      sleep: async () => undefined,
    }),
    reranker,
    clock,
    onVectorFault: (error) =>
      void faults.push(error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  });
}

function ask(question: string): RetrievalRequest {
  return { question, language: 'en', history: [], lastAnswer: '', previousArticles: [], standsAlone: true };
}

async function startEmbeddings(): Promise<FakeEmbeddingServer> {
  const server = await startFakeEmbeddingServer();
  open.push(server);
  return server;
}

describe('a configured embedding model', () => {
  it('takes part in every question, with thresholds of its own', async () => {
    const retriever = createRetriever(await startEmbeddings());
    await retriever.load(smallKnowledge(), clock(), false);
    const { arms, articles } = await retriever.retrieve(ask(QUESTION));
    expect({ arms, first: articles[0]?.article }).toEqual({ arms: 'hybrid', first: 'trade-mark' });
    expect(models.trained.filter(({ embedded }) => embedded !== null)).toHaveLength(3);
    expect(faults).toEqual([]);
  });

  it('that does not answer a question is counted, and the question is answered as without it', async () => {
    const server = await startEmbeddings();
    const retriever = createRetriever(server, { questionTimeoutMs: 60 });
    await retriever.load(smallKnowledge(), clock(), false);
    const plain = createRetriever(null);
    await plain.load(smallKnowledge(), clock(), false);
    server.failAlways({ kind: 'silent' });
    expect(await retriever.retrieve(ask(QUESTION))).toEqual(await plain.retrieve(ask(QUESTION)));
    expect(faults).toEqual(['embedder_unavailable']);
  });

  it('takes part again as soon as it answers', async () => {
    const server = await startEmbeddings();
    const retriever = createRetriever(server);
    await retriever.load(smallKnowledge(), clock(), false);
    server.failNext({ kind: 'status', status: 500 });
    expect((await retriever.retrieve(ask(QUESTION))).arms).toBe('lexical');
    expect((await retriever.retrieve(ask(QUESTION))).arms).toBe('hybrid');
  });

  it('that is down when the program starts is taken up once it is there, behind the turns', async () => {
    const server = await startEmbeddings();
    server.failAlways({ kind: 'hangs-up' });
    const retriever = createRetriever(server);
    await retriever.load(smallKnowledge(), clock(), false);
    expect(retriever.lacksConfiguredModel).toBe(true);
    const counted = faults.length;
    expect((await retriever.retrieve(ask(QUESTION))).arms).toBe('lexical');
    await retriever.settled();
    expect(faults).toHaveLength(counted);

    now += 30_000;
    await retriever.retrieve(ask(QUESTION));
    await retriever.settled();
    expect(retriever.lacksConfiguredModel).toBe(true);
    expect(faults.length).toBeGreaterThan(counted);

    server.failAlways(null);
    now += 30_000;
    expect((await retriever.retrieve(ask(QUESTION))).arms).toBe('lexical');
    await retriever.settled();
    expect(retriever.lacksConfiguredModel).toBe(false);
    expect((await retriever.retrieve(ask(QUESTION))).arms).toBe('hybrid');
  });

  it('taken up late never brings back knowledge that was replaced meanwhile', async () => {
    const server = await startEmbeddings();
    server.failAlways({ kind: 'hangs-up' });
    const retriever = createRetriever(server);
    await retriever.load(smallKnowledge('old'), clock(), false);
    server.failAlways(null);
    now += 30_000;
    await retriever.retrieve(ask(QUESTION));
    const fresh = smallKnowledge('new');
    await retriever.load({ ...fresh, articles: fresh.articles.slice(0, 3) }, clock(), false);
    await retriever.settled();
    expect(retriever.info).toMatchObject({ version: 'new', passages: 18 });
  });

  it('keeps a saved article searchable at once, and is trained for it afterwards', async () => {
    const retriever = createRetriever(await startEmbeddings());
    const knowledge = smallKnowledge();
    await retriever.load({ ...knowledge, articles: knowledge.articles.slice(0, 4) }, clock(), false);
    models.trained.length = 0;
    const changed = smallKnowledge('changed');
    expect(await retriever.load(changed, clock(), true)).toEqual({ isComplete: false });
    expect(models.trained).toEqual([]);
    expect((await retriever.retrieve(ask('How do I settle a dispute by arbitration?'))).articles[0]?.article).toBe(
      'arbitration',
    );
    await retriever.retrain(changed);
    expect(await retriever.load(changed, clock(), true)).toEqual({ isComplete: true });
    expect(models.trained).toHaveLength(6);
  });
});

describe('a configured reranking endpoint', () => {
  async function startReranker(relevance: (question: string, text: string) => number, timeoutMs = 5_000) {
    const server = await startFakeRerankServer({ relevance });
    open.push(server);
    const settings = { url: `${server.url}/rerank`, apiKey: undefined, model: undefined, timeoutMs };
    const retriever = createRetriever(null, { reranker: createHttpReranker(settings, clock) });
    await retriever.load(smallKnowledge(), clock(), false);
    return { server, retriever };
  }

  /** The subject that plain retrieval puts second, as its passages name it. */
  async function runnerUp(): Promise<{ readonly article: string; readonly name: string }> {
    const plain = createRetriever(null);
    await plain.load(smallKnowledge(), clock(), false);
    const { articles } = await plain.retrieve(ask(QUESTION));
    expect(articles[0]?.article).toBe('trade-mark');
    const article = articles[1]?.article ?? '';
    return { article, name: article.replace('-', ' ') };
  }

  it('changes the order of articles and passages', async () => {
    const { article, name } = await runnerUp();
    const { server, retriever } = await startReranker((_, text) => (text.includes(name) ? 0.9 : 0));
    const { articles, passages } = await retriever.retrieve(ask(QUESTION));
    expect([articles[0]?.article, passages[0]?.passage.article]).toEqual([article, article]);
    expect(articles).toHaveLength(5);
    expect(passages).toHaveLength(8);
    expect(server.requests[0]?.json).toMatchObject({ query: QUESTION });
  });

  it('with scores below 0 still means the same order', async () => {
    const { article, name } = await runnerUp();
    const { retriever } = await startReranker((_, text) => (text.includes(name) ? -1 : -9));
    expect((await retriever.retrieve(ask(QUESTION))).articles[0]?.article).toBe(article);
  });

  it('that finds all passages alike changes nothing', async () => {
    const plain = createRetriever(null);
    await plain.load(smallKnowledge(), clock(), false);
    const { retriever } = await startReranker(() => 0.4);
    const [before, after] = [await plain.retrieve(ask(QUESTION)), await retriever.retrieve(ask(QUESTION))];
    expect(after.articles.map(({ article }) => article)).toEqual(before.articles.map(({ article }) => article));
    expect(after.passages.map(({ passage }) => passage.id)).toEqual(before.passages.map(({ passage }) => passage.id));
  });

  it('is asked neither for what is declined, nor for pinyin, nor when the program only asks itself', async () => {
    const { server, retriever } = await startReranker(() => 0.5);
    expect((await retriever.retrieve(ask('zzzz qqqq'))).zone).toBe('decline');
    const pinyin = await retriever.retrieve({ ...ask('shangbiao yao duoshao qian'), language: 'zh-Hans' });
    expect(pinyin.arms).toBe('pinyin');
    await retriever.retrieve({ ...ask(QUESTION), isRehearsal: true });
    expect(server.requests).toEqual([]);
  });

  it.each([
    { kind: 'silent' },
    { kind: 'status', status: 500 },
    { kind: 'malformed' },
  ] as const)('that fails is counted and left out: %j', async (fault) => {
    const plain = createRetriever(null);
    await plain.load(smallKnowledge(), clock(), false);
    const { server, retriever } = await startReranker(() => 0.5, fault.kind === 'silent' ? 60 : 5_000);
    server.failAlways(fault);
    expect(await retriever.retrieve(ask(QUESTION))).toEqual(await plain.retrieve(ask(QUESTION)));
    expect(faults).toEqual(['reranker_unavailable']);
  });
});
