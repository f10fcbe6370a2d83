import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../adapters/log/create-log.ts';
import { createApp } from '../../app/app.ts';
import type { MakeCore } from '../../app/core.ts';
import { readConfig } from '../../config.ts';
import { percentile } from '../../evaluation/beir/measures.ts';
import { tableLines } from '../../evaluation/print-table.ts';
import { type FakeWhatsApp, startFakeWhatsApp, type WhatsAppPerson } from '../../simulators/whatsapp/fake-whatsapp.ts';
import type { BenchFolders, Print } from '../bench-folders.ts';
import { createEchoCore } from '../turns/echo-core.ts';

const DELIVERIES = 10_000;
const PEOPLE = 500;
const SHARES = { duplicates: 0.2, reordered: 0.1, forged: 0.05 } as const;
/** Requests on their way at the same time. */
const CONNECTIONS = 20;
const DRAIN_LIMIT_MS = 120_000;

interface Delivery {
  readonly kind: 'genuine' | 'duplicate' | 'forged';
  readonly id: string;
  readonly bytes: Buffer;
  readonly signature: string;
}

/**
 * Signed webhooks into the whole program over an echo: every genuine message must be handled once, every forged one
 * refused before it is read. Prints throughput and how long an acknowledgement takes; false: something was lost or doubled.
 */
export async function benchWebhooks(folders: BenchFolders, print: Print): Promise<boolean> {
  const scratch = await mkdtemp(join(tmpdir(), 'goglobal-bench-'));
  const fake = await startFakeWhatsApp();
  const handled = new Map<string, number>();
  const app = await startApp(folders, scratch, fake, (id) => handled.set(id, (handled.get(id) ?? 0) + 1));
  try {
    const { port } = await app.start();
    const url = `http://127.0.0.1:${port}`;
    fake.deliverTo(`${url}/channels/whatsapp/webhook`);
    const deliveries = makeDeliveries(fake);
    const genuine = deliveries.filter(({ kind }) => kind === 'genuine');
    const started = performance.now();
    const { latencies, statuses } = await deliverAll(deliveries, fake);
    const acknowledgedMs = performance.now() - started;
    await drained(handled, genuine.length);
    const handledMs = performance.now() - started;
    const counted = await countedIn(`${url}/metrics`);
    const forged = deliveries.filter(({ kind }) => kind === 'forged').length;
    const facts = [
      ['delivered', deliveries.length, deliveries.length],
      ['acknowledged with 200', statuses.get('genuine 200'), genuine.length],
      ['repeats acknowledged with 200', statuses.get('duplicate 200'), deliveries.length - genuine.length - forged],
      ['genuine messages handled', handled.size, genuine.length],
      ['genuine messages handled more than once', [...handled.values()].filter((times) => times > 1).length, 0],
      ['forged refused with 401', statuses.get('forged 401'), forged],
      ['forged refused by their signature alone', counted('skipped', 'reason="bad-signature"'), forged],
      ['repeats left out', counted('duplicates', ''), deliveries.length - genuine.length - forged],
    ] as const;
    const rows = facts.map(([what, seen = 0, due]) => [what, String(seen), String(due), seen === due ? '' : 'WRONG']);
    const caption = `Webhooks: ${DELIVERIES} deliveries, ${CONNECTIONS} at a time, of ${PEOPLE} people`;
    for (const line of tableLines(caption, ['', 'seen', 'due', ''], rows)) print(line);
    print('');
    const perSecond = (count: number, ms: number) => ((count * 1000) / ms).toFixed(0);
    print(
      `Acknowledged ${perSecond(deliveries.length, acknowledgedMs)} a second, handled ${perSecond(genuine.length, handledMs)} a second`,
    );
    print(
      `An acknowledgement: median ${percentile(latencies, 0.5).toFixed(1)} ms, p95 ${percentile(latencies, 0.95).toFixed(1)} ms`,
    );
    return facts.every(([, seen = 0, due]) => seen === due);
  } finally {
    await app.stop();
    await fake.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function startApp(
  { dialogsDir, knowledgeDir }: BenchFolders,
  dataDir: string,
  fake: FakeWhatsApp,
  onTurn: (id: string) => void,
) {
  const result = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    DIALOGS_DIR: dialogsDir,
    KNOWLEDGE_DIR: knowledgeDir,
    PUBLIC_URL: 'http://127.0.0.1',
    LIMIT_MESSAGES_PER_MINUTE: '0',
    ...fake.env,
  });
  if (result.kind === 'faulty') throw new Error(result.faults.join('\n'));
  const counted: MakeCore = async (parts) => {
    const core = await createEchoCore(dialogsDir)(parts);
    return {
      ...core,
      handleTurn: (message, onThinking) => {
        onTurn(message.id);
        return core.handleTurn(message, onThinking);
      },
    };
  };
  return createApp(result.config, counted, { log: createLog('silent') });
}

/** Genuine ones with repeats later on, neighbours swapped, and some with a bit changed after they were signed. */
function makeDeliveries(fake: FakeWhatsApp): readonly Delivery[] {
  const random = randomFrom(20_261_127);
  const list: Delivery[] = [];
  const genuine: Delivery[] = [];
  for (let index = 0; list.length < DELIVERIES; index++) {
    const chance = random();
    const earlier = genuine[Math.floor(random() * genuine.length)];
    if (chance < SHARES.duplicates && earlier !== undefined) {
      list.push({ ...earlier, kind: 'duplicate' });
      continue;
    }
    const isForged = chance > 1 - SHARES.forged;
    const id = `wamid.${index}`;
    const person: WhatsAppPerson = {
      name: 'Visitor',
      waId: `8525${String(index % PEOPLE).padStart(7, '0')}`,
      userId: null,
    };
    const bytes = fake.bytesOf(fake.payloadOf(person, { type: 'text', text: { body: `问题 ${index}` } }, { id }));
    const signature = fake.sign(bytes);
    if (isForged) bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    const one = { kind: isForged ? 'forged' : 'genuine', id, bytes, signature } as const;
    if (!isForged) genuine.push(one);
    list.push(one);
  }
  for (let index = 1; index < list.length; index++) {
    const [before, here] = [list[index - 1], list[index]];
    // A repeat stays behind its first: otherwise it is the first.
    if (random() >= SHARES.reordered || before === undefined || here === undefined || before.id === here.id) continue;
    list[index - 1] = here;
    list[index] = before;
  }
  return list;
}

async function deliverAll(deliveries: readonly Delivery[], fake: FakeWhatsApp) {
  const latencies: number[] = [];
  const statuses = new Map<string, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let one = deliveries[next++]; one !== undefined; one = deliveries[next++]) {
      const started = performance.now();
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': one.signature };
      const status = await fake.post(one.bytes, headers);
      latencies.push(performance.now() - started);
      const key = `${one.kind} ${status}`;
      statuses.set(key, (statuses.get(key) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return { latencies, statuses };
}

async function drained(handled: ReadonlyMap<string, number>, due: number): Promise<void> {
  const limit = performance.now() + DRAIN_LIMIT_MS;
  while (handled.size < due && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve, 20));
  // What is handled a second time would come now.
  await new Promise((resolve) => setTimeout(resolve, 500));
}

async function countedIn(url: string): Promise<(name: string, label: string) => number> {
  const text = await (await fetch(url)).text();
  return (name, label) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`goglobal_messenger_${name}_total{`) && line.includes(label))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** The same numbers in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
