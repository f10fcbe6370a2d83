import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DeliveryReport, InboundEvent, Inbox, MessengerChannel } from '../../src/channels/messenger/channel.ts';
import { readBody } from '../../src/server/read-body.ts';

export interface ServedChannel {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly events: InboundEvent[];
  readonly reports: DeliveryReport[];
  readonly skipped: string[];
  readonly inbox: Inbox;
  close(): Promise<void>;
}

/** One channel's routes over HTTP with an inbox that keeps all; `onReceive` may fail or answer. */
export async function serveChannel(
  channel: MessengerChannel,
  onReceive: (events: readonly InboundEvent[]) => Promise<void> | void = () => undefined,
): Promise<ServedChannel> {
  const events: InboundEvent[] = [];
  const reports: DeliveryReport[] = [];
  const skipped: string[] = [];
  const inbox: Inbox = {
    async receive(more) {
      await onReceive(more);
      events.push(...more);
    },
    report: async (more) => void reports.push(...more),
    skipped: (_messenger, reason) => void skipped.push(reason),
  };
  const routes = channel.routes(inbox);
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://app');
      const found = routes
        .filter(({ method }) => method === (request.method ?? '').toLowerCase())
        .flatMap((route) => {
          const match = new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(url.pathname);
          return match === null ? [] : [{ route, params: { ...match.groups } }];
        })[0];
      if (found === undefined) throw new Error(`no route for ${url.pathname}`);
      const limit = found.route.bodyLimitBytes ?? 65_536;
      const body = await readBody(request, { keepBytes: limit, drainBytes: 1_000_000 });
      const bytes = 'bytes' in body ? body.bytes : Buffer.alloc(0);
      const answer = await found.route
        .handle({
          params: found.params,
          query: url.searchParams,
          headers: request.headers,
          body: bytes,
          ip: '127.0.0.1',
          baseUrl: 'http://app',
          language: 'zh-Hans',
        })
        .catch(() => ({ kind: 'json', status: 503, json: {} }) as const);
      response.statusCode = answer.status;
      response.end(answer.kind === 'content' ? answer.content : '');
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    reports,
    skipped,
    inbox,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
