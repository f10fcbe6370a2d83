import { afterAll, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { createVisitorSender } from '../../../src/app/create-visitor-sender.ts';
import { createAzureChannel } from '../../../src/channels/azure/create-azure-channel.ts';
import { createMessenger } from '../../../src/channels/messenger/create-messenger.ts';
import { createLimit } from '../../../src/server/create-limit.ts';
import { type AzurePerson, startFakeAzure } from '../../../src/simulators/azure/fake-azure.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';
import { settingsFor } from './azure-parts.ts';
import { ANN } from './azure-vendor.ts';

afterAll(removeDataDirs);

const HUB: AzurePerson = { channelId: 'directline', id: 'hub', name: 'Hub' };
const LINE = {
  id: 'm1',
  author: 'visitor',
  at: '2026-11-27T02:00:00.000Z',
  text: 'a person, please',
  answer: null,
  signature: '',
} as const;

it('a program behind Azure that asks is told of the hand-off, and nobody else is', async () => {
  const clock = () => new Date();
  const log = createMemoryLog();
  const fake = await startFakeAzure();
  const storage = await createStorage({ dataDir: await makeDataDir(), clock });
  const conversations: string[] = [];
  const messenger = createMessenger({
    channels: [createAzureChannel({ settings: settingsFor(fake), clock, log })],
    store: storage.addresses,
    outbox: {
      add: (entries) => storage.outbox.add(entries),
      replay: (id, at) => storage.outbox.replay(id, at),
      returned: (id, error) => storage.outbox.returned(id, error),
      nudge: () => undefined,
    },
    handleTurn: () => Promise.resolve(null),
    giveUp: () => Promise.resolve(null),
    files: null,
    moves: {
      standingAt: (place) => Promise.resolve({ kind: 'here', conversation: place }),
      arrive: () => Promise.resolve(null),
      leave: () => Promise.resolve(null),
      goOn: ({ place }) => Promise.resolve({ conversation: place, before: null }),
    },
    cases: {
      open: () => Promise.resolve(null),
      relay: () => Promise.resolve(null),
      note: () => Promise.resolve(),
      undelivered: () => Promise.resolve(),
    },
    inOrder: (conversation, task) => {
      conversations.push(conversation);
      return task();
    },
    wording: (key) => key,
    starters: () => [],
    mask: (text) => text,
    limits: { messages: createLimit(0), flood: createLimit(0) },
    secret: new Uint8Array(32),
    count: () => undefined,
    clock,
    log,
  });
  const sender = createVisitorSender({
    placeOf: (conversation) => Promise.resolve(conversation),
    filesOf: () => Promise.resolve([]),
    linkTo: () => Promise.reject(new Error('there are no files')),
    languageOf: () => Promise.resolve(undefined),
    transcript: () => Promise.resolve([LINE]),
    deliver: () => Promise.reject(new Error('this is not the website')),
    toMessenger: (words) => messenger.deliver(words),
    handoffToMessenger: (event, lines) => messenger.deliverHandoff(event.conversation, event, lines),
  });
  const hear = async (person: AzurePerson, doing: Readonly<Record<string, unknown>>) => {
    const activity = fake.activityOf(person, doing);
    const authorization = `Bearer ${fake.tokenFor(activity.serviceUrl)}`;
    const headers = { 'content-type': 'application/json', authorization };
    const request = { params: {}, query: new URLSearchParams(), ip: '', baseUrl: '', language: 'en' } as const;
    const body = Buffer.from(JSON.stringify(activity));
    expect(await messenger.routes[0]?.handle({ ...request, headers, body })).toMatchObject({ status: 200 });
    return conversations.at(-1) ?? '';
  };
  const hub = await hear(HUB, { type: 'event', name: 'handoff.subscribe' });
  const ann = await hear(ANN, { type: 'message', text: 'hello' });
  const wants = async (conversation: string) => (await storage.addresses.find(conversation))?.wantsHandoff;
  await expect.poll(() => wants(hub)).toBe(true);
  expect(await wants(ann)).toBe(false);

  for (const [name, value] of [
    ['handoff.initiate', { case: 'GG2611-ABCDE-F', desk: 'investment' }],
    ['handoff.status', { state: 'accepted' }],
  ] as const) {
    const payload = { id: `t.${name}`, conversation: hub, at: LINE.at, name, value };
    const entry = { id: `${hub}/${name}`, kind: 'visitor', lane: hub, payload, dueAt: LINE.at } as const;
    const stored = { state: 'waiting', attempts: 1, lastError: null, writtenAt: LINE.at, sentAt: null } as const;
    expect(await sender({ ...entry, ...stored })).toEqual({ kind: 'sent' });
  }
  for (let round = 0; round < 2; round++)
    for (const entry of await storage.outbox.take('messenger', clock(), clock(), 10)) {
      expect(await messenger.send(entry)).toEqual({ kind: 'sent' });
      await storage.outbox.settle(entry.id, clock());
    }
  expect(fake.events).toEqual([
    expect.objectContaining({
      name: 'handoff.initiate',
      value: { case: 'GG2611-ABCDE-F', desk: 'investment' },
      attachments: [
        expect.objectContaining({
          name: 'Transcript',
          content: { activities: [expect.objectContaining({ text: LINE.text, from: { role: 'user' } })] },
        }),
      ],
    }),
    expect.objectContaining({ name: 'handoff.status', value: { state: 'accepted' } }),
  ]);
  expect(fake.shown).toEqual([]);
  await storage.close();
  await fake.close();
});
