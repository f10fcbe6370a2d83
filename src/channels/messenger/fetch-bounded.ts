import type { FetchedMedia } from './channel.ts';

/** GETs a file and never holds more than `most` bytes of it; redirects are not followed, for they would take secrets along. */
export async function fetchBounded(
  url: string,
  { headers = {}, most, timeoutMs }: { headers?: Record<string, string>; most: number; timeoutMs: number },
): Promise<FetchedMedia & { readonly contentType?: string }> {
  try {
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { kind: 'failed', code: `http-${response.status}` };
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    // Node's type of a body leaves the chunks open.
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      length += chunk.byteLength;
      // Leaving the loop cancels the rest.
      if (length > most) return { kind: 'too-large' };
      chunks.push(chunk);
    }
    const contentType = response.headers.get('content-type') ?? '';
    return { kind: 'fetched', bytes: Buffer.concat(chunks), contentType };
  } catch (error) {
    const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
    return { kind: 'failed', code: isTimeout ? 'timeout' : 'network' };
  }
}
