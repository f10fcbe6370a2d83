import { setTimeout as pause } from 'node:timers/promises';
import type { KilledServer } from './killed-server.ts';

export interface Reached {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Headers;
  /** Tries before this one whose outcome nobody knows. */
  readonly lost: number;
}

export type Call = (method: 'GET' | 'POST', path: string, body?: unknown, headers?: Headered) => Promise<Reached>;
type Headered = Readonly<Record<string, string>>;

const LIMIT_MS = 15_000;
const MOST_TRIES = 100;
const BETWEEN_TRIES_MS = 15;

/** Calls the server as often as it takes, with the same words each time, as a browser does that has lost its connection. */
export function createCaller(server: Pick<KilledServer, 'url' | 'up'>): Call {
  return async (method, path, body, headers = {}) => {
    for (let lost = 0; lost < MOST_TRIES; lost++) {
      await server.up();
      try {
        const response = await fetch(`${server.url}${path}`, {
          method,
          headers: { 'Content-Type': 'application/json', Origin: server.url, ...headers },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(LIMIT_MS),
        });
        const text = await response.text();
        if (response.status < 500)
          return {
            status: response.status,
            json: text === '' ? {} : JSON.parse(text),
            headers: response.headers,
            lost,
          };
      } catch {
        // Killed: asked again once it is up.
      }
      await pause(BETWEEN_TRIES_MS);
    }
    throw new Error(`${method} ${path} was not answered in ${MOST_TRIES} tries`);
  };
}
