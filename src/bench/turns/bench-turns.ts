import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { percentile } from '../../evaluation/beir/measures.ts';
import { tableLines } from '../../evaluation/print-table.ts';
import type { BenchFolders, Print } from '../bench-folders.ts';
import { type CalledProcess, SERVER_OPTIONS, startProcess } from '../calls.ts';
import { copyModels } from '../copy-models.ts';
import { answeredQuestions } from './answered-questions.ts';

/** Everybody waits for a reply before speaking again; `pauseMs` is the mean pause before each message. */
const SCENARIOS = [
  { name: '1 conversation, without pause', conversations: 1, turns: 200, pauseMs: 0 },
  { name: '50 conversations, a message each 2 s', conversations: 50, turns: 8, pauseMs: 2000 },
  { name: '200 conversations, a message each 4 s', conversations: 200, turns: 5, pauseMs: 4000 },
  { name: '200 conversations in the same instant', conversations: 200, turns: 1, pauseMs: 0 },
] as const;
const WARM_UP = { conversations: 5, turns: 60, pauseMs: 0 } as const;

/** The first is measured; the others are what it is compared with. */
const SERVERS = [
  { kind: 'assistant', channel: 'direct-line' },
  { kind: 'channel echo', channel: 'direct-line' },
  { kind: 'bare echo', channel: 'connector' },
] as const;

const usageSchema = z.object({ cpuMs: z.number(), rssMb: z.number() });
const talkSchema = z.object({ latencies: z.array(z.number()), statuses: z.record(z.string(), z.number()) });

interface Running {
  readonly kind: string;
  readonly server: CalledProcess;
  readonly load: CalledProcess;
}

interface Figures {
  readonly cpuMs: number;
  readonly median: number;
  readonly p95: number;
  readonly answered: number;
}

/**
 * An answered turn over Direct Line beside two echo turns on the same machine: an echo behind our own channel, and
 * Microsoft's bare echo bot. Server and visitors are processes of their own; every scenario visits each server in turn.
 */
export async function benchTurns(folders: BenchFolders, print: Print): Promise<void> {
  const questions = await answeredQuestions(folders);
  const scratch = await mkdtemp(join(tmpdir(), 'goglobal-bench-'));
  const running: Running[] = [];
  try {
    for (const { kind, channel } of SERVERS) {
      const dataDir = join(scratch, kind.replace(' ', '-'));
      await copyModels(folders.modelsDir, dataDir);
      const server = startProcess(
        new URL('start-server.js', import.meta.url),
        { ...folders, kind, dataDir },
        SERVER_OPTIONS,
      );
      const { port } = await server.call('start', {}, z.object({ port: z.number() }));
      const task = { url: `http://127.0.0.1:${port}`, channel, questions };
      running.push({ kind, server, load: startProcess(new URL('load-process.ts', import.meta.url), task) });
    }
    for (const each of running) await measure(each, WARM_UP);
    for (const scenario of SCENARIOS) {
      const rows: [string, Figures][] = [];
      for (const each of running) rows.push([each.kind, await measure(each, scenario)]);
      printScenario(scenario.name, rows, print);
    }
    const memory = await Promise.all(running.map(({ server }) => server.call('usage', {}, usageSchema)));
    print('');
    print(
      `Memory afterwards: ${memory.map(({ rssMb }, index) => `${running[index]?.kind ?? ''} ${rssMb.toFixed(0)} MB`).join(', ')}`,
    );
  } finally {
    for (const { server, load } of running) await Promise.all([load.stop(), server.stop()]);
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measure(
  { server, load }: Running,
  scenario: { readonly conversations: number; readonly turns: number; readonly pauseMs: number },
): Promise<Figures> {
  await load.call('open', scenario, z.boolean());
  const before = await server.call('usage', {}, usageSchema);
  const { latencies, statuses } = await load.call('talk', scenario, talkSchema);
  const after = await server.call('usage', {}, usageSchema);
  await load.call('close', {}, z.boolean());
  return {
    cpuMs: (after.cpuMs - before.cpuMs) / latencies.length,
    median: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    answered: ((statuses['answered'] ?? 0) + (statuses['echo'] ?? 0)) / latencies.length,
  };
}

function printScenario(name: string, rows: readonly (readonly [string, Figures])[], print: Print): void {
  const first = rows[0]?.[1];
  const ratio = (of: (figures: Figures) => number, figures: Figures) =>
    first === undefined || first === figures ? '' : `${(of(first) / of(figures)).toFixed(2)}×`;
  const lines = tableLines(
    `Turns: ${name} (ratio = the assistant's figure as a multiple of this one)`,
    ['', 'answered', 'CPU a turn', 'median', 'p95', 'CPU ratio', 'median ratio', 'p95 ratio'],
    rows.map(([kind, figures]) => [
      kind,
      `${(100 * figures.answered).toFixed(0)} %`,
      `${figures.cpuMs.toFixed(2)} ms`,
      `${figures.median.toFixed(1)} ms`,
      `${figures.p95.toFixed(1)} ms`,
      ratio((f) => f.cpuMs, figures),
      ratio((f) => f.median, figures),
      ratio((f) => f.p95, figures),
    ]),
  );
  for (const line of lines) print(line);
}
