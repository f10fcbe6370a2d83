import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Reads files of one folder by name. A file that is asked for again is not parsed again: parsing is slow. */
export type ReadYaml = (name: string) => Promise<unknown>;

/** Gives what was made of this very text before, under the same name, or makes it. */
type Remember = (name: string, text: string, make: () => unknown) => unknown;

/**
 * Rejects, every time alike, when the file is missing or not YAML. The values are shared: do not change them. `remember`
 * may know them from an earlier start.
 */
export function createReadYaml(folder: string, remember: Remember = (_, __, make) => make()): ReadYaml {
  const read = new Map<string, Promise<unknown>>();
  return (name) => {
    const content =
      read.get(name) ?? readFile(join(folder, name), 'utf8').then((text) => remember(name, text, () => parse(text)));
    read.set(name, content);
    return content;
  };
}
