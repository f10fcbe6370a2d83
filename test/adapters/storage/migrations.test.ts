import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { migrate } from '../../../src/adapters/storage/migrate.ts';
import { migrations } from '../../../src/adapters/storage/migrations.ts';
import { openDatabase, sqliteFileIn } from '../../../src/adapters/storage/open-database.ts';
import { openPostgres } from '../../../src/adapters/storage/open-postgres.ts';
import { readMigration, readStoredTables, type StoredTable } from '../../../src/adapters/storage/stored-tables.ts';
import type { Tables } from '../../../src/adapters/storage/tables.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase, type Place } from '../../support/databases.ts';

afterAll(removeDataDirs);

const names = Object.keys(await migrations.getMigrations()).toSorted();

overEachDatabase(({ name, makePlace }) => {
  describe(`the tables in ${name}`, () => {
    it.each(names)('come forward from %s with every row', async (migration) => {
      const place = await makePlace(true);
      const before = open(place);
      await migrate(before, migration);
      const tables = await readStoredTables(before);
      for (const table of tables) await insertRow(before, table);
      const rows = await rowsOf(before, tables);
      await before.destroy();
      await (await createStorage(place.options)).close();
      const after = open(place);
      expect(await readMigration(after)).toBe(names.at(-1));
      const kept = await rowsOf(after, tables);
      for (const table of tables) expect(kept[table.name], table.name).toEqual(rows[table.name]);
      const { rows: outcomes } = await sql`select status, articles from answer_outcomes`.execute(after);
      expect(outcomes).toHaveLength(1);
      await after.destroy();
      await place.remove();
    });

    it('are made once by processes that start together', async () => {
      const place = await makePlace(true);
      const storage = new URL('../../../src/adapters/storage/create-storage.ts', import.meta.url);
      const script = `const { createStorage } = await import('${storage}');
        const storage = await createStorage(${JSON.stringify(place.options)});
        await storage.check();
        await storage.close();`;
      const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
      await Promise.all([run(), run(), run()]);
      const done = await place.sql('select name from kysely_migration order by name');
      expect(done.map((row) => row['name'])).toEqual(names);
      await place.remove();
    }, 60_000);
  });
});

function open({ options }: Place): Kysely<Tables> {
  return options.databaseUrl === undefined
    ? openDatabase(sqliteFileIn(options.dataDir))
    : openPostgres(options.databaseUrl, { isPatient: true });
}

/** A bot's answer, where a column must hold more than a word. */
const WORDS: Readonly<Record<string, string>> = {
  author: 'bot',
  answer: JSON.stringify(answerTo({ text: 'question' })),
  articles: '[]',
};

async function insertRow(db: Kysely<Tables>, { name, columns }: StoredTable): Promise<void> {
  const [table] = (await db.introspection.getTables()).filter((found) => found.name === name);
  const isNumber = (column: string) =>
    table?.columns.some((found) => found.name === column && /int/i.test(found.dataType)) === true;
  const values = columns.map((column) => (isNumber(column) ? 1 : (WORDS[column] ?? `${column} 香港`)));
  await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values (${sql.join(values)})`.execute(db);
}

async function rowsOf(db: Kysely<Tables>, tables: readonly StoredTable[]): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const { name, columns } of tables) {
    const listed = sql.join(columns.map((column) => sql.ref(column)));
    found[name] = (await sql`select ${listed} from ${sql.table(name)}`.execute(db)).rows;
  }
  return found;
}
