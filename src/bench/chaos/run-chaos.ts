import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../../retrieval/encoder/seeded-random.ts';
import type { BenchFolders, Print } from '../bench-folders.ts';
import { startPostgres } from '../start-postgres.ts';
import { audit, type Finding, sumOf } from './audit.ts';
import { createCaller } from './caller.ts';
import { type Fire, openFire } from './fire.ts';
import { startKilledServer } from './killed-server.ts';
import { createLedger } from './ledger.ts';
import { work } from './officer.ts';
import { outboxReader, type ReadOutbox } from './read-outbox.ts';
import { startReceivers } from './receivers.ts';
import { signInOfficers } from './sign-in.ts';
import { type See, type ShownActivity, visit } from './visit.ts';

export interface ChaosOptions {
  readonly kills: number;
  readonly seed: number;
  /** No kill later than this after the first; all of them when left out. */
  readonly minutes?: number;
  /** Which one is under the server; PostgreSQL is started for the run and never killed. */
  readonly database: 'sqlite' | 'postgres';
}

const OFFICERS = ['an-yi', 'bo-er'];
const VISITORS = 4;
/** A lease that was not given back, and some. */
const DRAIN_MS = 100_000;
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 'chaos').toString('base64')}`;

/**
 * Visitors and officers talk through the real server, which is killed and started again all the while; then everything
 * they did is looked for. The seed decides what is done and when it is killed; how far the server has got by then, the
 * machine decides. Resolves to whether nothing was lost, doubled or said out of turn.
 */
export async function runChaos(options: ChaosOptions, folders: BenchFolders, print: Print): Promise<boolean> {
  const { kills, seed, minutes = Number.POSITIVE_INFINITY, database } = options;
  print(`${kills} kills, seed ${seed}, ${database}`);
  const startedAt = Date.now();
  const place = await mkdtemp(join(tmpdir(), 'goglobal-chaos-'));
  const logFile = openSync(join(place, 'server.log'), 'a');
  const dataDir = join(place, 'data');
  let fire: Fire | undefined;
  const receivers = await startReceivers(() => fire?.at('notifying'));
  const ledger = createLedger();
  const sights = new Map<string, See>();
  const postgres = database === 'postgres' ? await startPostgres() : null;
  try {
    const databaseUrl = await postgres?.createDatabase('chaos');
    const readOutbox = outboxReader(dataDir, databaseUrl);
    const server = await startKilledServer(
      {
        port: 0,
        dataDir,
        ...(databaseUrl !== undefined && { databaseUrl }),
        knowledgeDir: await tablesOnly(folders.knowledgeDir, place),
        dialogsDir: resolve(folders.dialogsDir),
        smtpPort: receivers.smtpPort,
        webhookPort: receivers.webhookPort,
        webhookSecret: WEBHOOK_SECRET,
      },
      logFile,
    );
    const call = createCaller(server);
    const officers = await signInOfficers(call, server.firstAdmin, OFFICERS);
    const shots = openFire(server, { kills, endMs: Date.now() + minutes * 60_000 }, seededRandom(seed));
    fire = shots;
    let isOver = false;
    const visitors = Promise.all(
      Array.from({ length: VISITORS }, async (_, index) => {
        const random = seededRandom(seed + 1 + index);
        do await visit({ call, fire: shots, ledger, random }, (conversation, see) => sights.set(conversation, see));
        while (!shots.isOver());
      }),
    ).finally(() => {
      isOver = true;
    });
    const desk = officers.map((officer, index) =>
      work({ ...officer, fire: shots, ledger, random: seededRandom(seed + 101 + index), isOver: () => isOver }),
    );
    await Promise.all([shots.over, visitors, ...desk]).catch(async (error: unknown) => {
      const waiting = (await readOutbox()).filter(({ state }) => state !== 'sent');
      print(`at ${new Date().toISOString()} these had not been sent:`);
      for (const entry of waiting) print(JSON.stringify(entry));
      throw error;
    });
    const drainedMs = await drain(readOutbox);
    const seen = new Map<string, readonly ShownActivity[]>();
    for (const [conversation, see] of sights) seen.set(conversation, await see());
    const code = await server.stop();
    const findings = await audit({ place: { dataDir, databaseUrl }, readOutbox, ledger, seen, receivers });
    const moments = [...shots.killed].map(([moment, count]) => `${moment} ${count}`);
    print(`killed ${sumOf(shots.killed)} times: ${moments.join(', ')}`);
    for (const finding of findings) printFinding(finding, print);
    const hasFault = code !== 0 || findings.some(({ isFault }) => isFault === true);
    if (code !== 0) print(`FAULT  the last stop ended with ${code}`);
    print(`outbox empty ${drainedMs} ms after the last word; ${Math.round((Date.now() - startedAt) / 1000)} s in all`);
    if (hasFault) print(`kept for a look: ${place}`);
    else await rm(place, { recursive: true, force: true });
    return !hasFault;
  } finally {
    closeSync(logFile);
    await receivers.close();
    await postgres?.stop();
  }
}

/** Markets, desks and words are real; articles are not needed and take long to read. */
async function tablesOnly(knowledgeDir: string, place: string): Promise<string> {
  const folder = join(place, 'knowledge');
  await mkdir(join(folder, 'articles'), { recursive: true });
  for (const name of ['tables', 'lexicon', 'out-of-scope.yaml', 'wrong-side-terms.yaml'])
    await symlink(resolve(knowledgeDir, name), join(folder, name));
  return folder;
}

/** Waits until nothing waits to be sent; resolves to how long that took (ms). */
async function drain(readOutbox: ReadOutbox): Promise<number> {
  const startedAt = Date.now();
  while (Date.now() - startedAt < DRAIN_MS && (await readOutbox()).some(({ state }) => state === 'waiting'))
    await pause(50);
  return Date.now() - startedAt;
}

function printFinding({ what, counts, isFault, examples = [] }: Finding, print: Print): void {
  const mark = isFault === undefined ? '      ' : isFault ? 'FAULT ' : 'ok    ';
  const said = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  print(`${mark} ${what}: ${said.join(', ')}`);
  for (const example of examples) print(`         ${example}`);
}
