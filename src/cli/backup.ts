import { parseArgs } from 'node:util';
import type { RowCounts } from '../adapters/storage/backup-format.ts';
import type { RestoreOutcome } from '../adapters/storage/restore-backup.ts';
import type { WrittenBackup } from '../adapters/storage/write-backup.ts';

export interface BackupParts {
  readonly backUp: (file: string) => Promise<WrittenBackup>;
  readonly restore: (file: string, mayReplace: boolean) => Promise<RestoreOutcome>;
  readonly print: (line: string) => void;
}

const BACKUP_USAGE = `npm run backup -- FILE             everything in the database into FILE, which must not exist; the server may run.
                                   DATA_DIR/secrets.json is not in it: keep it apart.`;
const RESTORE_USAGE = `npm run restore -- FILE [--force]  what is in FILE into an empty database, of either kind; --force replaces what is there.
                                   Stop the server first.`;

/** npm run backup: 0 when the file is written. */
export async function runBackup(args: readonly string[], { backUp, print }: BackupParts): Promise<number> {
  const [file, ...more] = args;
  if (file === undefined || file.startsWith('-') || more.length > 0) {
    print(BACKUP_USAGE);
    return 2;
  }
  try {
    const { migration, rows } = await backUp(file);
    printRows(rows, print);
    print(`Written to ${file}, with the tables of ${migration}. Secrets are not in it.`);
    return 0;
  } catch (error) {
    print(`No backup was written: ${messageOf(error)}`);
    return 1;
  }
}

/** npm run restore: 0 when everything is in place; otherwise nothing has changed. */
export async function runRestore(args: readonly string[], { restore, print }: BackupParts): Promise<number> {
  const asked = readRestore(args);
  if (asked === null) {
    print(RESTORE_USAGE);
    return 2;
  }
  try {
    const outcome = await restore(asked.file, asked.mayReplace);
    if (outcome.kind === 'restored') {
      printRows(outcome.rows, print);
      print(`Restored as it was at ${outcome.madeAt}. Case codes and tokens need the TOKEN_SECRET of that time.`);
      return 0;
    }
    print(`Nothing was restored: ${refusalOf(outcome)}`);
  } catch (error) {
    print(`Nothing was restored: ${messageOf(error)}`);
  }
  return 1;
}

function readRestore(args: readonly string[]): { readonly file: string; readonly mayReplace: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { force: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? null : { file, mayReplace: values.force };
  } catch {
    return null;
  }
}

function refusalOf(outcome: Exclude<RestoreOutcome, { readonly kind: 'restored' }>): string {
  if (outcome.kind === 'newer') return `the file was made by a later release (${outcome.migration}).`;
  if (outcome.kind === 'served') return 'a server is running on this database. Stop it first.';
  return 'the database is not empty. With --force it is replaced.';
}

function printRows(rows: RowCounts, print: BackupParts['print']): void {
  for (const [table, count] of Object.entries(rows)) print(`${table.padEnd(28)} ${count}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'the reason is unknown';
}
