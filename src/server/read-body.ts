import type { IncomingMessage } from 'node:http';

export type BodyResult =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  /** Longer than `keepBytes`; `bytes` is its beginning. */
  | { readonly kind: 'cut'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'aborted' };

interface Limits {
  /** Bytes kept. */
  readonly keepBytes: number;
  /** Bytes read at all. What lies between is dropped, so that the client is still listening when it is answered. */
  readonly drainBytes: number;
}

/** Reads a request's body without ever holding more than `keepBytes` of it. */
export function readBody(request: IncomingMessage, limits: Limits): Promise<BodyResult> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > limits.drainBytes) {
      resolve({ kind: 'too-large' });
      return;
    }
    const chunks: Buffer[] = [];
    let received = 0;
    request.on('data', (chunk: Buffer) => {
      const room = limits.keepBytes - received;
      if (room > 0) chunks.push(chunk.subarray(0, room));
      received += chunk.length;
      if (received > limits.drainBytes) {
        request.pause();
        resolve({ kind: 'too-large' });
      }
    });
    request.once('end', () => {
      resolve({ kind: received > limits.keepBytes ? 'cut' : 'read', bytes: Buffer.concat(chunks) });
    });
    request.once('error', () => resolve({ kind: 'aborted' }));
    request.once('close', () => resolve({ kind: 'aborted' }));
  });
}
