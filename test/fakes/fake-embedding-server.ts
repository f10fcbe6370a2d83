import { type EndpointAnswer, type EndpointRequest, type FakeEndpoint, startFakeEndpoint } from './fake-endpoint.ts';
import { hashedVector } from './hashed-vector.ts';

export interface EmbeddingServerOptions {
  /** Asked for by OpenAI's and Azure's protocol; Ollama's asks for it only when it stands behind a proxy. */
  readonly apiKey?: string;
  readonly models?: readonly string[];
  readonly deployment?: string;
  readonly dimensions?: number;
  /** More texts at once are refused with 400, as DashScope does. */
  readonly largestBatch?: number;
  /** Writes numbers although base64 was asked for, as some compatible servers do. */
  readonly ignoresBase64?: boolean;
}

export interface FakeEmbeddingServer extends FakeEndpoint {
  /** All texts of all requests, in order. */
  texts(): string[];
  /** Another model answers to the same name from now on. */
  replaceModel(dimensions: number): void;
}

/**
 * OpenAI's /v1/embeddings (https://platform.openai.com/docs/api-reference/embeddings), Azure's
 * /openai/deployments/{deployment}/embeddings (https://learn.microsoft.com/azure/ai-services/openai/reference) and
 * Ollama's /api/embed (https://github.com/ollama/ollama/blob/main/docs/api.md), errors included.
 */
export async function startFakeEmbeddingServer(options: EmbeddingServerOptions = {}): Promise<FakeEmbeddingServer> {
  const { models = ['test-embedding'], deployment = 'our-deployment', largestBatch = 2048 } = options;
  let dimensions = options.dimensions ?? 48;
  const endpoint = await startFakeEndpoint((request) => {
    const { path, headers, json } = request;
    const texts = textsOf(json);
    const bearer = headers.authorization === `Bearer ${options.apiKey ?? ''}`;
    if (path === '/v1/embeddings') {
      if (options.apiKey !== undefined && !bearer)
        return openAiError(401, 'Incorrect API key provided', 'invalid_api_key');
      if (!models.includes(String(json['model'])))
        return openAiError(404, 'The model does not exist', 'model_not_found');
      return openAiAnswer(texts, json, String(json['model']));
    }
    if (path.startsWith('/openai/deployments/')) {
      if (headers['api-key'] !== options.apiKey) return openAiError(401, 'Access denied due to invalid key', '401');
      if (!/^\d{4}-\d\d-\d\d(-preview)?$/.test(request.query.get('api-version') ?? ''))
        return openAiError(404, 'Resource not found', '404');
      if (path !== `/openai/deployments/${deployment}/embeddings`)
        return openAiError(404, 'The API deployment for this resource does not exist', 'DeploymentNotFound');
      return openAiAnswer(texts, json, deployment);
    }
    if (path === '/api/embed') {
      if (options.apiKey !== undefined && !bearer) return { status: 401, json: { error: 'unauthorized' } };
      return ollamaAnswer(texts, String(json['model']));
    }
    return { status: 404, json: { error: 'not found' } };
  });

  function openAiAnswer(texts: readonly string[] | null, json: EndpointRequest['json'], model: string): EndpointAnswer {
    if (texts === null || texts.length === 0 || texts.length > largestBatch || texts.includes(''))
      return openAiError(400, "'$.input' is invalid. Please check the API reference", 'invalid_request_error');
    const isBase64 = json['encoding_format'] === 'base64' && options.ignoresBase64 !== true;
    const data = texts.map((text, index) => {
      const vector = hashedVector(text, dimensions, model);
      return { object: 'embedding', index, embedding: isBase64 ? toBase64(vector) : vector };
    });
    return { status: 200, json: { object: 'list', data, model, usage: { prompt_tokens: 1, total_tokens: 1 } } };
  }

  function ollamaAnswer(texts: readonly string[] | null, model: string): EndpointAnswer {
    if (!models.includes(model))
      return { status: 404, json: { error: `model "${model}" not found, try pulling it first` } };
    const embeddings = (texts ?? []).map((text) => hashedVector(text, dimensions, model));
    return { status: 200, json: { model, embeddings, total_duration: 1, load_duration: 1, prompt_eval_count: 1 } };
  }

  return {
    ...endpoint,
    texts: () => endpoint.requests.flatMap(({ json }) => textsOf(json) ?? []),
    replaceModel: (newDimensions) => {
      dimensions = newDimensions;
    },
  };
}

function textsOf({ input }: EndpointRequest['json']): string[] | null {
  const texts: unknown[] = Array.isArray(input) ? input : [input];
  return texts.every((text) => typeof text === 'string') ? texts : null;
}

function openAiError(status: number, message: string, code: string): EndpointAnswer {
  return { status, json: { error: { message, type: 'invalid_request_error', param: null, code } } };
}

/** Little-endian 32-bit floats. */
function toBase64(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}
