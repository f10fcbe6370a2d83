import { createHash } from 'node:crypto';
import type { TrainingInput } from './train-model.ts';

const known = new WeakMap<TrainingInput, string>();

/** SHA-256 of everything an index is made from, in hex; worked out once for one input. */
export function inputDigest(input: TrainingInput): string {
  const digest = known.get(input) ?? digestOf(input);
  known.set(input, digest);
  return digest;
}

function digestOf({ embedded, ...rest }: TrainingInput): string {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const vector of embedded?.values() ?? [])
    hash.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return hash.digest('hex');
}
