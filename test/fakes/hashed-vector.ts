import { createHash } from 'node:crypto';

/**
 * A vector as an embedding model might give it, computed: texts that share words and characters lie near each other,
 * all texts share a direction (as those of real models do), and the length is not 1.
 */
export function hashedVector(text: string, dimensions: number, model: string): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const part of partsOf(text)) {
    const digest = createHash('sha256').update(`${model}\n${part}`).digest();
    const dimension = digest.readUInt32LE(0) % dimensions;
    vector[dimension] = (vector[dimension] ?? 0) + ((digest[4] ?? 0) % 2 === 0 ? 1 : -1);
  }
  const shared = Math.sqrt(partsOf(text).length) / 2;
  return vector.map((value) => Math.fround(3 * (value + shared)));
}

function partsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+|\p{Script=Han}/gu) ?? [];
  return [...words, ...words.slice(1).map((word, position) => `${words[position] ?? ''} ${word}`)];
}
