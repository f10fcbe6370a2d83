import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { createEndpointFetch } from '../endpoint/endpoint-fetch.ts';

/** A model of an endpoint, as the environment names it. */
export interface EmbeddingsSettings {
  readonly provider: 'openai' | 'azure' | 'ollama';
  /** OpenAI-compatible: the part before /embeddings. Azure: https://NAME.openai.azure.com. Ollama: without /api. */
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
  readonly model: string | undefined;
  readonly azureDeployment: string | undefined;
  readonly azureApiVersion: string | undefined;
}

export interface EmbeddingsUse {
  /** Of one request, body included. */
  readonly timeoutMs: number;
  /** Requests under way at once. */
  readonly atOnce: number;
}

const OPENAI = 'https://api.openai.com/v1';
/** The latest dated version: https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle */
const AZURE_API_VERSION = '2024-10-21';

/**
 * langchain's client of the configured model. One call is one request: nothing is repeated, so that the caller decides
 * what a failure means. Every address and key is given here; nothing comes from variables that other programs share.
 */
export function createEmbeddings(settings: EmbeddingsSettings, use: EmbeddingsUse): EmbeddingsInterface {
  // Loaded from now on, and only where a model is configured: the clients are large.
  const client = openClient(settings, use);
  // Whoever asks for a vector is told.
  client.catch(() => undefined);
  return {
    embedQuery: async (text) => (await client).embedQuery(text),
    embedDocuments: async (texts) => (await client).embedDocuments(texts),
  };
}

async function openClient(settings: EmbeddingsSettings, use: EmbeddingsUse): Promise<EmbeddingsInterface> {
  const fetch = createEndpointFetch(use.timeoutMs);
  const caller = { maxRetries: 0, maxConcurrency: use.atOnce };
  // The time-out of our fetch covers the body too; the client's own only has to be later.
  const openAi = { ...caller, timeout: 2 * use.timeoutMs, stripNewLines: false, batchSize: 2048 };
  const configuration = { fetch, logLevel: 'off', organization: null, project: null } as const;
  switch (settings.provider) {
    case 'openai': {
      const { OpenAIEmbeddings } = await import('@langchain/openai');
      return new OpenAIEmbeddings({
        ...openAi,
        ...givenModel(settings.model),
        // A compatible server of one's own may need no key, but the client does.
        apiKey: settings.apiKey ?? 'none',
        // The client asks for base64 by itself; of compatible servers not all know it, and all know numbers.
        ...(settings.baseUrl === undefined ? {} : { encodingFormat: 'float' as const }),
        configuration: { ...configuration, baseURL: settings.baseUrl ?? OPENAI },
      });
    }
    case 'azure': {
      const { AzureOpenAIEmbeddings } = await import('@langchain/openai');
      return new AzureOpenAIEmbeddings({
        ...openAi,
        ...givenModel(settings.model ?? settings.azureDeployment),
        azureOpenAIApiKey: settings.apiKey ?? '',
        azureOpenAIBasePath: `${withoutSlash(settings.baseUrl ?? '')}/openai/deployments`,
        azureOpenAIApiEmbeddingsDeploymentName: settings.azureDeployment ?? '',
        azureOpenAIApiVersion: settings.azureApiVersion ?? AZURE_API_VERSION,
        configuration,
      });
    }
    case 'ollama': {
      const { OllamaEmbeddings } = await import('@langchain/ollama');
      return new OllamaEmbeddings({
        ...caller,
        ...givenModel(settings.model),
        baseUrl: withoutSlash(settings.baseUrl ?? 'http://127.0.0.1:11434'),
        truncate: true,
        ...(settings.apiKey === undefined ? {} : { headers: { Authorization: `Bearer ${settings.apiKey}` } }),
        fetch,
      });
    }
  }
}

function givenModel(model: string | undefined): { readonly model?: string } {
  return model === undefined ? {} : { model };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
