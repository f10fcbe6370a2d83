import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCardSender } from '../../../src/adapters/notify/card-sender.ts';
import { createSenders } from '../../../src/adapters/notify/create-senders.ts';
import { slackMessage } from '../../../src/adapters/notify/slack-message.ts';
import { teamsMessage } from '../../../src/adapters/notify/teams-message.ts';
import { createWebhookSender } from '../../../src/adapters/notify/webhook-sender.ts';
import type { StoredOutboxEntry } from '../../../src/domain/outbox.ts';
import { caseEventOf } from '../../../src/notices/case-event-of.ts';
import { mailOf } from '../../../src/notices/mail-of.ts';
import { noticeCardOf } from '../../../src/notices/notice-card-of.ts';
import { createOutboxWorker } from '../../../src/outbox/create-outbox-worker.ts';
import { sampleNotice } from '../../fakes/case-notice.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../../fakes/fake-endpoint.ts';
import { startFakeSmtpServer } from '../../fakes/fake-smtp-server.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { openOutbox } from '../../support/open-outbox.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const EVENT = caseEventOf(sampleNotice());
const CARD = noticeCardOf(sampleNotice(), 'en');
const now = () => new Date();

let endpoint: FakeEndpoint;
beforeEach(async () => {
  endpoint = await startFakeEndpoint(() => ({ status: 202, json: {} }));
});
afterEach(() => endpoint.close());

function entryOf(payload: unknown, id = 'ticket-1-1-webhook'): StoredOutboxEntry {
  const at = '2026-11-27T02:00:00.000Z';
  const row = { state: 'waiting', attempts: 1, lastError: null, writtenAt: at, sentAt: null, dueAt: at } as const;
  return { id, kind: 'webhook', lane: 'l', payload, ...row };
}

const status = (code: number, headers?: Record<string, string>) =>
  ({ kind: 'status', status: code, ...(headers === undefined ? {} : { headers }) }) as const;

describe('createWebhookSender', () => {
  const sender = () => createWebhookSender({ url: `${endpoint.url}/hook`, secret: SECRET, timeoutMs: 2000 }, now);

  it('signs so that the reference library accepts it, and nothing that was changed', async () => {
    expect(await sender()(entryOf(EVENT))).toEqual({ kind: 'sent' });
    const [request] = endpoint.requests;
    const headers = request?.headers as Record<string, string>;
    const body = JSON.stringify(request?.json);
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(EVENT);
    expect(headers['webhook-id']).toBe('ticket-1-1-webhook');
    expect(() => new Webhook(SECRET).verify(body.replace('72', '73'), headers)).toThrow('No matching signature');
  });

  it('signs the published example as published', () => {
    const at = new Date(1_614_265_330_000);
    expect(new Webhook(SECRET).sign('msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it.each([
    [status(500), { kind: 'retry', error: 'HTTP 500' }],
    [status(404), { kind: 'retry', error: 'HTTP 404' }],
    [status(429, { 'retry-after': '120' }), { kind: 'retry', error: 'HTTP 429', afterSeconds: 120 }],
    [status(410), { kind: 'dead', error: 'HTTP 410' }],
    [{ kind: 'silent' } as const, { kind: 'retry', error: 'no answer in time' }],
    [{ kind: 'hangs-up' } as const, { kind: 'retry' }],
  ])('takes %o for %o', async (fault, outcome) => {
    endpoint.failNext(fault);
    expect(await sender()(entryOf(EVENT))).toMatchObject(outcome);
  });

  it('follows no redirect', async () => {
    endpoint.failNext(status(307, { location: `${endpoint.url}/elsewhere` }));
    expect(await sender()(entryOf(EVENT))).toEqual({ kind: 'retry', error: 'HTTP 307' });
    expect(endpoint.requests.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('sends nothing that is no case event', async () => {
    expect(await sender()(entryOf({ type: 'case.opened', data: { phone: '1' } }))).toMatchObject({ kind: 'dead' });
    expect(endpoint.requests).toEqual([]);
  });
});

describe('createCardSender', () => {
  it('posts an Adaptive Card to a Teams workflow', async () => {
    expect(await createCardSender({ url: endpoint.url }, teamsMessage)(entryOf(CARD))).toEqual({ kind: 'sent' });
    expect(endpoint.requests[0]?.json).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            version: '1.4',
            actions: [{ type: 'Action.OpenUrl', url: 'https://desk.example.hk/console/cases/ticket-1' }],
          },
        },
      ],
    });
  });

  it('posts blocks to Slack in which nobody can call everybody', async () => {
    const card = noticeCardOf(sampleNotice('opened', { summary: '<!channel> & <https://evil.example|x>' }), 'en');
    await createCardSender({ url: endpoint.url }, slackMessage)(entryOf(card));
    const text = JSON.stringify(endpoint.requests[0]?.json);
    expect(text).toContain('&lt;!channel&gt; &amp; &lt;https');
    expect(text).not.toMatch(/<!channel>|<https/);
  });

  it('writes what a visitor wrote into Teams as words, not as links', () => {
    const card = noticeCardOf(sampleNotice('opened', { summary: '[x](https://evil.example) **a**' }), 'en');
    if (card === null) throw new Error('a new case is told');
    expect(JSON.stringify(teamsMessage(card))).not.toContain('[x](');
  });

  it.each([400, 403, 404, 410])('gives %i up, for waiting mends nothing', async (code) => {
    endpoint.failNext(status(code));
    expect(await createCardSender({ url: endpoint.url }, slackMessage)(entryOf(CARD))).toEqual({
      kind: 'dead',
      error: `HTTP ${code}`,
    });
  });
});

