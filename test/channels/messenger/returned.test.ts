import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { FORM_REPLIES } from '../../../src/bench/story/form-replies.ts';
import { UNDELIVERED_REASONS, undeliveredReason } from '../../../src/channels/messenger/undelivered-reason.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from '../../../src/simulators/whatsapp/fake-whatsapp.ts';
import { casesEn } from '../../../src/web/console/texts/case-texts.en.ts';
import { casesZhHans } from '../../../src/web/console/texts/case-texts.zh-hans.ts';
import { casesZhHant } from '../../../src/web/console/texts/case-texts.zh-hant.ts';
import { signInOfficer } from '../../fakes/officer-client.ts';
import { makeDataDir, removeDataDirs, startTestApp } from '../../fakes/start-test-app.ts';
import { type RealApp, startRealApp } from '../../support/real-app.ts';
import { ANN } from '../whatsapp/whatsapp-vendor.ts';

let fake: FakeWhatsApp;
beforeEach(async () => {
  fake = await startFakeWhatsApp();
});
afterEach(async () => {
  await fake.settled();
  await fake.close();
});
afterAll(removeDataDirs);

const says = (text: string, id?: string) =>
  fake.write(ANN, { type: 'text', text: { body: text } }, id === undefined ? {} : { id });
const seen = () =>
  fake.seen(ANN).map(({ message }) => (message.type === 'text' ? message.text.body : JSON.stringify(message)));
const waitFor = (text: string) =>
  vi.waitFor(() => expect(seen().filter((one) => one.includes(text))).toHaveLength(1), {
    timeout: 30_000,
    interval: 25,
  });

it('says in each language why something did not arrive', () => {
  for (const texts of [casesEn, casesZhHant, casesZhHans])
    expect(Object.keys(texts.undeliveredReasons)).toEqual([...UNDELIVERED_REASONS]);
  expect(undeliveredReason({ why: 'returned', code: '131047' })).toBe('undelivered-window');
  expect(undeliveredReason({ why: 'returned', code: 'fail-4' })).toBe('undelivered-not-taken');
  expect(undeliveredReason({ why: 'blocked', code: '131047' })).toBe('undelivered-blocked');
});

it('tells the officer of words that came back after they were taken, and sends them when the visitor writes', {
  timeout: 120_000,
}, async () => {
  const app: RealApp = await startRealApp(
    { 'li.ming': 'officer', root: 'admin' },
    { env: { ...fake.env, PUBLIC_URL: 'https://go.example.hk' } },
  );
  try {
    fake.deliverTo(`${app.url}/channels/whatsapp/webhook`);
    for (const reply of ['转人工', ...FORM_REPLIES, '不要发送电话', '同意并发送']) await turn(reply);
    const officer = await signInOfficer(app.url, 'li.ming', app.passwords.get('li.ming') ?? '');
    const [row] = (await officer.queue()).rows;
    if (row === undefined) throw new Error('there is no case');
    await officer.act(row.id, { kind: 'claim' });
    await waitFor('已加入');
    fake.lateFailure = 131026;
    await officer.act(row.id, { kind: 'write', id: 'officer-words-1', text: '请问何时方便通话？', signature: '' });
    await vi.waitFor(
      async () => {
        const { events } = await officer.find(row.id);
        expect(events.find(({ what }) => what === 'undelivered')).toMatchObject({
          reason: 'undelivered-not-taken',
          detail: { why: 'returned', code: '131026' },
        });
      },
      { timeout: 30_000, interval: 50 },
    );
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    // Once, or twice when the report comes between the vendor's answer and the look at it.
    expect(metrics).toMatch(/goglobal_messenger_failed_total\{messenger="whatsapp",code="131026"\} [12]/);
    expect(seen().join('\n')).not.toContain('何时方便通话');
    fake.lateFailure = null;
    await says('您好，还在吗');
    await waitFor('何时方便通话');
  } finally {
    await app.stop();
  }

  async function turn(text: string): Promise<void> {
    const before = seen().length;
    await says(text);
    await vi.waitFor(() => expect(seen().length).toBeGreaterThan(before), { timeout: 30_000, interval: 20 });
  }
});

it('keeps what was cut off too often in the transcript, and says once that there is no answer', {
  timeout: 60_000,
}, async () => {
  const dataDir = await makeDataDir();
  const storage = await createStorage({ dataDir });
  const event = {
    address: {
      messenger: 'whatsapp',
      account: fake.account.phoneNumberId,
      person: '85251234567',
      reference: { waId: '85251234567' },
    },
    id: 'wamid.poison',
    at: new Date().toISOString(),
    content: { kind: 'text', text: 'poison' },
  } as const;
  await storage.addresses.keep([event], { conversationOf: () => 'whatsapp-poison', mask: (one) => one, reruns: 0 });
  await storage.close();
  // The vendor's window is open because they wrote.
  await says('poison', 'wamid.other').catch(() => undefined);
  const app = await startTestApp({ dataDir, env: { ...fake.env, PUBLIC_URL: 'https://go.example.hk' } });
  try {
    fake.deliverTo(`${app.url}/channels/whatsapp/webhook`);
    await vi.waitFor(() => expect(seen()).toHaveLength(1), { timeout: 30_000, interval: 25 });
    expect(app.handled).toEqual([]);
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toMatch(/goglobal_messenger_skipped_total\{[^}]*reason="given-up"[^}]*\} 1/);
  } finally {
    await app.stop();
  }
});
