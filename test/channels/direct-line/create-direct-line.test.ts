import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSession, type Session } from '../../fakes/direct-line-client.ts';
import { openStream, restClient } from '../../fakes/direct-line-rest.ts';
import { removeDataDirs, startTestApp, type TestApp, type TestAppOptions } from '../../fakes/start-test-app.ts';

const SECRET = 'a-direct-line-secret-of-32-letters';
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5000, interval: 10 });
const apps: TestApp[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
});
afterAll(removeDataDirs);

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp(options);
  apps.push(app);
  return app;
}

describe('Direct Line', () => {
  let app: TestApp;
  let now: Date;
  beforeEach(async () => {
    now = new Date();
    app = await start({
      env: { DIRECT_LINE_SECRET: SECRET, LIMIT_CONVERSATIONS_PER_MINUTE: '0' },
      overrides: { clock: () => now },
    });
  });

  async function opened(): Promise<Session & ReturnType<typeof restClient>> {
    const session = await openSession(app.url);
    return { ...session, ...restClient(app.url, session) };
  }

  it('starts a conversation with 201, finds it again with 200, and welcomes once', async () => {
    const { call, messages } = await opened();
    const first = await call('POST', '/conversations', { locale: 'zh-HK' });
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ expires_in: 1800, streamUrl: expect.stringMatching(/^ws:\/\/127/) });
    await until(async () => expect(await messages()).toHaveLength(3));
    expect((await call('POST', '/conversations')).status).toBe(200);
    expect((await call('GET', `/conversations/${String(first.json['conversationId'])}`)).status).toBe(200);
    await app.stop();
    apps.length = 0;
    expect(app.log.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  it('welcomes in the language of the client', async () => {
    const { call, messages } = await opened();
    await call('POST', '/conversations', { locale: 'zh-HK' });
    await until(async () => expect((await messages())[2]?.['text']).toContain('對話最多保存180天'));
    expect((await messages())[2]).toMatchObject({ suggestedActions: { actions: [{ title: 'Starter zh-Hant' }] } });
    expect((await messages())[2]).not.toHaveProperty('replyToId');
  });

  it('never lets a token read or write another conversation', async () => {
    const mine = await opened();
    const theirs = await opened();
    for (const path of [theirs.base, `${theirs.base}/activities`]) {
      expect(await mine.call('GET', path)).toMatchObject({ status: 403, json: { error: { code: 'BadArgument' } } });
    }
    expect((await mine.call('POST', `${theirs.base}/activities`, { type: 'message', text: 'x' })).status).toBe(403);
    expect((await mine.call('POST', `${theirs.base}/upload`, 'x')).status).toBe(403);
    expect(await theirs.messages()).toEqual([]);
  });

  it('tells missing, malformed, foreign and expired tokens apart', async () => {
    const { base, call, conversationId, token } = await opened();
    const withAuthorization = (value: string) => call('GET', base, undefined, { Authorization: value });
    expect(await withAuthorization('')).toMatchObject({ status: 401, json: { error: { code: 'Unauthorized' } } });
    expect((await withAuthorization('Basic abc')).status).toBe(401);
    expect((await withAuthorization('Bearer nonsense')).status).toBe(403);
    expect((await withAuthorization(`Bearer ${token.slice(0, -3)}AAA`)).status).toBe(403);
    const [head = '', payload = ''] = token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect((await withAuthorization(`Bearer ${unsigned}`)).status).toBe(403);
    expect((await withAuthorization(`Bearer ${head}.${payload}.`)).status).toBe(403);
    const other = await start({ dataDir: (await start()).dataDir });
    const foreign = await openSession(other.url);
    expect((await restClient(app.url, { ...foreign, conversationId }).call('GET', base)).status).toBe(403);
    now = new Date(now.getTime() + 1801_000);
    expect(await call('GET', base)).toMatchObject({ status: 403, json: { error: { code: 'TokenExpired' } } });
    expect((await call('POST', '/tokens/refresh')).status).toBe(403);
  });

  it('does not take a stream token or a session cookie for a conversation token', async () => {
    const { base, call, streamUrl, cookie } = await opened();
    const streamToken = new URL(await streamUrl()).searchParams.get('t') ?? '';
    for (const token of [streamToken, cookie.split('=')[1] ?? '']) {
      expect((await call('GET', base, undefined, { Authorization: `Bearer ${token}` })).status).toBe(403);
    }
  });

  it('renews a token for the same conversation', async () => {
    const { call, conversationId } = await opened();
    now = new Date(now.getTime() + 1700_000);
    const renewed = await call('POST', '/tokens/refresh');
    expect(renewed.json).toMatchObject({ conversationId, expires_in: 1800 });
    now = new Date(now.getTime() + 1700_000);
    const again = restClient(app.url, { token: String(renewed.json['token']), conversationId });
    expect((await again.call('GET', again.base)).status).toBe(200);
  });

  it('generates tokens for the holder of the secret only, bound to origins', async () => {
    const session = await opened();
    expect((await session.call('POST', '/tokens/generate', {})).status).toBe(403);
    const server = restClient(app.url, { token: SECRET, conversationId: '' });
    const body = { user: { id: 'dl_u1' }, trustedOrigins: ['https://www.example.hk'] };
    const { status, json } = await server.call('POST', '/tokens/generate', body);
    expect(status).toBe(200);
    const token = String(json['token']);
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ user: 'dl_u1' });
    const client = restClient(app.url, { token, conversationId: String(json['conversationId']) });
    expect((await client.call('POST', '/conversations')).status).toBe(201);
    const elsewhere = await client.call('GET', client.base, undefined, { Origin: 'http://localhost:1' });
    expect(elsewhere).toMatchObject({ status: 403, json: { error: { code: 'ForeignOrigin' } } });
    expect((await server.call('POST', '/tokens/generate', '{"user":{"id":7}}')).status).toBe(400);
  });

  it('opens conversations for the secret, which may speak in any', async () => {
    const server = restClient(app.url, { token: SECRET, conversationId: '' });
    const { status, json } = await server.call('POST', '/conversations', { user: { id: 'u1' } });
    expect(status).toBe(201);
    const client = restClient(app.url, { token: SECRET, conversationId: String(json['conversationId']) });
    await client.say('hello');
    await until(async () => expect((await client.messages()).map(({ from }) => from?.id)).toContain('u1'));
  });

  it('answers 404 for a conversation that is not there', async () => {
    const server = restClient(app.url, { token: SECRET, conversationId: 'unknown' });
    expect((await server.call('GET', '/conversations/unknown/activities')).status).toBe(404);
    expect((await server.say('x')).status).toBe(404);
  });

  it('does nothing twice for a repeated clientActivityID', async () => {
    const { say, messages } = await opened();
    const [one, two] = await Promise.all([say('once', 'same'), say('once', 'same')]);
    const three = await say('once', 'same');
    expect(new Set([one, two, three].map(({ json }) => json['id'])).size).toBe(1);
    await until(async () => expect(await messages()).toHaveLength(2));
    await say('end', 'other');
    await until(async () => expect(await messages()).toHaveLength(4));
    expect(app.handled.map(({ text }) => text)).toEqual(['once', 'end']);
  });

  it('logs events for everybody to see, keeps typing to itself, and refuses other kinds', async () => {
    const { post, activities } = await opened();
    expect((await post({ type: 'event', name: 'webchat/join' })).status).toBe(200);
    expect((await post({ type: 'typing' })).status).toBe(200);
    expect((await activities()).map(({ type }) => type)).toEqual(['event']);
    for (const bad of [{ type: 'conversationUpdate' }, { text: 'x' }, [], null, 7, { type: 'message', text: 7 }]) {
      expect(await post(bad)).toMatchObject({ status: 400, json: { error: { code: 'BadArgument' } } });
    }
    expect(app.handled).toEqual([]);
  });

  it('passes on how far a visitor has read, and logs nothing of it', async () => {
    const { post, activities } = await opened();
    expect((await post({ type: 'event', name: 'goglobal.read', value: { id: 'm-1' } })).status).toBe(200);
    expect(await activities()).toEqual([]);
    // What only looks like it is an event like others.
    expect((await post({ type: 'event', name: 'goglobal.read', value: {} })).status).toBe(200);
    expect((await activities()).map(({ type }) => type)).toEqual(['event']);
  });

  it('hands a message to the turn as it was said and keeps it masked', async () => {
    const { say, messages } = await opened();
    await say('my number is 12345678');
    await until(async () => expect(await messages()).toHaveLength(2));
    expect(app.handled[0]).toMatchObject({ text: 'my number is 12345678', channel: 'directline', pageLanguage: 'en' });
    expect((await messages())[0]?.text).toBe('my number is ■');
  });

  it('replaces lone surrogates before anything is stored', async () => {
    const { post, messages } = await opened();
    await post('{"type":"message","text":"a\\ud800b","channelData":{"clientActivityID":"x","k\\udc00":["\\ud83d"]}}');
    await until(async () => expect(await messages()).toHaveLength(2));
    expect(app.handled[0]?.text).toBe('a\uFFFDb');
    expect((await messages())[0]?.channelData).toEqual({ clientActivityID: 'x', 'k\uFFFD': ['\uFFFD'] });
  });

  it('hands long questions on and refuses endless ones', async () => {
    const { say, messages } = await opened();
    expect((await say('长'.repeat(10_000))).status).toBe(200);
    await until(() => expect(app.handled).toHaveLength(1));
    expect(await say('长'.repeat(10_001))).toMatchObject({ status: 413, json: { error: { code: 'TooLarge' } } });
    expect(await messages()).toHaveLength(2);
  });
});

