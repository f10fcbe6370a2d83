import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import {
  type BackupHeader,
  type BackupRow,
  type BackupTable,
  createLineDigest,
  footerSchema,
  headerSchema,
  rowSchema,
  tableSchema,
} from './backup-format.ts';

/** What a backup holds, in its order. */
export type BackupPart =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly table: BackupTable }
  | { readonly kind: 'row'; readonly table: BackupTable; readonly row: BackupRow };

/** The file is no backup, not whole, or was changed after it was written. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
}

/**
 * Reads a backup from its beginning. Only when the last part was given, without an error, is the file known to be whole:
 * whoever acts on parts before must be able to take it back. Throws BackupFault.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const digest = createLineDigest();
  let table: BackupTable | undefined;
  let rowsLeft = 0;
  let sha256: string | undefined;
  let hasHeader = false;
  try {
    for await (const line of linesOf(file)) {
      if (sha256 !== undefined) throw new BackupFault('something follows its end');
      const value: unknown = JSON.parse(line);
      const footer = rowsLeft === 0 && hasHeader ? footerSchema.safeParse(value) : undefined;
      if (footer?.success === true) {
        sha256 = footer.data.sha256;
        continue;
      }
      digest.add(line);
      if (!hasHeader) {
        hasHeader = true;
        yield { kind: 'header', header: headerSchema.parse(value) };
      } else if (table !== undefined && rowsLeft > 0) {
        const row = rowSchema.length(table.columns.length).parse(value);
        rowsLeft -= 1;
        yield { kind: 'row', table, row };
      } else {
        table = tableSchema.parse(value);
        rowsLeft = table.rows;
        yield { kind: 'table', table };
      }
    }
  } catch (error) {
    if (error instanceof BackupFault) throw error;
    throw new BackupFault(`it cannot be read as a backup: ${reasonOf(error)}`, { cause: error });
  }
  if (sha256 === undefined) throw new BackupFault('it is not whole: its end is missing');
  if (sha256 !== digest.hex()) throw new BackupFault('it was changed after it was written: its digest does not fit');
}

/** The whole file once, for its faults alone; resolves to its header. Throws BackupFault. */
export async function checkBackup(file: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  for await (const part of readBackup(file)) if (part.kind === 'header') header = part.header;
  if (header === undefined) throw new BackupFault('it is empty');
  return header;
}

/** Not by readline, for which U+2028, which JSON leaves as it is, ends a line too. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const text = new PassThrough({ encoding: 'utf8' });
  // Its failure is an error of `text`.
  pipeline(createReadStream(file), createGunzip(), text).catch(() => undefined);
  let rest = '';
  for await (const chunk of text) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new BackupFault('it is not whole: its last line is cut');
}

/** What a row holds is in no message. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'a line has another form than it should';
}
