import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSession } from '../fakes/direct-line-client.ts';
import { restClient } from '../fakes/direct-line-rest.ts';
import { removeDataDirs, startTestApp, type TestApp } from '../fakes/start-test-app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({ env: { ALLOWED_ORIGINS: 'https://www.example.hk', LIMIT_REQUESTS_PER_MINUTE: '40' } });
});
afterEach(() => app.stop());
afterAll(removeDataDirs);

interface Failure {
  readonly error: { readonly code: string; readonly message: string };
}

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${app.url}${path}`, { method: 'POST', body, headers: { 'Accept-Language': 'en', ...headers } });

describe('the server and bad input', () => {
  it('says that JSON is malformed, in the language of the visitor', async () => {
    const english = await post('/api/ask', '{"question":');
    expect(english.status).toBe(400);
    expect(((await english.json()) as Failure).error).toEqual({
      code: 'MalformedJson',
      message: 'The request could not be read. Check that it is valid JSON with the fields the documentation names.',
    });
    const chinese = await post('/api/ask', 'not json', { 'Accept-Language': 'zh-HK,zh;q=0.9' });
    expect(((await chinese.json()) as Failure).error.message).toMatch(/^無法讀取請求/);
  });

  it('refuses a body of a megabyte and goes on', async () => {
    const response = await post('/api/ask', JSON.stringify({ question: 'x'.repeat(1_000_000) }));
    expect(response.status).toBe(413);
    expect(((await response.json()) as Failure).error.code).toBe('TooLarge');
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
  });

  it('refuses a body that never ends', async () => {
    const status = await new Promise((resolve, reject) => {
      const endless = request(`${app.url}/api/ask`, { method: 'POST' }, (response) => {
        resolve(response.statusCode);
        endless.destroy();
      });
      endless.on('error', reject);
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      for (let count = 0; count < 18; count += 1) endless.write(chunk);
    });
    expect(status).toBe(413);
  });

  it('bears nesting that would break a recursive reader', async () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect((await post('/api/ask', deep)).status).toBe(400);
    const session = await openSession(app.url);
    const activity = `{"type":"message","text":"x","channelData":{"a":${deep}}}`;
    expect((await restClient(app.url, session).post(activity)).status).toBe(400);
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
  });

  it('bears bytes that are no text', async () => {
    expect((await post('/api/ask', Buffer.from([0xff, 0xfe, 0x00, 0x80]))).status).toBe(400);
    const invalid = Buffer.concat([Buffer.from('{"question":"a'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('b"}')]);
    expect((await post('/api/ask', invalid)).status).toBe(200);
    expect(app.handled[0]?.text.isWellFormed()).toBe(true);
  });

  it('reflects nothing unescaped', async () => {
    const attack = '<script>alert(1)</script>';
    const response = await post('/api/ask', JSON.stringify({ question: attack }));
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const missing = await fetch(`${app.url}/${encodeURIComponent(attack)}`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).not.toContain('script');
  });

  it('answers unknown paths, wrong methods and unreadable paths in JSON', async () => {
    const outcomes = [];
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['DELETE', '/api/ask'],
      ['GET', '/api/conversations/%E0%A4%A'],
      ['OPTIONS', '/api/ask'],
    ] as const) {
      const response = await fetch(`${app.url}${path}`, { method });
      outcomes.push([response.status, ((await response.json()) as Failure).error.code]);
    }
    expect(outcomes).toEqual([
      [404, 'NotFound'],
      [405, 'MethodNotAllowed'],
      [404, 'NotFound'],
      [405, 'MethodNotAllowed'],
    ]);
  });

  it('outlives clients that leave in the middle', async () => {
    const port = Number(new URL(app.url).port);
    for (const text of ['GARBAGE\r\n\r\n', 'POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"que']) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(text, () => setImmediate(() => socket.destroy())));
        socket.on('close', () => resolve());
        socket.on('error', () => undefined);
      });
    }
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
  });
});

describe('the server and origins', () => {
  const preflight = (origin: string): Promise<Response> =>
    fetch(`${app.url}/v3/directline/conversations`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'x-requested-with',
      },
    });

  it('lets listed sites and its own pages in', async () => {
    const response = await preflight('https://www.example.hk');
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://www.example.hk');
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    for (const header of ['authorization', 'content-type', 'accept', 'x-ms-bot-agent', 'x-requested-with']) {
      expect(allowed.split(', ')).toContain(header);
    }
    expect((await preflight(app.url)).status).toBe(204);
  });

  it('sets CORS headers on errors too, or clients would take them for no network', async () => {
    const headers = { Origin: 'https://www.example.hk' };
    for (const path of ['/v3/directline/conversations/x', '/nowhere']) {
      const response = await fetch(`${app.url}${path}`, { headers });
      expect([response.headers.get('access-control-allow-origin'), response.ok]).toEqual([
        'https://www.example.hk',
        false,
      ]);
    }
  });

  it('keeps other sites out', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:8080',
      'https://www.example.hk.evil.example',
    ]) {
      expect((await preflight(origin)).status).toBe(403);
      const response = await post('/api/session', '{}', { Origin: origin });
      expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null]);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('the server and too many requests', () => {
  it('counts them in headers and refuses with a friendly 429', async () => {
    const first = await post('/api/session', '[]');
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'ratelimit-limit': '40',
      'ratelimit-remaining': '39',
      'ratelimit-reset': '60',
    });
    for (let count = 0; count < 39; count += 1) await post('/api/session', '[]');
    const refused = await post('/api/session', '[]');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(((await refused.json()) as Failure).error.message).toMatch(/^Too many requests. Please wait \d+ seconds.$/);
  });

  it('never counts polling', async () => {
    const rest = restClient(app.url, await openSession(app.url));
    for (let count = 0; count < 60; count += 1)
      expect((await rest.call('GET', `${rest.base}/activities`)).status).toBe(200);
  });

  it('believes no forwarded address from just anybody', async () => {
    for (let count = 0; count < 40; count += 1)
      await post('/api/session', '[]', { 'X-Forwarded-For': `203.0.113.${count}` });
    expect((await post('/api/session', '[]', { 'X-Forwarded-For': '198.51.100.1' })).status).toBe(429);
  });
});

describe('the server’s log', () => {
  it('holds neither words nor tokens nor query strings', async () => {
    const session = await openSession(app.url);
    const rest = restClient(app.url, session);
    const streamUrl = await rest.streamUrl();
    await fetch(streamUrl.replace('ws', 'http'));
    await rest.say('my-very-private-words');
    await post('/api/ask', '{"question":"other-private-words"}');
    await rest.call('GET', `${rest.base}?watermark=1&secret=in-the-query`);
    await fetch(`${app.url}/nowhere?token=in-the-query`, { headers: { Authorization: 'Bearer in-the-header' } });
    await vi.waitFor(() => expect(app.handled).toHaveLength(2));
    await app.stop();
    const log = app.log.lines.join('');
    expect(log).toContain('"msg":"request"');
    for (const secret of [
      'private-words',
      session.token,
      session.cookie,
      'in-the-query',
      'in-the-header',
      'eyJ',
      'Discarded',
    ]) {
      expect(log).not.toContain(secret);
    }
    app = await startTestApp();
  });
});
