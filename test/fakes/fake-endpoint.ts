import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How an endpoint can fail. */
export type EndpointFault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  /** Takes the request and never answers. */
  | { readonly kind: 'silent' }
  /** Begins an answer and never ends it. */
  | { readonly kind: 'stalls' }
  /** Answers 200 with a web page, as a proxy does. */
  | { readonly kind: 'malformed' }
  /** Answers 200 with JSON of another form. */
  | { readonly kind: 'other-json' }
  | { readonly kind: 'hangs-up' };

export interface EndpointRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly json: Record<string, unknown>;
}

export interface EndpointAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly headers?: Record<string, string>;
}

export interface FakeEndpoint {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Every request, those that met a fault included. */
  readonly requests: EndpointRequest[];
  /** The next requests meet these faults, in this order; null and all that follow are answered. */
  failNext(...faults: readonly (EndpointFault | null)[]): void;
  /** Every request meets this fault until it is null. */
  failAlways(fault: EndpointFault | null): void;
  close(): Promise<void>;
}

/** An HTTP server on a free port of this machine whose answers are computed by `answer`. */
export async function startFakeEndpoint(answer: (request: EndpointRequest) => EndpointAnswer): Promise<FakeEndpoint> {
  const requests: EndpointRequest[] = [];
  const next: (EndpointFault | null)[] = [];
  let always: EndpointFault | null = null;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const address = new URL(incoming.url ?? '/', 'http://fake');
      const json = parse(Buffer.concat(chunks).toString());
      const request = { path: address.pathname, query: address.searchParams, headers: incoming.headers, json };
      requests.push(request);
      const fault = next.length > 0 ? next.shift() : always;
      if (fault === null || fault === undefined)
        send(response, incoming.method === 'POST' ? answer(request) : { status: 405, json: {} });
      else fail(response, fault);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    failNext: (...faults) => void next.push(...faults),
    failAlways: (fault) => {
      always = fault;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fail(response: ServerResponse, fault: EndpointFault): void {
  switch (fault.kind) {
    case 'silent':
      return;
    case 'stalls':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data": [');
      return;
    case 'hangs-up':
      response.socket?.destroy();
      return;
    case 'malformed':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><body>Welcome</body></html>');
      return;
    case 'other-json':
      send(response, { status: 200, json: { message: 'ok' } });
      return;
    case 'status':
      send(response, {
        status: fault.status,
        json: { error: { message: `failed with ${fault.status}` } },
        ...(fault.headers === undefined ? {} : { headers: fault.headers }),
      });
  }
}

function send(response: ServerResponse, { status, json, headers }: EndpointAnswer): void {
  // Two calls: restify, once loaded, makes every writeHead of the process return nothing.
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(json));
}

function parse(body: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
