import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { sqliteFileIn } from '../../src/adapters/storage/open-database.ts';
import { createApp, type Overrides } from '../../src/app/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { createFakeCore, type FakeCoreOptions } from './fake-core.ts';
import { createMemoryLog, type MemoryLog } from './memory-log.ts';

export interface TestApp {
  /** http://127.0.0.1:port */
  readonly url: string;
  readonly dataDir: string;
  readonly handled: readonly IncomingMessage[];
  readonly log: MemoryLog;
  stop(): Promise<void>;
}

export interface TestAppOptions extends FakeCoreOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Of an earlier app, to take over its data. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly overrides?: Overrides;
}

/** The real composition root over a fake core, on a free port and a folder of its own. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = options.dataDir ?? (await makeDataDir());
  const { makeCore, handled } = createFakeCore(options);
  const log = createMemoryLog();
  const config = testConfig({ DATA_DIR: dataDir, PORT: String(options.port ?? 0), ...options.env });
  const app = await createApp(config, makeCore, { log, ...options.overrides });
  const { port } = await app.start();
  return { url: `http://127.0.0.1:${port}`, dataDir, handled, log, stop: () => app.stop() };
}

export function testConfig(env: Readonly<Record<string, string>>): Config {
  const result = readConfig({ STOP_TIMEOUT_MS: '5000', ...env });
  if (result.kind === 'faulty') throw new Error(result.faults.join('\n'));
  return result.config;
}

const made: string[] = [];

/** A new folder with nothing in it. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'goglobal-test-'));
  made.push(folder);
  return folder;
}

/** A new folder with a database of today's tables: to copy it takes a hundredth of what making them takes. */
export async function makeDataDir(): Promise<string> {
  const dataDir = await makeFolder();
  await copyFile(inject('sqliteTemplate'), sqliteFileIn(dataDir));
  return dataDir;
}

/** For afterAll: removes every folder that makeFolder and makeDataDir made. */
export async function removeDataDirs(): Promise<void> {
  for (const dataDir of made.splice(0)) await rm(dataDir, { recursive: true, force: true });
}
