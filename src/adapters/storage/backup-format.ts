import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';

/**
 * A backup is a gzip file of JSON lines: the header; for each table a line with its name, columns and number of rows,
 * followed by one line per row, its values in the order of the columns; and the footer with the SHA-256 of all lines
 * before it. Rows stand in the order in which they were added.
 */
export const BACKUP_FORMAT = 'goglobal-backup/1';

export const headerSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** The last migration of the database: a release that does not know it cannot read the rows. */
  migration: z.string(),
  madeAt: z.string(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

export const tableSchema = z.object({
  table: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.int().nonnegative(),
});
export type BackupTable = z.infer<typeof tableSchema>;

export const rowSchema = z.array(z.union([z.string(), z.number(), z.null()]));
export type BackupRow = z.infer<typeof rowSchema>;

export const footerSchema = z.object({ sha256: z.string() });

/** Rows by table, of a whole backup. */
export type RowCounts = Readonly<Record<string, number>>;

/** Digests lines as they are written and read. */
export function createLineDigest(): { add(line: string): void; hex(): string } {
  const hash: Hash = createHash('sha256');
  return {
    add: (line) => hash.update(line).update('\n'),
    hex: () => hash.digest('hex'),
  };
}
