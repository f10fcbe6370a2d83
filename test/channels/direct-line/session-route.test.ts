import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { VISITOR } from '../../../src/domain/ticket.ts';
import { openSession } from '../../fakes/direct-line-client.ts';
import { restClient } from '../../fakes/direct-line-rest.ts';
import { removeDataDirs, startTestApp, type TestApp } from '../../fakes/start-test-app.ts';
import { ticket } from '../../support/ticket.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let app: TestApp;
let now: Date;

beforeEach(async () => {
  now = new Date();
  app = await startTestApp({
    env: { LIMIT_CONVERSATIONS_PER_MINUTE: '4', TRUST_PROXY: 'true' },
    overrides: { clock: () => now },
  });
});
afterEach(() => app.stop());
afterAll(removeDataDirs);

const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};

describe('POST /api/session', () => {
  it('gives a token that opens the conversation it names', async () => {
    const session = await openSession(app.url);
    expect(session.conversationId).toMatch(/^[\w-]{22}$/);
    expect(session.userId).toMatch(/^dl_[\w-]{22}$/);
    const rest = restClient(app.url, session);
    expect((await rest.call('GET', rest.base)).status).toBe(200);
  });

  it('keeps the conversation for half an hour of silence, counted from the last message or visit', async () => {
    const first = await openSession(app.url);
    later(29 * MINUTE);
    const second = await openSession(app.url, {}, first.cookie);
    expect(second).toMatchObject({ conversationId: first.conversationId, userId: first.userId });
    expect(second.token).not.toBe(first.token);
    later(20 * MINUTE);
    await restClient(app.url, second).say('still here');
    later(29 * MINUTE);
    expect((await openSession(app.url, {}, second.cookie)).conversationId).toBe(first.conversationId);
  });

  it('opens a new conversation for the same visitor after that', async () => {
    const first = await openSession(app.url);
    later(31 * MINUTE);
    const second = await openSession(app.url, {}, first.cookie);
    expect(second.conversationId).not.toBe(first.conversationId);
    expect(second.userId).toBe(first.userId);
  });

  it('goes on with the conversation of a case, however long the silence, until a week after its end', async () => {
    const first = await openSession(app.url);
    const storage = await createStorage({ dataDir: app.dataDir });
    const open = ticket({ conversation: first.conversationId, version: 1 });
    const event = { ticket: open.id, at: now.toISOString(), actor: VISITOR, reason: '', detail: {} };
    await storage.tickets.apply({ ticket: open, expectedVersion: 0, event: { ...event, what: 'opened' } });
    later(3 * DAY);
    expect((await openSession(app.url, {}, first.cookie)).conversationId).toBe(first.conversationId);
    const ended = { ...open, state: 'resolved', resolvedAt: now.toISOString(), version: 2 } as const;
    await storage.tickets.apply({ ticket: ended, expectedVersion: 1, event: { ...event, what: 'resolved' } });
    await storage.close();
    later(6 * DAY);
    expect((await openSession(app.url, {}, first.cookie)).conversationId).toBe(first.conversationId);
    later(8 * DAY);
    expect((await openSession(app.url, {}, first.cookie)).conversationId).not.toBe(first.conversationId);
  });

  it('starts anew when asked to', async () => {
    const first = await openSession(app.url);
    const second = await openSession(app.url, { restart: true }, first.cookie);
    expect(second.conversationId).not.toBe(first.conversationId);
    expect(second.userId).toBe(first.userId);
  });

  it('forgets a visitor after thirty days away, and a forged cookie at once', async () => {
    const first = await openSession(app.url);
    const forged = await openSession(app.url, {}, `${first.cookie.slice(0, -4)}AAAA`);
    expect(forged.userId).not.toBe(first.userId);
    const token = await openSession(app.url, {}, `goglobal_session=${first.token}`);
    expect(token.userId).not.toBe(first.userId);
    later(31 * DAY);
    expect((await openSession(app.url, {}, first.cookie)).userId).not.toBe(first.userId);
  });

  it('hides the cookie from scripts, and lets it into frames on other sites over https only', async () => {
    const cookieFor = async (headers: Record<string, string>): Promise<string> =>
      (await fetch(`${app.url}/api/session`, { method: 'POST', headers })).headers.get('set-cookie') ?? '';
    expect(await cookieFor({})).toMatch(/; Path=\/; HttpOnly; Max-Age=2592000; SameSite=Lax$/);
    expect(await cookieFor({ 'X-Forwarded-Proto': 'https' })).toMatch(
      /; HttpOnly; .*SameSite=None; Secure; Partitioned$/,
    );
  });

  it('allows some new conversations a minute from one address, and says when the next may come', async () => {
    const first = await openSession(app.url);
    for (let count = 0; count < 3; count += 1) await openSession(app.url);
    const refused = await fetch(`${app.url}/api/session`, { method: 'POST', headers: { 'Accept-Language': 'zh-HK' } });
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'ratelimit-limit': '4',
      'ratelimit-remaining': '0',
      'retry-after': refused.headers.get('ratelimit-reset'),
    });
    expect(await refused.json()).toEqual({
      error: { code: 'TooManyRequests', message: expect.stringMatching(/^此網絡新建對話過多，請等\d+秒。$/) },
    });
    expect((await openSession(app.url, {}, first.cookie)).conversationId).toBe(first.conversationId);
    const elsewhere = { 'X-Forwarded-For': '203.0.113.7' };
    expect((await fetch(`${app.url}/api/session`, { method: 'POST', headers: elsewhere })).status).toBe(200);
  });

  it('refuses what it does not understand', async () => {
    for (const body of ['{"language":"fr"}', '[]', '"x"', '{"restart":"yes"}']) {
      expect((await fetch(`${app.url}/api/session`, { method: 'POST', body })).status).toBe(400);
    }
  });
});
