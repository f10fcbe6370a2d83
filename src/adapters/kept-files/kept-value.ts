import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { digestOfCode } from './code-digest.ts';
import { keepNewest, readKept, writeKept } from './kept-file.ts';

/** One value on disk between starts. It only saves time: what cannot be read is made again. */
export interface KeptValue<T> {
  /** null when there is none, or it was damaged, or made by other code. */
  read(): T | null;
  keep(value: T): Promise<void>;
}

/** Plain data, as far as structured clone goes. T must only change together with the code in `madeBy`. */
export function createKeptValue<T>(options: {
  readonly folder: string;
  readonly name: string;
  /** Source files and folders that decide what the value is. */
  readonly madeBy: readonly URL[];
  /** It could not be written. */
  readonly onFault: (error: unknown) => void;
}): KeptValue<T> {
  const { folder, name, madeBy, onFault } = options;
  const file = join(folder, `${name}-${digestOfCode(madeBy).slice(0, 16)}.bin`);
  return {
    read: () => {
      const body = readKept(file);
      if (body === null) return null;
      try {
        return deserialize(body) as T; // written by keep of the same code, checksum verified
      } catch {
        return null;
      }
    },
    keep: async (value) => {
      try {
        await writeKept(file, serialize(value));
        await keepNewest(file, { prefix: `${name}-`, suffix: '.bin' }, 1);
      } catch (error) {
        onFault(error);
      }
    },
  };
}
