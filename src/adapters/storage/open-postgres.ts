import { HandleEmptyInListsPlugin, Kysely, PostgresDialect, replaceWithNoncontingentExpression } from 'kysely';
import pg from 'pg';
import { postgresSchema } from './postgres-schema.ts';
import { fromPostgresText, toPostgresText } from './postgres-text.ts';
import type { Tables } from './tables.ts';

const APPLICATION = 'goglobal';
const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5000;
/** Of one statement, waiting for a lock included. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** A process that hangs within a transaction must not hold up the writers of all others. */
const IDLE_IN_TRANSACTION_MS = 15_000;
/** Object ids of pg_type: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const INT8 = 20;
const TEXT = 25;

/** How a connection is made, for the pool and for whoever needs a connection of its own. */
export function postgresConnection(url: string, limits: { readonly isPatient: boolean }): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: APPLICATION,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    ...(limits.isPatient
      ? {}
      : { statement_timeout: STATEMENT_TIMEOUT_MS, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS }),
    types: { getTypeParser: (type: number, format?: 'text' | 'binary') => parserOf(type, format) },
  };
}

/**
 * Kysely over PostgreSQL. Values come back as SQLite gives them: whole numbers as numbers, texts with every character.
 * `isPatient`: statements may take as long as they need (migrations, backups), one after another.
 */
export function openPostgres(url: string, limits: { readonly isPatient: boolean }): Kysely<Tables> {
  const pool = new pg.Pool({
    ...postgresConnection(url, limits),
    max: limits.isPatient ? 1 : CONNECTIONS,
    Client: TextClient,
  });
  // A connection that ends while nobody uses it is replaced by the pool; whoever needs the next one learns of an outage.
  pool.on('error', () => undefined);
  // SQLite takes an empty list as one that holds nothing; PostgreSQL does not take it.
  const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [postgresSchema, emptyLists] });
}

/** Sends texts so that PostgreSQL can keep them; the parser of texts is the way back. */
class TextClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // The pool listens to those that nobody uses. One that ends between two statements of a transaction would end the
    // process without this; its next statement rejects.
    this.on('error', () => undefined);
    // pg takes a query in many forms; all but the values, where there are some, are passed on as they are.
    const send = this.query.bind(this) as unknown as (...sent: unknown[]) => unknown;
    const query = (text: unknown, values?: unknown, ...more: unknown[]) =>
      send(text, Array.isArray(values) ? values.map(asSent) : values, ...more);
    this.query = query as unknown as pg.Client['query'];
  }
}

function asSent(value: unknown): unknown {
  return typeof value === 'string' ? toPostgresText(value) : value;
}

function parserOf(type: number, format: 'text' | 'binary' = 'text'): (value: string) => unknown {
  if (type === INT8) return wholeNumber;
  if (type === TEXT) return fromPostgresText;
  return standardParser(type, format);
}

/** For any type; the typings of pg know only its own list. */
const standardParser = pg.types.getTypeParser as (type: number, format: string) => (value: string) => unknown;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a number of the database is too large');
  return value;
}
