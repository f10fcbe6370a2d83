import { describe, expect, it } from 'vitest';
import { createReadYaml } from '../../src/dialogs/read-yaml.ts';
import { readFollowing } from '../../src/following/read-following.ts';
import { DIALOGS_DIR } from '../support/folders.ts';

describe('the rules of following', () => {
  it('name the version of their statement as consents do, and in no other way', async () => {
    const file = (await createReadYaml(DIALOGS_DIR)('following.yaml')) as Readonly<Record<string, unknown>>;
    expect(readFollowing(file).version).toMatch(/^\d{4}-\d{2}-\d{2}(?:\.\d)?$/u);
    expect(readFollowing({ ...file, version: '2026-12-01' }).version).toBe('2026-12-01');
    for (const version of ['2026-12-01-2', 'second', '2026-12-01.0'])
      expect(() => readFollowing({ ...file, version })).toThrow(/version/u);
  });
});