describe('the outbox with real receivers', () => {
  it('loses nothing and keeps the order through a receiver that is down, slow, failing and back', async () => {
    let offset = 0;
    const clock = () => new Date(Date.now() + offset);
    const smtp = await startFakeSmtpServer();
    await smtp.close();
    const outbox = await openOutbox(clock);
    const from = { name: '', address: 'desk@goglobal.example' };
    const server = { host: '127.0.0.1', port: smtp.port, isSecure: false, login: null };
    const senders = {
      ...createSenders(
        { mail: { smtp: server, from }, webhook: undefined, teamsUrl: undefined, slackUrl: undefined },
        clock,
      ),
      webhook: createWebhookSender({ url: endpoint.url, secret: SECRET, timeoutMs: 1500 }, clock),
    };
    const dueAt = clock().toISOString();
    const ids = Array.from({ length: 6 }, (_, index) => `w${index}`);
    await outbox.store.add(ids.map((id) => ({ id, kind: 'webhook' as const, lane: 'case', payload: EVENT, dueAt })));
    const mail = mailOf(sampleNotice(), { address: 'officer@example.hk', language: 'en' }, from);
    await outbox.store.add([{ id: 'mail', kind: 'email', lane: 'mail', payload: mail, dueAt }]);
    endpoint.failNext(
      status(500),
      { kind: 'silent' },
      status(429, { 'retry-after': '60' }),
      { kind: 'hangs-up' },
      null,
      status(503),
    );
    const log = createMemoryLog();
    // The clock runs ahead here: a lease of a minute would be over before a mail has left.
    const worker = createOutboxWorker({ store: outbox.store, senders, clock, log, pollMs: 10, leaseMs: 1e9 });
    worker.start();
    await vi.waitFor(async () => expect((await outbox.store.troubled(9)).map(({ id }) => id)).toContain('mail'));
    const back = await startFakeSmtpServer(smtp.port);
    await vi.waitFor(
      () => {
        offset += 5000;
        expect([endpoint.requests.at(-1)?.headers['webhook-id'], back.mails.length]).toEqual(['w5', 1]);
      },
      { timeout: 15_000, interval: 30 },
    );
    await worker.stop();
    const got = endpoint.requests.map(({ headers }) => headers['webhook-id']);
    // Five faults were met, each of them by an entry that came again before the next had its turn.
    expect(got.length).toBeGreaterThanOrEqual(ids.length + 5);
    expect(got.filter((id, index) => id !== got[index - 1])).toEqual(ids);
    expect(await outbox.store.troubled(9)).toEqual([]);
    expect(log.lines.join()).not.toContain('officer@example.hk');
    await outbox.close();
    await back.close();
  }, 30_000);
});
