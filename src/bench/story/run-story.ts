import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../app/app.ts';
import { createCore } from '../../app/create-core.ts';
import { readConfig } from '../../config.ts';
import { tableLines } from '../../evaluation/print-table.ts';
import { seededRandom } from '../../retrieval/encoder/seeded-random.ts';
import type { SimulatedPhone } from '../../simulators/phone/phone.ts';
import { SIMULATED_APPS, type SimulatedApp } from '../../simulators/simulated-apps.ts';
import type { BenchFolders, Print } from '../bench-folders.ts';
import { type Call, createCaller } from '../chaos/caller.ts';
import { addOfficer, signInFirst } from '../chaos/sign-in.ts';
import { copyModels } from '../copy-models.ts';
import { auditStories, isGoodStory, type StoryResult } from './audit-stories.ts';
import { createCountingLog, watchAsOperator } from './operator.ts';
import { type Told, tellStory } from './tell-story.ts';

export interface StoryOptions {
  readonly apps: readonly SimulatedApp[];
  readonly seed: number;
  /** How often every fault comes while the officer has the chat. */
  readonly rounds: number;
}

/** Of one call to a vendor that never answers; longer than a busy machine takes for one that does. */
const TIMEOUT_MS = '5000';

/**
 * The story from visitor to officer in every app, over the vendors' fakes, with their faults: one program serves all. The
 * same seed tells the same story. False: something was lost, came twice, or went wrong unseen.
 */
export async function runStory(options: StoryOptions, folders: BenchFolders, print: Print): Promise<boolean> {
  const results = await tellStories(options, folders);
  const rows = results.map(({ app, visitor, officer, cameAgain, linesTwice, faults, seen }) =>
    [
      app,
      ...[visitor, officer].flatMap(({ said, arrived, twice, lost }) => [said, arrived, twice, lost]),
      cameAgain,
      linesTwice.length,
      faults,
      seen.metrics,
      seen.notices,
      seen.log,
      seen.anywhere,
    ].map(String),
  );
  const header = [
    'app',
    'said',
    'arrived',
    'twice',
    'lost',
    'written',
    'shown',
    'twice',
    'lost',
    'again',
    'lines twice',
  ];
  const caption = `From visitor to officer with faults of the vendor, seed ${options.seed}`;
  for (const line of tableLines(caption, [...header, 'faults', 'metrics', 'notices', 'log', 'seen'], rows)) print(line);
  print('');
  print('said: by the visitor; written: by the officer; metrics, notices, log: where an operator sees the fault');
  print('again: taken by a vendor that knows no ids of ours, without an answer, so sent once more (docs/channels.md)');
  for (const { app, unseen, linesTwice } of results) {
    if (unseen.length > 0) print(`${app}: nobody could see ${unseen.join(', ')}`);
    for (const line of linesTwice) print(`${app}: twice on the phone: ${JSON.stringify(line.slice(0, 80))}`);
  }
  const isGood = results.every(isGoodStory);
  print(
    isGood
      ? 'Nothing was lost, nothing came twice that its vendor could tell apart, every fault can be seen.'
      : 'WRONG',
  );
  return isGood;
}

export async function tellStories(options: StoryOptions, folders: BenchFolders): Promise<readonly StoryResult[]> {
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const dataDir = await mkdtemp(join(tmpdir(), 'goglobal-story-'));
  if (existsSync(folders.modelsDir)) await copyModels(folders.modelsDir, dataDir);
  const phones = new Map<SimulatedApp, SimulatedPhone>();
  for (const app of options.apps) phones.set(app, await SIMULATED_APPS[app](now));
  const { log, troubles } = createCountingLog();
  const result = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    DIALOGS_DIR: folders.dialogsDir,
    KNOWLEDGE_DIR: folders.knowledgeDir,
    PUBLIC_URL: 'https://go.example.hk',
    LIMIT_MESSAGES_PER_MINUTE: '0',
    LIMIT_REQUESTS_PER_MINUTE: '0',
    MESSENGER_TIMEOUT_MS: TIMEOUT_MS,
    ...Object.fromEntries([...phones.values()].flatMap(({ env }) => Object.entries(env))),
  });
  if (result.kind === 'faulty') throw new Error(result.faults.join('\n'));
  const core = createCore(result.config, { external: null, reranker: null });
  const app = await createApp(result.config, core, { clock: now, log });
  try {
    const told = await tellAll();
    await app.stop();
    return await auditStories(told, phones, dataDir);
  } finally {
    await app.stop();
    for (const phone of phones.values()) await phone.close();
    await rm(dataDir, { recursive: true, force: true });
  }

  async function tellAll(): Promise<ReadonlyMap<SimulatedApp, Told>> {
    const { port, firstAdmin } = await app.start();
    if (firstAdmin === null) throw new Error('a new program has its first admin');
    const url = `http://127.0.0.1:${port}`;
    const call = createCaller({ url, up: () => Promise.resolve() });
    const admin = await signInFirst(call, firstAdmin);
    const pass = async (ms: number) => {
      // Minutes pass at once here: what a vendor took without answering would be sent again before its report is read.
      await Promise.all([...phones.values()].map((phone) => phone.reported()));
      aheadMs += ms;
    };
    const officers = new Map<SimulatedApp, Call>();
    for (const name of phones.keys()) officers.set(name, await addOfficer(admin, call, `officer-${name}`));
    // At the same time: they share the clock, the outbox and the officers' queue, as in life.
    const told = [...phones].map(async ([name, phone]) => {
      phone.deliverTo(url);
      const { messenger } = phone;
      const operator = watchAsOperator({ messenger, url, call: admin, troubles: () => troubles(messenger) });
      const officer = officers.get(name) ?? call;
      const random = seededRandom(options.seed);
      const story = { phone, call: officer, operator, random, pass, now, rounds: options.rounds };
      return [name, await tellStory(story)] as const;
    });
    return new Map(await Promise.all(told));
  }
}
