import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMailSender } from '../../src/adapters/notify/mail-sender.ts';
import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import { createUnseenReplies, type UnseenReplies } from '../../src/app/cases/unseen-replies.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { createHandoff } from '../../src/handoff/create-handoff.ts';
import type { Handoff } from '../../src/handoff/handoff.ts';
import { createOutboxWorker } from '../../src/outbox/create-outbox-worker.ts';
import { type FakeSmtpServer, startFakeSmtpServer } from '../fakes/fake-smtp-server.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';
import { handoffParts } from '../support/handoff-parts.ts';
import { after, ticketIn } from '../support/ticket.ts';

const ANN = { kind: 'officer', id: 'ann', name: 'ann' } as const;
const VISITOR = { kind: 'visitor', id: '', name: '' } as const;
const MINUTE = 60_000;
const SAID = 'Your licence number 7788 is missing.';

let now = Date.parse(after(10));
const clock = () => new Date(now);
let storage: Storage;
let smtp: FakeSmtpServer;
let unseen: UnseenReplies;
let handoff: Handoff;
beforeEach(async () => {
  now = Date.parse(after(10));
  storage = await createStorage({ dataDir: await makeDataDir(), clock });
  smtp = await startFakeSmtpServer();
  unseen = unseenWith(true);
  handoff = createHandoff({
    ...handoffParts(storage.tickets, clock),
    notify: (...change) => unseen.entriesOf(...change),
  });
});
afterEach(async () => {
  await smtp.close();
  await storage.close();
});
afterAll(removeDataDirs);

function unseenWith(canMail: boolean): UnseenReplies {
  return createUnseenReplies({
    ...storage,
    canMail,
    isPage: (channel) => channel === 'directline',
    deskName: () => 'InvestHK',
    statusUrl: ({ language, number }) => `https://go.example.hk/case?lang=${language}&number=${number}`,
  });
}

async function openCase(differing: Partial<Ticket> = {}): Promise<void> {
  const fields = { company: 'Blue Harbour Ltd', contactName: 'Ms Wong', email: 'wong@firm.example' };
  const ticket = ticketIn('claimed', { channel: 'directline', fields, ...differing });
  const event = { ticket: 't', at: after(1), actor: VISITOR, what: 'opened', reason: '', detail: {} } as const;
  await storage.tickets.apply({ ticket, expectedVersion: 0, event, chatOwner: 'officer' });
}

async function write(id: string): Promise<void> {
  const outcome = await handoff.act('t', { kind: 'write', id, text: SAID, signature: 'Ann Lee' }, ANN);
  expect(outcome.kind).toBe('done');
}

/** Everything that is due by then is looked at and sent. */
async function pass(minutes: number): Promise<void> {
  now += minutes * MINUTE;
  const settings = { smtp: { host: '127.0.0.1', port: smtp.port, isSecure: false, login: null }, timeoutMs: 2000 };
  const send = createMailSender({ ...settings, from: { name: 'GoGlobal', address: 'desk@goglobal.example' } });
  const due = new Set<string>();
  const worker = createOutboxWorker({
    store: {
      ...storage.outbox,
      take: async (...asked) => {
        const taken = await storage.outbox.take(...asked);
        for (const { id } of taken) due.add(id);
        return taken;
      },
      settle: async (id, at) => {
        await storage.outbox.settle(id, at);
        due.delete(id);
      },
    },
    senders: { unseen: (entry) => unseen.send(entry, (sent, mail) => send({ ...sent, payload: mail })) },
    clock,
    log: createMemoryLog(),
    pollMs: 5,
  });
  worker.start();
  await vi.waitFor(async () => {
    expect(due.size).toBe(0);
    expect(await storage.outbox.take('unseen', clock(), clock(), 1)).toEqual([]);
  });
  await worker.stop();
}

/** Text of a mail, its transfer encoding undone. */
function decoded(raw: string): string {
  return raw
    .split(/\r\n--.*\r\n/u)
    .map((part) => {
      const headEnd = part.indexOf('\r\n\r\n');
      const [head, body] = [part.slice(0, headEnd), part.slice(headEnd)];
      if (/base64/iu.test(head)) return Buffer.from(body, 'base64').toString();
      const joined = body.replaceAll('=\r\n', '');
      return decodeURIComponent(joined.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/gu, '%$1'));
    })
    .join('\n');
}

