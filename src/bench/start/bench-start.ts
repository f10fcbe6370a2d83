import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { percentile } from '../../evaluation/beir/measures.ts';
import { tableLines } from '../../evaluation/print-table.ts';
import type { BenchFolders, Print } from '../bench-folders.ts';
import { type CalledProcess, SERVER_OPTIONS, startProcess } from '../calls.ts';

type Kind = 'assistant' | 'channel echo' | 'bare echo';

const STARTS = 3;
const EDITS = 5;
const EDITED = 'articles/tax/profits-tax-two-tier/en.md';
const usageSchema = z.object({ cpuMs: z.number(), rssMb: z.number() });

interface Started {
  readonly server: CalledProcess;
  readonly ms: number;
  readonly rssMb: number;
}

/** Cold and warm start, one edited file, memory: each as a ratio to an echo server's, or to a start. */
export async function benchStart(folders: BenchFolders, print: Print): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'goglobal-bench-'));
  try {
    const knowledgeDir = join(scratch, 'knowledge');
    await cp(folders.knowledgeDir, knowledgeDir, { recursive: true });
    const start = (kind: Kind) => startServer(kind, { ...folders, knowledgeDir, dataDir: join(scratch, 'data') });
    const cold = await start('assistant');
    await cold.server.stop();
    const warm = await several(() => start('assistant'));
    const channelEcho = await several(() => start('channel echo'));
    const bareEcho = await several(() => start('bare echo'));
    printStarts({ cold, warm, channelEcho, bareEcho }, print);
    const edits = await measureEdits(await start('assistant'), knowledgeDir);
    print('');
    print(
      `One edited file searchable (saved, noticed, read, indexed; ${EDITS} edits): median ` +
        `${percentile(edits, 0.5).toFixed(0)} ms, longest ${Math.max(...edits).toFixed(0)} ms, ` +
        `${(percentile(edits, 0.5) / warm.ms).toFixed(2)}× a warm start`,
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Process start included: from the fork to the moment in which the server listens. */
async function startServer(kind: Kind, task: object): Promise<Started> {
  const begun = performance.now();
  const server = startProcess(new URL('../turns/start-server.js', import.meta.url), { ...task, kind }, SERVER_OPTIONS);
  await server.call('start', {}, z.object({ port: z.number() }));
  const ms = performance.now() - begun;
  const { rssMb } = await server.call('usage', {}, usageSchema);
  return { server, ms, rssMb };
}

/** The median of a few starts; every server is stopped again. */
async function several(start: () => Promise<Started>): Promise<Omit<Started, 'server'>> {
  const all: Started[] = [];
  for (let count = 0; count < STARTS; count++) {
    const started = await start();
    await started.server.stop();
    all.push(started);
  }
  return {
    ms: percentile(
      all.map(({ ms }) => ms),
      0.5,
    ),
    rssMb: percentile(
      all.map(({ rssMb }) => rssMb),
      0.5,
    ),
  };
}

/** Milliseconds from a save to the new version being what is searched, on a server that is not trained in between. */
async function measureEdits({ server }: Started, knowledgeDir: string): Promise<number[]> {
  const version = () => server.call('indexVersion', {}, z.string());
  const times: number[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const before = await version();
    const saved = performance.now();
    await appendFile(join(knowledgeDir, EDITED), `\nA sentence that was added as number ${edit}.\n`);
    while ((await version()) === before) await pause(5);
    times.push(performance.now() - saved);
  }
  await server.stop();
  return times;
}

type Figures = Readonly<Record<'cold' | 'warm' | 'channelEcho' | 'bareEcho', Omit<Started, 'server'>>>;

function printStarts({ cold, warm, channelEcho, bareEcho }: Figures, print: Print): void {
  const row = (name: string, { ms, rssMb }: Omit<Started, 'server'>) => [
    name,
    `${(ms / 1000).toFixed(2)} s`,
    `${(ms / channelEcho.ms).toFixed(2)}×`,
    `${rssMb.toFixed(0)} MB`,
    `${(rssMb / channelEcho.rssMb).toFixed(2)}×`,
  ];
  const lines = tableLines(
    'Start to ready, process start included, and memory then (ratio to an echo behind our own channel)',
    ['', 'start', 'ratio', 'resident', 'ratio'],
    [
      row('assistant, nothing trained', cold),
      row('assistant, models kept', warm),
      row('channel echo', channelEcho),
      row('bare botbuilder echo', bareEcho),
    ],
  );
  for (const line of lines) print(line);
  print(`A start without kept models takes ${(cold.ms / warm.ms).toFixed(1)}× as long.`);
}
