import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';

/** A file as it was read once. */
export interface KnowledgeFile {
  readonly text: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
}

/** All files of the folder by their path below it, in order of the paths; null = it cannot be read. */
export type KnowledgeFiles = ReadonlyMap<string, KnowledgeFile | null>;

/** Files read before turns may run; at once, since a promise for each of a thousand files costs more than reading them. */
const FILES_AT_ONCE = 64;

/** Every .yaml and .md file, read once, so that all that is made of them is of one moment. Never rejects. */
export async function readFiles(root: string): Promise<KnowledgeFiles> {
  const entries = await readdir(root, { recursive: true }).catch(() => []);
  const names = entries
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /(?:^|\/)[^./][^/]*\.(?:yaml|md)$/u.test(name));
  const files = new Map<string, KnowledgeFile | null>();
  for (const [position, name] of names.sort().entries()) {
    files.set(name, readFile(join(root, name)));
    if (position % FILES_AT_ONCE === FILES_AT_ONCE - 1) await letOthersRun();
  }
  return files;
}

/** null when it cannot be read. */
export function readFile(path: string): KnowledgeFile | null {
  try {
    const bytes = readFileSync(path);
    return { text: bytes.toString('utf8'), digest: createHash('sha256').update(bytes).digest('hex') };
  } catch {
    return null;
  }
}
