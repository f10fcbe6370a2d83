import { type EndpointAnswer, type FakeEndpoint, startFakeEndpoint } from './fake-endpoint.ts';

export interface RerankServerOptions {
  readonly apiKey?: string;
  /** Relevance of a text to the question; Cohere's scale is 0 to 1. */
  readonly relevance: (question: string, text: string) => number;
  /** More texts at once are refused with 413, as Text Embeddings Inference does. */
  readonly largestBatch?: number;
}

/**
 * Cohere's /v2/rerank (https://docs.cohere.com/reference/rerank) and Jina's /v1/rerank (https://jina.ai/reranker) with
 * {model, query, documents, top_n}, and Text Embeddings Inference's /rerank with {query, texts}; best first, as all do.
 */
export function startFakeRerankServer(options: RerankServerOptions): Promise<FakeEndpoint> {
  return startFakeEndpoint(({ path, headers, json }) => {
    const isTextEmbeddingsInference = path === '/rerank';
    if (options.apiKey !== undefined && headers.authorization !== `Bearer ${options.apiKey}`)
      return { status: 401, json: { message: 'invalid api token' } };
    const texts = isTextEmbeddingsInference ? json['texts'] : json['documents'];
    const { query } = json;
    if (!Array.isArray(texts) || typeof query !== 'string')
      return { status: 422, json: { message: 'invalid request' } };
    const scored = texts
      .map((text, index) => ({ index, score: options.relevance(query, String(text)) }))
      .sort((a, b) => b.score - a.score);
    if (isTextEmbeddingsInference) return textEmbeddingsInference(scored, options.largestBatch ?? 32);
    if (typeof json['model'] !== 'string') return { status: 400, json: { message: 'model is required' } };
    const results = scored.slice(0, Number(json['top_n'] ?? texts.length)).map(toRelevance);
    return { status: 200, json: { id: 'an-id', results, meta: { api_version: { version: '2' } } } };
  });
}

type Scored = { readonly index: number; readonly score: number };

function toRelevance({ index, score }: Scored): { index: number; relevance_score: number } {
  return { index, relevance_score: score };
}

function textEmbeddingsInference(scored: readonly Scored[], largestBatch: number): EndpointAnswer {
  if (scored.length > largestBatch)
    return {
      status: 413,
      json: { error: `batch size ${scored.length} > maximum allowed batch size`, error_type: 'Validation' },
    };
  return { status: 200, json: scored };
}
