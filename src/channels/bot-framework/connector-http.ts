import type { ConnectorClientOptions } from 'botframework-connector';
import { z } from 'zod';

/** The service answered a call with an error. */
export class ConnectorRefusal extends Error {
  readonly status: number;
  /** The service's word for it. */
  readonly code: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, code: string | null, retryAfterSeconds: number | null) {
    super(`the bot service refuses a call (${status} ${code ?? ''})`);
    this.name = 'ConnectorRefusal';
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

type HttpClient = NonNullable<ConnectorClientOptions['httpClient']>;

const refusalSchema = z.object({ error: z.object({ code: z.string().max(100) }) });

/**
 * What the SDK's connector calls with. Its own client tries again by itself for up to a minute and follows redirects with
 * our token; trying again is the outbox's work, which other messages wait behind.
 */
export function createConnectorHttp(timeoutMs: number): HttpClient {
  return {
    async sendRequest(request) {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.toJson(),
        ...(typeof request.body === 'string' ? { body: request.body } : {}),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const bodyAsText = await response.text();
      if (!response.ok)
        throw new ConnectorRefusal(response.status, codeOf(bodyAsText), secondsOf(response.headers.get('retry-after')));
      const headers = request.headers.clone();
      headers.set('content-type', 'application/json');
      // An answer without a body is no JSON.
      return { status: response.status, headers, request, bodyAsText: bodyAsText.trim() === '' ? '{}' : bodyAsText };
    },
  };
}

function codeOf(text: string): string | null {
  try {
    return refusalSchema.safeParse(JSON.parse(text)).data?.error.code ?? null;
  } catch {
    return null;
  }
}

function secondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null;
}
