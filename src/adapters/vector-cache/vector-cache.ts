import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../domain/clock.ts';

/** Vectors that were paid for, on disk. It only saves time and money: a cache that cannot be read counts as empty. */
export interface VectorCache {
  /** Those of the texts that are known, of length 1. */
  find(texts: readonly string[]): ReadonlyMap<string, Float32Array>;
  keep(vectors: ReadonlyMap<string, Float32Array>): void;
  /** Deletes all vectors of the model. */
  forget(): void;
}

const DAY_MS = 86_400_000;
/** Reading marks a row as used at most this often, so that a start writes next to nothing. */
const MARK_EVERY_DAYS = 7;

/**
 * One SQLite file for all models: a row is named by the digests of model and text, so that another model never meets old
 * vectors. Opened for each use: it is used when knowledge changes, not by turns. A damaged file is deleted; a disk
 * that cannot be written is told to `onFault`, and embedding carries on.
 */
export function createVectorCache(options: {
  readonly file: string;
  /** Everything that decides what a text's vector is. */
  readonly model: string;
  readonly keepUnusedDays: number;
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
}): VectorCache {
  const { file, keepUnusedDays, clock, onFault } = options;
  const model = digestOf(options.model);
  const today = () => Math.floor(clock().getTime() / DAY_MS);
  const attempt = <Result>(use: (database: DatabaseSync) => Result): Result | undefined => {
    try {
      return withDatabase(file, use);
    } catch (error) {
      onFault(error);
      removeDatabase(file, onFault);
      return undefined;
    }
  };
  return {
    find: (texts) => attempt((database) => findVectors(database, model, texts, today())) ?? new Map(),
    keep: (vectors) => {
      attempt((database) => {
        const insert = database.prepare(
          'insert or replace into vectors (model, text, vector, used) values (?, ?, ?, ?)',
        );
        for (const [text, vector] of vectors) insert.run(model, digestOf(text), bytesOf(vector), today());
        database.prepare('delete from vectors where used < ?').run(today() - keepUnusedDays);
      });
    },
    forget: () => {
      attempt((database) => database.prepare('delete from vectors where model = ?').run(model));
    },
  };
}

function findVectors(
  database: DatabaseSync,
  model: Uint8Array,
  texts: readonly string[],
  today: number,
): ReadonlyMap<string, Float32Array> {
  const select = database.prepare('select vector, used from vectors where model = ? and text = ?');
  const mark = database.prepare('update vectors set used = ? where model = ? and text = ?');
  const found = new Map<string, Float32Array>();
  for (const text of texts) {
    const row = select.get(model, digestOf(text));
    const vector = row?.['vector'] instanceof Uint8Array ? vectorOf(row['vector']) : null;
    if (vector === null) continue;
    found.set(text, vector);
    if (Number(row?.['used']) <= today - MARK_EVERY_DAYS) mark.run(today, model, digestOf(text));
  }
  return found;
}

/** All of a use in one transaction: a crash leaves all of it or nothing. */
function withDatabase<Result>(file: string, use: (database: DatabaseSync) => Result): Result {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    database.exec(`begin immediate; create table if not exists vectors (
      model blob not null, text blob not null, vector blob not null, used integer not null,
      primary key (model, text)) without rowid`);
    const result = use(database);
    database.exec('commit');
    return result;
  } finally {
    database.close();
  }
}

function removeDatabase(file: string, onFault: (error: unknown) => void): void {
  try {
    for (const name of [file, `${file}-journal`]) rmSync(name, { force: true });
  } catch (error) {
    onFault(error);
  }
}

function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** null when the bytes are not those of a vector of length 1. */
function vectorOf(bytes: Uint8Array): Float32Array | null {
  if (bytes.byteLength === 0 || bytes.byteLength % Float32Array.BYTES_PER_ELEMENT !== 0) return null;
  const vector = new Float32Array(bytes.slice().buffer);
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.abs(squares - 1) < 1e-3 ? vector : null;
}
