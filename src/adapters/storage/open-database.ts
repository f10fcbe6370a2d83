import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Tables } from './tables.ts';

/** Only queries whose text varies with their arguments could fill the cache; those start it afresh. */
const CACHED_STATEMENTS = 200;

/**
 * Kysely over the SQLite that is built into Node: write-ahead log, every commit on disk before it is reported
 * (https://www.sqlite.org/pragma.html#pragma_synchronous), prepared statements kept.
 */
export function openDatabase(file: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqlite(file) }) });
}

function openSqlite(file: string): SqliteDatabase {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000');
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
