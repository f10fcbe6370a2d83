import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { FORM_REPLIES } from '../../../src/bench/story/form-replies.ts';
import { type AzurePerson, type FakeAzure, startFakeAzure } from '../../../src/simulators/azure/fake-azure.ts';
import { type OfficerClient, signInOfficer } from '../../fakes/officer-client.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type RealApp, startRealApp } from '../../support/real-app.ts';

const HUB: AzurePerson = { channelId: 'directline', id: 'hub', name: 'Hub', locale: 'zh-CN' };

let fake: FakeAzure;
let app: RealApp;
let officer: OfficerClient;
beforeEach(async () => {
  fake = await startFakeAzure();
  const env = { ...fake.env, PUBLIC_URL: 'https://go.example.hk' };
  app = await startRealApp({ 李明: 'officer' }, { env });
  fake.deliverTo(`${app.url}/api/messages`);
  officer = await signInOfficer(app.url, '李明', app.passwords.get('李明') ?? '');
});
afterEach(async () => {
  await app.stop();
  await fake.close();
});
afterAll(removeDataDirs);

const shown = () => fake.shown.map(({ text }) => text);
const poll = <Value>(look: () => Value | Promise<Value>) => expect.poll(look, { timeout: 60_000, interval: 25 });
const says = async (text: string) => expect(await fake.does(HUB, { type: 'message', text })).toBe(200);
const told = () => fake.events.map((event) => (event.type === 'event' ? [event.name, event.value] : []));

/** From the first words to the case number; resolves to the case. */
async function openCase(): Promise<string> {
  for (const text of ['转人工', ...FORM_REPLIES, '不要发送电话', '同意并发送']) {
    const before = shown().length;
    await says(text);
    await poll(() => shown().length).toBeGreaterThan(before);
  }
  await poll(() => shown().join('\n')).toMatch(/GG\d{4}-\w{5}-\w/u);
  const [row] = (await officer.queue()).rows;
  if (row === undefined) throw new Error('there is no case');
  return row.id;
}

it('tells a program of every step of a hand-off, and keeps what an officer says while the program has blocked us', {
  timeout: 240_000,
}, async () => {
  expect(await fake.does(HUB, { type: 'event', name: 'handoff.subscribe' })).toBe(200);
  const ticket = await openCase();
  const initiate = ['handoff.initiate', { case: expect.stringMatching(/^GG/) as string }];
  await poll(told).toMatchObject([initiate]);
  expect(JSON.stringify(fake.events[0])).toContain('转人工');

  await officer.act(ticket, { kind: 'claim' });
  const accepted = ['handoff.status', { state: 'accepted' }];
  await poll(told).toMatchObject([initiate, accepted]);
  await poll(() => shown().at(-1)).toContain('已加入');

  fake.blocked.add(HUB.id);
  const text = '请问明天上午十点方便通话吗？';
  await officer.act(ticket, { kind: 'write', id: 'officer-words-1', text, signature: '' });
  await poll(async () => (await officer.find(ticket)).events).toContainEqual(
    expect.objectContaining({ what: 'undelivered', reason: 'undelivered-blocked' }),
  );
  expect(shown().join('\n')).not.toContain(text);
  fake.blocked.delete(HUB.id);
  await says('您好');
  await poll(() => shown().filter((one) => one.includes(text))).toHaveLength(1);

  await officer.act(ticket, { kind: 'resolve', reason: '已答复' });
  await poll(told).toMatchObject([initiate, accepted, ['handoff.status', { state: 'completed' }]]);
  expect(shown().filter((one) => one.includes(text))).toHaveLength(1);
  expect(fake.refused).toEqual([]);
});
