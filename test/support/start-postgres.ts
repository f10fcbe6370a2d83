import type { TestProject } from 'vitest/node';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { startPostgres } from '../../src/bench/start-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The one PostgreSQL of this run, or why there is none. */
    readonly postgres: { readonly port: number } | { readonly missing: string };
  }
}

/** A database with today's tables, to be copied. */
export const TEMPLATE = 'goglobal_template';

/** One PostgreSQL for the whole run; where it cannot run, its tests are skipped and say why. */
export default async function (project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startPostgres();
    const storage = await createStorage({ dataDir: '', databaseUrl: await server.createDatabase(TEMPLATE) });
    await storage.close();
    project.provide('postgres', { port: server.port });
    return () => server.stop();
  } catch (error) {
    project.provide('postgres', { missing: error instanceof Error ? error.message : 'PostgreSQL did not start' });
    return undefined;
  }
}
