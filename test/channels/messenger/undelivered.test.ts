import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../../src/adapters/storage/create-storage.ts';
import { createMessengerCases } from '../../../src/app/cases/create-messenger-cases.ts';
import { VISITOR } from '../../../src/domain/ticket.ts';
import { mailSchema } from '../../../src/notices/mail.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';
import { after, ticket } from '../../support/ticket.ts';

const CONVERSATION = 'whatsapp-abc';
const clock = () => new Date(after(30));
const lost = {
  conversation: CONVERSATION,
  entry: `${CONVERSATION}/w1/0`,
  code: '131047',
  words: 'Hello <Ann>\nCall me?',
};

let storage: Storage;
beforeEach(async () => {
  storage = await createStorage({ dataDir: await makeDataDir(), clock });
});
afterEach(() => {
  told.length = 0;
  return storage.close();
});
afterAll(removeDataDirs);

async function openCase(fields: Readonly<Record<string, string>>) {
  await storage.tickets.apply({
    ticket: ticket({ conversation: CONVERSATION, fields, channel: 'whatsapp' }),
    expectedVersion: 0,
    event: { ticket: 't', at: after(1), actor: VISITOR, what: 'opened', reason: '', detail: {} },
  });
}

const told: string[] = [];
function casesWith(mail: { readonly publicUrl: () => string } | null) {
  return createMessengerCases({
    tickets: storage.tickets,
    outbox: storage.outbox,
    conversationAt: (place) => Promise.resolve(place),
    handoff: {
      relay: () => Promise.resolve('not-owned'),
      refresh: (conversation) => Promise.resolve(void told.push(conversation)),
    },
    mask: (text) => text,
    mail,
    clock,
  });
}

const mails = () => storage.outbox.take('email', clock(), clock(), 10);

it('stands on the timeline once, and goes to the address that the visitor gave', async () => {
  await openCase({ email: 'ann@example.com' });
  const cases = casesWith({ publicUrl: () => 'https://go.example.hk' });
  await cases.undelivered({ ...lost, why: 'window-closed' });
  await cases.undelivered({ ...lost, why: 'window-closed' });
  const events = (await storage.tickets.events('t')).filter(({ what }) => what === 'undelivered');
  expect(events).toHaveLength(1);
  // Whoever has the case open sees it.
  expect(told).toEqual([CONVERSATION]);
  expect(events[0]).toMatchObject({ actor: { kind: 'system' }, detail: { why: 'window-closed', code: '131047' } });
  const [entry, ...others] = await mails();
  expect(others).toEqual([]);
  const mail = mailSchema.parse(entry?.payload);
  expect(mail).toMatchObject({ to: 'ann@example.com', subject: 'GG2611-7K4PM-X · A reply from the officer' });
  expect(mail.text).toContain('Hello <Ann>\nCall me?');
  expect(mail.html).toContain('Hello &lt;Ann&gt;<br>Call me?');
});

it('sends no mail without an address, without a mail server, or when no officer wrote it', async () => {
  await openCase({});
  await casesWith({ publicUrl: () => 'https://go.example.hk' }).undelivered({ ...lost, why: 'refused' });
  expect(await mails()).toEqual([]);
});

it('sends no mail about words of the desk itself', async () => {
  await openCase({ email: 'ann@example.com' });
  await casesWith({ publicUrl: () => 'https://go.example.hk' }).undelivered({ ...lost, words: '', why: 'blocked' });
  await casesWith(null).undelivered({ ...lost, entry: 'other', why: 'blocked' });
  expect(await mails()).toEqual([]);
  expect((await storage.tickets.events('t')).filter(({ what }) => what === 'undelivered')).toHaveLength(2);
});

it('keeps a picture as a note of a case that nobody has yet', async () => {
  await openCase({});
  const cases = casesWith(null);
  expect(await cases.open(CONVERSATION)).toEqual({ ticket: 't', isOwnedByOfficer: false });
  await cases.note('t', 'wamid.A', '[图片] 77');
  expect(await storage.tickets.notes('t')).toMatchObject([{ text: '[图片] 77', author: 'whatsapp' }]);
  expect(told).toEqual([CONVERSATION]);
});