describe('a reply that the visitor has not seen', () => {
  it('is told once by mail, with the way to the case and without anything that was said', async () => {
    await openCase();
    await write('m1');
    now += MINUTE;
    await write('m2');
    await pass(3);
    expect(smtp.mails).toEqual([]);
    await pass(2);
    await write('m3');
    await pass(60);
    expect(smtp.mails.map(({ to }) => to)).toEqual([['wong@firm.example']]);
    const text = decoded(smtp.mails[0]?.raw ?? '');
    expect(text).toContain('An officer has replied');
    expect(text).toContain('https://go.example.hk/case?lang=en&number=GG2611-7K4PM-X');
    for (const secret of ['7788', 'Blue Harbour', 'Ms Wong', 'Vietnam', 'Ann Lee']) expect(text).not.toContain(secret);
  });

  it.each<[Language, string]>([
    ['zh-Hant', '專員已回覆'],
    ['zh-Hans', '专员已回复'],
  ])('is told in %s to who wrote so', async (language, words) => {
    await openCase({ language });
    await write('m1');
    await pass(6);
    expect(decoded(smtp.mails[0]?.raw ?? '')).toContain(words);
  });

  it('is told anew once they have been back, by reading or by writing', async () => {
    await openCase();
    await write('m1');
    await pass(6);
    await storage.readings.keep('c', 'm1', clock());
    now += MINUTE;
    await write('m2');
    await pass(6);
    expect(smtp.mails).toHaveLength(2);
    await handoff.relay({ id: 'v1', conversation: 'c', text: 'Here it is.' });
    now += MINUTE;
    await write('m3');
    await pass(6);
    expect(smtp.mails).toHaveLength(3);
  });

  it('is not told to who has read it or answered meanwhile, whichever process they are with', async () => {
    await openCase();
    await write('m1');
    now += MINUTE;
    await storage.readings.keep('c', 'm1', clock());
    await pass(6);
    await write('m2');
    now += MINUTE;
    await handoff.relay({ id: 'v1', conversation: 'c', text: 'Here it is.' });
    await pass(6);
    expect(smtp.mails).toEqual([]);
  });

  it.each<[string, Partial<Ticket>]>([
    ['withheld the address', { fields: { company: 'Blue Harbour Ltd' } }],
    ['writes in an app, which tells them itself', { channel: 'whatsapp' }],
    ['is taken for a sender of spam', { isSpam: true }],
  ])('is not told to who %s', async (_who, differing) => {
    await openCase(differing);
    await write('m1');
    await pass(6);
    expect(smtp.mails).toEqual([]);
  });

  it('goes with the case when it is withdrawn, and waits for a mail server that is down', async () => {
    await openCase();
    await write('m1');
    smtp.refuse(451);
    now += 6 * MINUTE;
    const send = createMailSender({
      smtp: { host: '127.0.0.1', port: smtp.port, isSecure: false, login: null },
      from: { name: 'GoGlobal', address: 'desk@goglobal.example' },
    });
    const [entry] = await storage.outbox.take('unseen', clock(), clock(), 1);
    if (entry === undefined) throw new Error('it is due');
    const outcome = await unseen.send(entry, (sent, mail) => send({ ...sent, payload: mail }));
    expect(outcome).toMatchObject({ kind: 'retry' });
    expect(JSON.stringify([entry, outcome])).not.toContain('firm.example');
    smtp.refuse(null);
    await handoff.act('t', { kind: 'withdraw' }, VISITOR);
    await pass(60);
    expect(smtp.mails).toEqual([]);
  });

  it('leaves nothing in the outbox where no mail server is configured', async () => {
    unseen = unseenWith(false);
    await openCase();
    await write('m1');
    now += 60 * MINUTE;
    expect(await storage.outbox.take('unseen', clock(), clock(), 1)).toEqual([]);
  });
});