describe('Direct Line streams', () => {
  it('replay, go on live, and mark every frame of messages with a watermark', async () => {
    const app = await start();
    const session = await openSession(app.url);
    const rest = restClient(app.url, session);
    const stream = await openStream(await rest.streamUrl());
    await until(() => expect(stream.frames.flatMap(({ activities }) => activities)).toHaveLength(3));
    await rest.say('hello');
    await until(() => expect(stream.frames.at(-1)?.watermark).toBe('5'));
    for (const { activities, watermark } of stream.frames) {
      expect(watermark === undefined).toBe(activities.every(({ type }) => type === 'typing'));
    }
    const resumed = await openStream((await rest.streamUrl()).replace('watermark=0', 'watermark=4'));
    await until(() => expect(resumed.frames.flatMap(({ activities }) => activities)).toHaveLength(1));
    stream.socket.send('');
    expect(stream.socket.readyState).toBe(stream.socket.OPEN);
  });

  it('refuse what is not theirs with an HTTP answer', async () => {
    let now = new Date();
    const app = await start({ overrides: { clock: () => now }, env: { ALLOWED_ORIGINS: 'https://www.example.hk' } });
    const mine = restClient(app.url, await openSession(app.url));
    const theirs = restClient(app.url, await openSession(app.url));
    const streamUrl = await mine.streamUrl();
    await expect(openStream(streamUrl, { Origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(openStream(streamUrl, { Origin: 'null' })).rejects.toThrow('403');
    await expect(openStream(streamUrl.replace(/t=.*/, 't=x'))).rejects.toThrow('403');
    await expect(openStream(streamUrl.replace(mine.base, theirs.base))).rejects.toThrow('403');
    await expect(openStream(`${app.url.replace('http', 'ws')}/elsewhere`)).rejects.toThrow('404');
    const allowed = await openStream(streamUrl, { Origin: 'https://www.example.hk' });
    allowed.socket.close();
    now = new Date(now.getTime() + 61_000);
    await expect(openStream(streamUrl)).rejects.toThrow('403');
  });

  it('reach three tabs; a fourth makes the oldest give way', async () => {
    const app = await start();
    const rest = restClient(app.url, await openSession(app.url));
    const streams = [];
    for (let count = 0; count < 4; count += 1) streams.push(await openStream(await rest.streamUrl()));
    expect(await streams[0]?.closed).toBe(1008);
    await rest.say('to all');
    for (const stream of streams.slice(1)) {
      await until(() => expect(JSON.stringify(stream.frames)).toContain('You said: to all'));
    }
  });
});

describe('Direct Line under pressure', () => {
  it('tells a visitor who is too fast in words, and leaves a flood unheard', async () => {
    const app = await start({ env: { LIMIT_MESSAGES_PER_MINUTE: '2' } });
    const rest = restClient(app.url, await openSession(app.url));
    const statuses = [];
    for (let count = 0; count < 9; count += 1) statuses.push((await rest.say(`m${count}`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429]);
    await until(() => expect(app.handled).toHaveLength(2));
    const texts = (await rest.messages()).map(({ text }) => text ?? '');
    expect(texts.filter((text) => text.startsWith('That was many messages'))).toHaveLength(6);
    expect(texts).not.toContain('m8');
  });

  it('apologises when a turn fails, and goes on with the next', async () => {
    const app = await start({
      beforeAnswer: ({ text }) => {
        if (text === 'bad') throw new Error('our own mistake');
      },
    });
    const rest = restClient(app.url, await openSession(app.url));
    await rest.say('bad');
    await rest.say('good');
    await until(async () => expect(await rest.messages()).toHaveLength(4));
    const [apology, answer] = (await rest.messages()).filter(({ from }) => from?.role === 'bot');
    expect(apology).toMatchObject({ channelData: { goglobal: { status: 'error_service', language: 'en' } } });
    expect(apology?.text).toContain('could not be answered, but it is kept');
    expect(answer?.text).toContain('You said: good');
  });

  it('finishes turns when it stops, and keeps later messages for the next start', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const app = await startTestApp({ beforeAnswer: () => held });
    const rest = restClient(app.url, await openSession(app.url));
    const stream = await openStream(await rest.streamUrl());
    await rest.say('running');
    await until(() => expect(JSON.stringify(stream.frames)).toContain('typing'));
    await rest.say('waiting');
    const stopped = app.stop();
    release();
    await stopped;
    expect(await stream.closed).toBe(1012);
    expect(JSON.stringify(stream.frames)).toContain('You said: waiting');
    await expect(fetch(`${app.url}/health/live`)).rejects.toThrow();
  });

  it('answers after a restart what a stop cut off, exactly once', async () => {
    const never = new Promise<void>(() => undefined);
    const first = await startTestApp({ beforeAnswer: () => never, env: { STOP_TIMEOUT_MS: '100' } });
    const session = await openSession(first.url);
    await restClient(first.url, session).say('cut off');
    await first.stop();
    const second = await start({ dataDir: first.dataDir });
    const rest = restClient(second.url, session);
    await until(async () => expect(await rest.messages()).toHaveLength(2));
    expect((await rest.messages())[1]?.text).toContain('You said: cut off');
    await second.stop();
    apps.length = 0;
    const third = await start({ dataDir: first.dataDir });
    await restClient(third.url, session).say('next');
    await until(async () => expect(await restClient(third.url, session).messages()).toHaveLength(4));
    expect(third.handled.map(({ text }) => text)).toEqual(['next']);
  });
});
