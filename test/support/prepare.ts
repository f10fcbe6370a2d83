import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { sqliteFileIn } from '../../src/adapters/storage/open-database.ts';
import { startPostgres } from '../../src/bench/start-postgres.ts';
import { buildWeb } from '../../src/web/build.ts';
import { realAssistant } from './real-assistant.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The one PostgreSQL of this run, or why there is none. */
    readonly postgres: { readonly port: number } | { readonly missing: string };
    /** A SQLite file with today's tables and nothing in them, to be copied. */
    readonly sqliteTemplate: string;
  }
}

/** A database with today's tables, to be copied. */
export const TEMPLATE = 'goglobal_template';

type Undo = () => Promise<void>;

/**
 * What all test files share is made once, before any of them: the models of the real knowledge, the built browser side,
 * tables to be copied, and one PostgreSQL.
 */
export default async function prepare(project: TestProject): Promise<Undo> {
  const undo = await Promise.all([
    startDatabases(project),
    makeTables(project),
    realAssistant().then(() => nothing),
    buildWeb().then(() => nothing),
  ]);
  return async () => {
    await Promise.all(undo.map((each) => each()));
  };
}

/** Where PostgreSQL cannot run, its tests are skipped and say why. */
async function startDatabases(project: TestProject): Promise<Undo> {
  try {
    const server = await startPostgres();
    const storage = await createStorage({ dataDir: '', databaseUrl: await server.createDatabase(TEMPLATE) });
    await storage.close();
    project.provide('postgres', { port: server.port });
    return () => server.stop();
  } catch (error) {
    project.provide('postgres', { missing: error instanceof Error ? error.message : 'PostgreSQL did not start' });
    return nothing;
  }
}

async function makeTables(project: TestProject): Promise<Undo> {
  const dataDir = await mkdtemp(join(tmpdir(), 'goglobal-template-'));
  await (await createStorage({ dataDir })).close();
  project.provide('sqliteTemplate', sqliteFileIn(dataDir));
  return () => rm(dataDir, { recursive: true, force: true });
}

const nothing: Undo = () => Promise.resolve();
