import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { SimulatedPhone } from './phone.ts';

const doing = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string().min(1).max(10_000) }),
  z.object({ do: z.literal('press'), label: z.string().min(1) }),
  z.object({ do: z.literal('act'), id: z.string().min(1), words: z.string().max(10_000) }),
  z.object({ do: z.literal('flip'), id: z.string(), isOn: z.boolean() }),
  z.object({ do: z.literal('wait'), hours: z.number().positive().max(1000) }),
]);

/** The page, by the path at which it asks for its parts. */
const FILES: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/': { name: 'phone.html', type: 'text/html; charset=utf-8' },
  '/phone.css': { name: 'phone.css', type: 'text/css; charset=utf-8' },
  '/phone-page.js': { name: 'phone-page.js', type: 'text/javascript; charset=utf-8' },
};

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
  const files = new Map(
    await Promise.all(
      Object.entries(FILES).map(async ([path, { name, type }]) => {
        const content = await readFile(new URL(name, import.meta.url));
        return [path, { type, content }] as const;
      }),
    ),
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Only the page itself: another site's page cannot set this type without asking first.
    const isOwn = request.headers['content-type'] === 'application/json';
    const { look, actions } = phone;
    const file = request.method === 'GET' ? files.get(request.url ?? '') : undefined;
    if (file !== undefined) send(response, 200, file.type, file.content);
    else if (request.method === 'GET' && request.url === '/state') {
      const state = { look, actions, ...phone.screen(), now: options.now().toISOString(), links: options.links };
      send(response, 200, 'application/json', JSON.stringify(state));
    } else if (request.method === 'POST' && request.url === '/do' && isOwn) {
      await act(doing.parse(JSON.parse(await bodyOf(request))));
      send(response, 200, 'application/json', '{}');
    } else send(response, 404, 'text/plain', 'not here');
  }

  async function act(wanted: z.infer<typeof doing>): Promise<void> {
    switch (wanted.do) {
      case 'say':
        await phone.say(wanted.text);
        return;
      case 'press':
        await phone.press(wanted.label);
        return;
      case 'act':
        await phone.act(wanted.id, wanted.words);
        return;
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
