import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailSender } from '../../../src/adapters/notify/mail-sender.ts';
import type { StoredOutboxEntry } from '../../../src/domain/outbox.ts';
import { mailOf } from '../../../src/notices/mail-of.ts';
import { sampleNotice } from '../../fakes/case-notice.ts';
import { type FakeSmtpServer, startFakeSmtpServer } from '../../fakes/fake-smtp-server.ts';

// Frozen, as the configuration is.
const FROM = Object.freeze({ name: 'GoGlobal 專員', address: 'desk@goglobal.example' });
const MAIL = mailOf(sampleNotice(), { address: 'officer@example.hk', language: 'zh-Hant' }, FROM);

let server: FakeSmtpServer;
beforeEach(async () => {
  server = await startFakeSmtpServer();
});
afterEach(() => server.close());

const senderTo = (port: number) =>
  createMailSender({ smtp: { host: '127.0.0.1', port, isSecure: false, login: null }, from: FROM, timeoutMs: 300 });

function entryOf(payload: unknown): StoredOutboxEntry {
  const at = '2026-11-27T02:00:00.000Z';
  const row = { state: 'waiting', attempts: 1, lastError: null, writtenAt: at, sentAt: null, dueAt: at } as const;
  return { id: 'ticket-1-1-abc', kind: 'email', lane: 'l', payload, ...row };
}

/** A header's value, unfolded. */
function header(raw: string, name: string): string | undefined {
  const head = raw.split('\r\n\r\n')[0]?.replaceAll(/\r\n[ \t]+/g, ' ') ?? '';
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
}

describe('createMailSender', () => {
  it('brings a mail whose repeat is the same mail', async () => {
    const send = senderTo(server.port);
    expect(await send(entryOf(MAIL))).toEqual({ kind: 'sent' });
    expect(await send(entryOf(MAIL))).toEqual({ kind: 'sent' });
    expect(server.mails).toMatchObject([{ from: FROM.address, to: ['officer@example.hk'] }, {}]);
    for (const { raw } of server.mails) {
      expect(header(raw, 'Message-ID')).toBe('<ticket-1-1-abc@goglobal.example>');
      expect(header(raw, 'References')).toBe('<ticket-1@goglobal.example>');
      expect(header(raw, 'Date')).toBe('Fri, 27 Nov 2026 02:00:00 +0000');
      expect(header(raw, 'Content-Language')).toBe('zh-Hant');
      expect(header(raw, 'Auto-Submitted')).toBe('auto-generated');
      expect(raw).toContain('text/plain');
      expect(raw).toContain('text/html');
    }
  });

  it('carries an invitation as a calendar part', async () => {
    const agreed = { start: '2026-11-30T03:00:00.000Z', minutes: 30 };
    const callBack = { proposed: null, agreed, sequence: 0, isReminded: false };
    const notice = sampleNotice('transferred', { callBack });
    await senderTo(server.port)(entryOf(mailOf(notice, { address: 'officer@example.hk', language: 'en' }, FROM)));
    expect(server.mails[0]?.raw).toMatch(/Content-Type: text\/calendar;[^\n]*(\r\n [^\n]*)?method=REQUEST/i);
  });

  it('lets mail programs end what was subscribed to with one click, and only that', async () => {
    const unsubscribe =
      'https://go.example/following/stop?f=abc&t=a-very-long-token-that-must-not-be-folded-or-encoded';
    await senderTo(server.port)(entryOf({ ...MAIL, unsubscribe }));
    await senderTo(server.port)(entryOf(MAIL));
    const [first = { raw: '' }, second = { raw: '' }] = server.mails;
    expect(header(first.raw, 'List-Unsubscribe')).toBe(`<${unsubscribe}>`);
    expect(header(first.raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(header(second.raw, 'List-Unsubscribe')).toBeUndefined();
  });

  it.each([
    ['a link with a header in it', { unsubscribe: 'https://x.example/>\r\nBcc: victim@example.com' }],
    ['a subject with a line break', { subject: 'a\r\nBcc: victim@example.com' }],
    ['two addresses', { to: 'a@example.hk, victim@example.com' }],
    ['an address with a line break', { to: 'a@example.hk\r\nBcc: victim@example.com' }],
    ['a thread with a header in it', { thread: 'x>\r\nBcc: victim@example.com' }],
  ])('never sends %s', async (_what, bad) => {
    expect(await senderTo(server.port)(entryOf({ ...MAIL, ...bad }))).toEqual({
      kind: 'dead',
      error: 'the payload is no mail',
    });
    expect(server.mails).toEqual([]);
  });

  it('gives a refused address up and tries a busy server again, without naming the address', async () => {
    const send = senderTo(server.port);
    server.refuse(550);
    expect(await send(entryOf(MAIL))).toEqual({ kind: 'dead', error: 'SMTP: EENVELOPE 550' });
    server.refuse(451);
    expect(await send(entryOf(MAIL))).toEqual({ kind: 'retry', error: 'SMTP: EENVELOPE 451' });
    server.refuse(null);
    expect(await send(entryOf(MAIL))).toEqual({ kind: 'sent' });
  });

  it('tries again later when the server is down or says nothing', async () => {
    const silent: Server = createServer();
    const port = await new Promise<number>((resolve) =>
      silent.listen(0, '127.0.0.1', () => resolve((silent.address() as { port: number }).port)),
    );
    expect(await senderTo(port)(entryOf(MAIL))).toMatchObject({ kind: 'retry' });
    await new Promise((resolve) => silent.close(resolve));
    expect(await senderTo(port)(entryOf(MAIL))).toMatchObject({
      kind: 'retry',
      error: expect.stringMatching(/^SMTP: E/),
    });
  });

  it('keeps a password off a connection in clear, and mends a login by trying again', async () => {
    const login = { user: 'u', password: 'secret-password' };
    const send = createMailSender({
      // Another name of this machine, which is not known to be it.
      smtp: { host: '0.0.0.0', port: server.port, isSecure: false, login },
      from: FROM,
      timeoutMs: 300,
    });
    const outcome = await send(entryOf(MAIL));
    expect(outcome).toMatchObject({ kind: 'retry' });
    expect(JSON.stringify(outcome)).not.toContain('secret');
    expect(server.mails).toEqual([]);
  });
});
