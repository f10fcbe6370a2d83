import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchMedia } from '../../../src/channels/whatsapp/fetch-media.ts';
import { PDF } from '../../support/files.ts';

let server: Server;
let graph: string;
/** Path and authorization of every request. */
const asked: (readonly [path: string, authorization: string])[] = [];
let told = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push([request.url ?? '', request.headers.authorization ?? '']);
    if (request.url === '/v1/77') response.end(JSON.stringify({ url: told, mime_type: 'application/pdf' }));
    else if (request.url === '/moved') {
      response.writeHead(302, { location: `${graph}/file` });
      response.end();
    } else response.end(PDF);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  graph = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => server.close());

const fetched = (url: string, most = 1000) => {
  asked.length = 0;
  told = url;
  return fetchMedia('77', { graph, accessToken: 'secret', most, timeoutMs: 5000 });
};

it('asks for the address of the file, then for the file, both with the token', async () => {
  expect(await fetched(`${graph}/file`)).toMatchObject({ kind: 'fetched', bytes: PDF });
  expect(asked).toEqual([
    ['/v1/77', 'Bearer secret'],
    ['/v1/file', 'Bearer secret'],
  ]);
});

it('takes no more than may be kept', async () => {
  expect(await fetched(`${graph}/file`, PDF.length - 1)).toEqual({ kind: 'too-large' });
});

it.each([
  'https://evil.example/file',
  'http://lookaside.fbsbx.com/file',
  'https://fbsbx.com.evil.example/file',
])('takes the token to no other host: %s', async (url) => {
  expect(await fetched(url)).toEqual({ kind: 'failed', code: 'unknown-shape' });
  expect(asked).toHaveLength(1);
});

it('follows no redirect', async () => {
  expect(await fetched(new URL('/moved', graph).href)).toMatchObject({ kind: 'failed' });
  expect(asked.map(([path]) => path)).toEqual(['/v1/77', '/moved']);
});
