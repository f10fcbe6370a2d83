import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

interface NamedFiles {
  readonly prefix: string;
  readonly suffix: string;
}

/** Checksum, how many bytes of the body it goes over, length of the body; a multiple of 8, so that arrays lie aligned. */
const HEAD_BYTES = 16;

/**
 * What stands in the file; null when there is none, or its length or checksum is wrong. Never throws. In one go, at a
 * start, where nothing else has to run: in pieces through the thread pool it takes twice as long.
 */
export function readKept(file: string): Uint8Array | null {
  try {
    return checked(readFileSync(file));
  } catch {
    return null;
  }
}

/** The same in one go on a thread of the pool, beside what else a start does. */
export async function readKeptBeside(file: string): Promise<Uint8Array | null> {
  try {
    const opened = await open(file, 'r');
    try {
      const { size } = await opened.stat();
      // Of its own memory, so that arrays in it lie aligned; the thread touches it first.
      const bytes = Buffer.allocUnsafeSlow(size);
      const { bytesRead } = await opened.read(bytes, 0, size, 0);
      return bytesRead === size ? checked(bytes) : null;
    } finally {
      await opened.close();
    }
  } catch {
    return null;
  }
}

function checked(bytes: Buffer): Uint8Array | null {
  const body = bytes.subarray(HEAD_BYTES);
  const checkedBytes = bytes.readUInt32BE(4);
  const isWhole = bytes.readDoubleBE(8) === body.length;
  return isWhole && crc32(body.subarray(0, checkedBytes)) === bytes.readUInt32BE(0) ? body : null;
}

/** The file that begins and ends so and was written last; null when there is none. */
export async function newestOf(folder: string, { prefix, suffix }: NamedFiles): Promise<string | null> {
  const files = await filesNamed(folder, { prefix, suffix }).catch(() => []);
  return (await sortByAge(files)).at(-1) ?? null;
}

/**
 * Written beside, brought to the disk and renamed, so that a crash leaves the old file or the new one, never half. The
 * checksum (CRC-32) goes over the first `checkedBytes`: over all would make every start touch memory that it does not need.
 */
export async function writeKept(file: string, body: Uint8Array, checkedBytes = body.length): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(crc32(body.subarray(0, checkedBytes)), 0);
  head.writeUInt32BE(checkedBytes, 4);
  head.writeDoubleBE(body.length, 8);
  const partial = partialOf(file);
  await writeFile(partial, Buffer.concat([head, body]), { flush: true });
  await rename(partial, file);
}

/** Where a file is written before it takes its name. */
export function partialOf(file: string): string {
  return `${file}.${process.pid}.partial`;
}

/** The checksum of a whole file, read in pieces: nothing of it stays in memory. Throws when it cannot be read. */
export function checksumOfFile(file: string): Buffer {
  const opened = openSync(file, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let sum = 0;
    for (let isMore = true; isMore; ) {
      const read = readSync(opened, piece, 0, PIECE_BYTES, null);
      sum = crc32(piece.subarray(0, read), sum);
      isMore = read > 0;
    }
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(sum);
    return checksum;
  } finally {
    closeSync(opened);
  }
}

const PIECE_BYTES = 262_144;

/** Deletes the oldest files that begin and end so, until at most `count` are left; `newest` stays in any case. */
export async function keepNewest(newest: string, named: NamedFiles, count: number): Promise<void> {
  const others = (await filesNamed(dirname(newest), named)).filter((file) => file !== newest);
  const oldestFirst = await sortByAge(others);
  for (const old of oldestFirst.slice(0, Math.max(0, others.length - count + 1))) await rm(old, { force: true });
}

async function filesNamed(folder: string, { prefix, suffix }: NamedFiles): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.startsWith(prefix) && name.endsWith(suffix)).map((name) => join(folder, name));
}

async function sortByAge(files: readonly string[]): Promise<string[]> {
  const timed = await Promise.all(
    files.map(async (file) => ({
      file,
      writtenAt: await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    })),
  );
  return timed.sort((a, b) => a.writtenAt - b.writtenAt).map(({ file }) => file);
}
