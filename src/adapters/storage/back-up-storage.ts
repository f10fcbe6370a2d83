import { access, mkdir } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import type { StorageOptions } from './create-storage.ts';
import { openDatabase, sqliteFileIn } from './open-database.ts';
import { openPostgres } from './open-postgres.ts';
import { type RestoreOutcome, restoreBackup } from './restore-backup.ts';
import type { Tables } from './tables.ts';
import { type WrittenBackup, writeBackup } from './write-backup.ts';

type Place = Pick<StorageOptions, 'dataDir' | 'databaseUrl'>;

/** Writes all that is under storage into a new file (see writeBackup); the server may run. */
export async function backUpStorage(place: Place, file: string, clock: Clock): Promise<WrittenBackup> {
  // Opening would make an empty one.
  if (place.databaseUrl === undefined) await access(sqliteFileIn(place.dataDir));
  return withDatabase(place, (db) => writeBackup(db, file, clock));
}

/** Puts a backup of either database in place of what is there (see restoreBackup); no server may run. */
export async function restoreStorage(place: Place, file: string, mayReplace: boolean): Promise<RestoreOutcome> {
  await mkdir(place.dataDir, { recursive: true });
  return withDatabase(place, (db) => restoreBackup(db, file, mayReplace));
}

async function withDatabase<Result>(
  { dataDir, databaseUrl }: Place,
  work: (db: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  const db =
    databaseUrl === undefined ? openDatabase(sqliteFileIn(dataDir)) : openPostgres(databaseUrl, { isPatient: true });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
