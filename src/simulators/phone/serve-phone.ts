import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { SimulatedPhone } from './phone.ts';

const doing = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string().min(1).max(10_000) }),
  z.object({ do: z.literal('press'), label: z.string().min(1) }),
  z.object({ do: z.literal('picture') }),
  z.object({ do: z.literal('flip'), id: z.string(), isOn: z.boolean() }),
  z.object({ do: z.literal('wait'), hours: z.number().positive().max(1000) }),
]);

/**
 * The page of a simulated phone on this machine only. `wait` lets time pass for the program and the vendor alike. `links`
 * stand beside the phone.
 */
export async function servePhone(
  phone: SimulatedPhone,
  options: {
    readonly port: number;
    readonly wait: (hours: number) => void;
    readonly now: () => Date;
    readonly links: readonly { readonly label: string; readonly url: string }[];
  },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const page = await readFile(new URL('phone.html', import.meta.url));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Only the page itself: another site's page cannot set this type without asking first.
    const isOwn = request.headers['content-type'] === 'application/json';
    const { title, look } = phone;
    if (request.method === 'GET' && request.url === '/') send(response, 200, 'text/html; charset=utf-8', page);
    else if (request.method === 'GET' && request.url === '/state') {
      const state = { title, look, ...phone.screen(), now: options.now().toISOString(), links: options.links };
      send(response, 200, 'application/json', JSON.stringify(state));
    } else if (request.method === 'POST' && request.url === '/do' && isOwn) {
      await act(doing.parse(JSON.parse(await bodyOf(request))));
      send(response, 200, 'application/json', '{}');
    } else send(response, 404, 'text/plain', 'not here');
  }

  async function act(wanted: z.infer<typeof doing>): Promise<void> {
    switch (wanted.do) {
      case 'say':
        return phone.say(wanted.text);
      case 'press':
        return phone.press(wanted.label);
      case 'picture':
        return phone.sendPicture();
      case 'flip':
        phone.flip(wanted.id, wanted.isOn);
        return;
      case 'wait':
        options.wait(wanted.hours);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      send(response, 500, 'text/plain', String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, type: string, content: string | Buffer): void {
  // In two steps: beside restify in one process, writeHead returns nothing.
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(content);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
