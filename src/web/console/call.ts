import type { ErrorBody } from '../../console/api.ts';

/** What the server refused, in words for the person at the page; code "offline" when it did not answer. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** GET /console/api/…; rejects with a CallError. */
export function get<Result>(path: string): Promise<Result> {
  return call(path, {});
}

/** POST /console/api/… */
export function post<Result>(path: string, body: unknown = {}): Promise<Result> {
  return call(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
}

/** POST of a file as it is. */
export function postFile<Result>(path: string, file: Blob): Promise<Result> {
  return call(path, { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' } });
}

async function call<Result>(path: string, init: RequestInit): Promise<Result> {
  // Refusals come in the language that the page is in.
  const headers = { ...init.headers, 'Accept-Language': document.documentElement.lang };
  const response = await fetch(`/console/api${path}`, { ...init, headers }).catch(() => undefined);
  if (response === undefined) throw new CallError(0, 'offline', '');
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as Result; // the server's side of the same types
  const { code = 'ServiceError', message = '' } = (body as Partial<ErrorBody> | undefined)?.error ?? {};
  throw new CallError(response.status, code, message);
}
