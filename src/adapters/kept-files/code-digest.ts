import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Digest of source files or whole folders (not those within): what they made is stale once they say something else. */
export function digestOfCode(places: readonly URL[]): string {
  const hash = createHash('sha256').update(`${process.version} ${process.versions['icu'] ?? ''}`);
  for (const place of places) {
    const path = fileURLToPath(place);
    const files = path.endsWith('/')
      ? readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile())
      : null;
    if (files === null) hash.update(readFileSync(path));
    else for (const { name } of files) hash.update(name).update(readFileSync(`${path}${name}`));
  }
  return hash.digest('hex');
}
