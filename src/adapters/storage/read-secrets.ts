import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { guardStorage } from './guard-storage.ts';

export interface Secrets {
  /** Signs tokens and cookies; at least 32 bytes. */
  readonly tokenSecret: Uint8Array;
}

const fileSchema = z.object({ tokenSecret: z.base64url().min(43) });

/**
 * The secrets of this installation: what the environment gives, else what an earlier start made up and left in
 * `dataDir`/secrets.json (readable by its owner alone), so that tokens outlive a restart.
 */
export async function readSecrets(dataDir: string, configured: string | undefined): Promise<Secrets> {
  if (configured !== undefined) return { tokenSecret: new TextEncoder().encode(configured) };
  return guardStorage('keep its secrets', async () => {
    const file = join(dataDir, 'secrets.json');
    await mkdir(dataDir, { recursive: true });
    const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
    await writeFile(draft, JSON.stringify({ tokenSecret: randomBytes(32).toString('base64url') }), { mode: 0o600 });
    // Linking is all or nothing and fails when the file is there, which settles a race of two first starts.
    await link(draft, file).catch(passWhenThere);
    await unlink(draft);
    const { tokenSecret } = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return { tokenSecret: Buffer.from(tokenSecret, 'base64url') };
  });
}

function passWhenThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
