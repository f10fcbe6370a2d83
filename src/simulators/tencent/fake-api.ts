import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong at the next calls of a path: the first that fits is used up. */
export interface Fault {
  /** End of the path: «custom/send». */
  readonly path: string;
  /** Their refusal, an HTTP status, an answer that never comes, or one that is no JSON. */
  readonly what:
    | { readonly errcode: number }
    | { readonly status: number; readonly retryAfter?: number }
    | 'hang'
    | 'garbage';
}

export interface ApiCall {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The body as it came, and parsed; undefined when it was empty or no JSON. */
  readonly raw: string;
  readonly json: unknown;
}

export interface FakeApi {
  readonly url: string;
  /** Everything that was called, in order. */
  readonly calls: readonly ApiCall[];
  fail(fault: Fault): void;
  stop(): Promise<void>;
}

/** An HTTP server on this machine that answers like Tencent's: refusals are HTTP 200 with an errcode. */
export async function startFakeApi(
  answer: (call: ApiCall) => Readonly<Record<string, unknown>> | undefined,
  port = 0,
): Promise<FakeApi> {
  const calls: ApiCall[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => {
    void serve(request, response);
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://fake');
    const raw = Buffer.concat(chunks).toString('utf8');
    const call = { path: url.pathname, query: url.searchParams, raw, json: parsed(raw) };
    calls.push(call);
    const index = faults.findIndex(({ path }) => url.pathname.endsWith(path));
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (fault?.what === 'hang') return;
    if (fault?.what === 'garbage') return end(response, 200, '<html>');
    if (fault !== undefined && typeof fault.what === 'object') {
      if ('status' in fault.what) {
        if (fault.what.retryAfter !== undefined) response.setHeader('Retry-After', fault.what.retryAfter);
        return end(response, fault.what.status, '');
      }
      return end(response, 200, JSON.stringify({ errcode: fault.what.errcode, errmsg: 'on demand' }));
    }
    const said = answer(call);
    if (said === undefined) return end(response, 404, '');
    return end(response, 200, JSON.stringify(said));
  }

  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  // Bound to a port, so it is no pipe.
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    calls,
    fail: (fault) => {
      faults.push(fault);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(body);
}
