import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSecrets } from '../../../src/adapters/storage/read-secrets.ts';
import { makeFolder, removeDataDirs } from '../../fakes/start-test-app.ts';

afterAll(removeDataDirs);

describe('readSecrets', () => {
  it('makes up a secret once, for its owner’s eyes only', async () => {
    const dataDir = join(await makeFolder(), 'fresh');
    const [first, racing] = await Promise.all([readSecrets(dataDir, undefined), readSecrets(dataDir, undefined)]);
    expect(first.tokenSecret.byteLength).toBe(32);
    expect(racing).toEqual(first);
    expect(await readSecrets(dataDir, undefined)).toEqual(first);
    expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('prefers the configured secret and then writes nothing', async () => {
    const dataDir = await makeFolder();
    const { tokenSecret } = await readSecrets(dataDir, 'x'.repeat(32));
    expect(new TextDecoder().decode(tokenSecret)).toBe('x'.repeat(32));
    await expect(stat(join(dataDir, 'secrets.json'))).rejects.toThrow();
  });

  it('does not go on with a secret that is too short', async () => {
    const dataDir = await makeFolder();
    await writeFile(join(dataDir, 'secrets.json'), '{"tokenSecret":"c2hvcnQ"}');
    await expect(readSecrets(dataDir, undefined)).rejects.toMatchObject({ code: 'storage_unavailable' });
  });
});
