import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import {
  type Client,
  type ClientOptions,
  connectClient,
  leavePage,
  openSession,
} from '../../fakes/direct-line-client.ts';
import { removeDataDirs, startTestApp, type TestApp, type TestAppOptions } from '../../fakes/start-test-app.ts';

const apps: TestApp[] = [];
const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  for (const app of apps.splice(0)) await app.stop();
});
afterAll(async () => {
  leavePage();
  await removeDataDirs();
});

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp(options);
  apps.push(app);
  return app;
}

async function connect(options: ClientOptions): Promise<Client> {
  const client = await connectClient(options);
  clients.push(client);
  return client;
}

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 8000, interval: 20 });
const ONLINE = 2;

describe.each([{ webSocket: true }, { webSocket: false }])('botframework-directlinejs, webSocket $webSocket', ({
  webSocket,
}) => {
  it('is welcomed in three bubbles and holds a conversation', async () => {
    const app = await start();
    const client = await connect({ url: app.url, token: (await openSession(app.url)).token, webSocket });
    await until(() => expect(client.texts()).toHaveLength(3));
    expect(await client.post('one')).toMatch(/^v-/);
    await until(() => expect(client.texts().at(-1)).toContain('You said: one'));
    await client.post('two');
    await until(() => expect(client.texts().at(-1)).toContain('You said: two'));
    expect(client.texts()).toHaveLength(3 + 4);
    expect(client.received.some(({ type }) => type === 'typing')).toBe(webSocket);
    expect(client.statuses.at(-1)).toBe(ONLINE);
  });

  it('survives a restart of the server without losing or doubling a message', async () => {
    const app = await startTestApp();
    const session = await openSession(app.url);
    const client = await connect({ url: app.url, token: session.token, webSocket });
    await until(() => expect(client.texts()).toHaveLength(3));
    await client.post('before');
    await until(() => expect(client.texts()).toHaveLength(5));
    await app.stop();
    const again = await start({ dataDir: app.dataDir, port: Number(new URL(app.url).port) });
    const resumed = webSocket ? client : await connect({ url: again.url, token: session.token, webSocket });
    await until(async () => expect(await resumed.post('after')).toMatch(/^v-/));
    await until(() => expect(resumed.texts().at(-1)).toContain('You said: after'));
    const texts = resumed
      .texts()
      .slice(3)
      .map((text) => text.split('\n')[0]);
    expect(texts).toEqual(['before', 'You said: before [1]', 'after', 'You said: after [1]']);
  });
});

describe('botframework-directlinejs', () => {
  it('gets what was said while its socket was cut, once', async () => {
    const app = await start();
    const client = await connect({ url: app.url, token: (await openSession(app.url)).token });
    await until(() => expect(client.texts()).toHaveLength(3));
    await client.post('one');
    await until(() => expect(client.texts()).toHaveLength(5));
    client.cut();
    await client.post('two');
    await until(() => expect(client.texts().at(-1)).toContain('You said: two'));
    expect(client.received.filter(({ type }) => type === 'message').map(({ id }) => id)).toHaveLength(7);
    expect(new Set(client.received.map(({ id }) => id)).size).toBe(client.received.length);
    expect(client.statuses.at(-1)).toBe(ONLINE);
  });

  it('resumes from a watermark after a reload', async () => {
    const app = await start();
    const { token, conversationId } = await openSession(app.url);
    const first = await connect({ url: app.url, token });
    await until(() => expect(first.texts()).toHaveLength(3));
    first.end();
    const second = await connect({ url: app.url, token, conversationId, watermark: '2' });
    await until(() => expect(second.texts()).toHaveLength(1));
    await second.post('hello');
    await until(() => expect(second.texts()).toHaveLength(3));
  });

  it('shows the same conversation in two tabs', async () => {
    const app = await start();
    const { token, conversationId } = await openSession(app.url);
    const one = await connect({ url: app.url, token });
    await until(() => expect(one.texts()).toHaveLength(3));
    const two = await connect({ url: app.url, token, conversationId });
    await until(() => expect(two.texts()).toHaveLength(3));
    await one.post('from one');
    await until(() => expect(two.texts()).toHaveLength(5));
    await until(() => expect(one.texts()).toEqual(two.texts()));
  });

  it('hears its own message first, with channelData untouched and the token’s user', async () => {
    const app = await start();
    const session = await openSession(app.url);
    const client = await connect({ url: app.url, token: session.token });
    await until(() => expect(client.texts()).toHaveLength(3));
    const channelData = { clientActivityID: 'mine', custom: { a: [1, null, 'x'] } };
    const id = await client.post('hello', {
      channelData,
      id: 'forged',
      timestamp: '1999-01-01T00:00:00Z',
      serviceUrl: 'http://evil',
    });
    await until(() => expect(client.texts()).toHaveLength(5));
    const messages = client.received.filter(({ type }) => type === 'message');
    expect(messages[3]).toMatchObject({ id, text: 'hello', channelData, from: { id: session.userId, role: 'user' } });
    expect(messages[3]).not.toHaveProperty('serviceUrl');
    expect(messages[4]).toMatchObject({ replyToId: id, id: `${id}.reply`, from: { role: 'bot' } });
    const stamps = messages.map(({ timestamp }) => timestamp ?? '');
    expect(stamps).toEqual([...new Set(stamps)].toSorted());
  });

  it('is answered in order when it speaks faster than it is answered', async () => {
    const waits = new Map([['slow', 150]]);
    const app = await start({
      beforeAnswer: ({ text }) => new Promise((resolve) => setTimeout(resolve, waits.get(text) ?? 0)),
    });
    const client = await connect({ url: app.url, token: (await openSession(app.url)).token });
    await until(() => expect(client.texts()).toHaveLength(3));
    await client.post('slow');
    await client.post('quick');
    await until(() => expect(client.texts()).toHaveLength(7));
    const replies = client.texts().filter((text) => text.startsWith('You said'));
    expect(replies.map((text) => text.split(' ')[2])).toEqual(['slow', 'quick']);
  });

  it('is refused politely when it sends a file', async () => {
    const app = await start();
    const client = await connect({ url: app.url, token: (await openSession(app.url)).token });
    await until(() => expect(client.texts()).toHaveLength(3));
    const attachments = [
      { contentType: 'text/plain', contentUrl: 'data:text/plain,secret-file-content', name: 'plan.txt' },
    ];
    const id = await client.post('please read', { attachments, channelData: { clientActivityID: 'up' } });
    expect(id).toMatch(/^v-/);
    await until(() => expect(client.texts()).toHaveLength(6));
    expect(client.texts().slice(3)).toEqual([
      'please read',
      'Files cannot be received here. Please describe your question in words.',
      expect.stringContaining('You said: please read'),
    ]);
    expect(client.received.find((activity) => activity.id === id)?.channelData).toMatchObject({
      clientActivityID: 'up',
    });
  });

  it('fails to connect with a wrong token', async () => {
    const app = await start();
    const client = await connect({ url: app.url, token: 'nonsense' });
    await until(() => expect(client.statuses.at(-1)).toBe(4));
  });
});
