import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import type { Tables } from './tables.ts';

/** Only queries whose text varies with their arguments could fill the cache; those start it afresh. */
const CACHED_STATEMENTS = 200;

/** The database of a data folder. */
export function sqliteFileIn(dataDir: string): string {
  return join(dataDir, 'goglobal.sqlite');
}

/**
 * Kysely over the SQLite that is built into Node: write-ahead log, every commit on disk before it is reported
 * (https://www.sqlite.org/pragma.html#pragma_synchronous), prepared statements kept.
 */
export function openDatabase(file: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new WriterDialect({ database: openSqlite(file) }) });
}

/** SQLite as Kysely has it, but for how transactions begin. */
class WriterDialect extends SqliteDialect {
  readonly #config: { readonly database: SqliteDatabase };

  constructor(config: { readonly database: SqliteDatabase }) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new WriterDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new WholeStepsAdapter();
  }
}

/**
 * A transaction that reads first and writes later would fail, without waiting, when another process wrote in between:
 * it takes the writers' lock when it begins, and waits for it.
 */
class WriterDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}

/** SQLite creates and alters tables within transactions (https://www.sqlite.org/lang_transaction.html). */
class WholeStepsAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openSqlite(file: string): SqliteDatabase {
  const database = new DatabaseSync(file);
  database.exec('pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full');
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      let statement = statements.get(sql);
      if (statement === undefined) {
        if (statements.size >= CACHED_STATEMENTS) statements.clear();
        statement = asKyselyStatement(database.prepare(sql));
        statements.set(sql, statement);
      }
      return statement;
    },
    close() {
      statements.clear();
      database.close();
    },
  };
}

/** Kysely's SQLite driver is written for better-sqlite3, which takes parameters as one array. */
function asKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...asInput(parameters)),
    run: (parameters) => statement.run(...asInput(parameters)),
    iterate: (parameters) => statement.iterate(...asInput(parameters)),
  };
}

/** The table types admit nothing but strings, numbers and null, so this cast holds by construction. */
function asInput(parameters: readonly unknown[]): readonly SQLInputValue[] {
  return parameters as readonly SQLInputValue[];
}
