import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHnswlibVectorIndex } from '../../src/adapters/hnswlib/hnswlib-vector-index.ts';
import { TrainedEmbeddings } from '../../src/adapters/langchain/trained-embeddings.ts';
import { toUnitLength } from '../../src/retrieval/centre.ts';
import { seededRandom } from '../../src/retrieval/encoder/seeded-random.ts';
import { patchVectorIndex } from '../../src/retrieval/patched-vector-index.ts';
import type { VectorIndex } from '../../src/retrieval/vector-index.ts';

const random = seededRandom(5);
const vector = () => toUnitLength(Float32Array.from({ length: 16 }, () => random() - 0.5));
const vectors = Array.from({ length: 400 }, vector);
const questions = new Map(Array.from({ length: 20 }, (_, index) => [`question ${index}`, vector()]));
const encode = (text: string) => questions.get(text) ?? new Float32Array(16);

async function nearestOfAll(index: VectorIndex, count = 10) {
  return Promise.all([...questions.keys()].map((question) => index.nearest(question, count)));
}

describe('the vector graph, kept between starts', () => {
  let folder: string;
  let faults: unknown[];
  const make = (some: readonly Float32Array[], name = 'own-en') =>
    createHnswlibVectorIndex(new TrainedEmbeddings(encode), some, {
      folder,
      name,
      onFault: (error) => faults.push(error),
    });
  beforeEach(async () => {
    faults = [];
    folder = await mkdtemp(join(tmpdir(), 'goglobal-graph-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds the same with the same scores to the last digit as the one just built', async () => {
    const built = await nearestOfAll(await make(vectors));
    const [file = ''] = await readdir(folder);
    const read = await nearestOfAll(await make(vectors));
    expect(read).toEqual(built);
    expect(await readdir(folder)).toEqual([file]);
    expect(await nearestOfAll(await createHnswlibVectorIndex(new TrainedEmbeddings(encode), vectors))).toEqual(built);
  });

  it('is built again for other vectors, or the same in another order', async () => {
    await make(vectors);
    const reversed = [...vectors].reverse();
    const found = await nearestOfAll(await make(reversed));
    expect(found).toEqual(await nearestOfAll(await createHnswlibVectorIndex(new TrainedEmbeddings(encode), reversed)));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('is built again when the file was damaged', async () => {
    const built = await nearestOfAll(await make(vectors));
    const [name = ''] = await readdir(folder);
    const bytes = await readFile(join(folder, name));
    const flipped = Buffer.from(bytes);
    flipped[200] = (flipped[200] ?? 0) ^ 1;
    for (const damaged of [bytes.subarray(0, 999), Buffer.alloc(0), flipped]) {
      await writeFile(join(folder, name), damaged);
      expect(await nearestOfAll(await make(vectors))).toEqual(built);
      expect((await readFile(join(folder, name))).equals(bytes)).toBe(true);
    }
  });

  it('keeps two of a name, those of other names, and nothing else', async () => {
    await make(vectors, 'own-zh-Hant');
    for (const count of [100, 200, 300]) await make(vectors.slice(0, count));
    const names = await readdir(folder);
    expect(names.filter((name) => name.startsWith('own-en-'))).toHaveLength(2);
    expect(names).toHaveLength(3);
    expect(faults).toEqual([]);
  });

  it('is reported where it cannot be written, and serves all the same', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder should be');
    expect((await (await make(vectors)).nearest('question 1', 5)).length).toBe(5);
    expect(faults).toHaveLength(1);
  });
});

describe('a vector index after an edit', () => {
  const texts = vectors.map((_, index) => `text ${index}`);

  it('finds what one made from nothing finds', async () => {
    const former = await createHnswlibVectorIndex(new TrainedEmbeddings(encode), vectors);
    // Forty are gone, twenty are new and stand among the others.
    const kept = vectors
      .map((one, index) => ({ one, text: texts[index] ?? '' }))
      .filter((_, index) => index % 10 !== 3);
    const added = Array.from({ length: 20 }, (_, index) => ({ one: vector(), text: `new ${index}` }));
    const edited = [...kept.slice(0, 100), ...added, ...kept.slice(100)];
    const patched = patchVectorIndex(
      former,
      texts,
      edited.map(({ text }) => text),
      (item) => edited[item]?.one ?? new Float32Array(16),
      encode,
    );
    const exact = [...questions.values()].map((asked) =>
      edited
        .map(({ one }, item) => ({ item, cosine: one.reduce((sum, value, d) => sum + value * (asked[d] ?? 0), 0) }))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, 10),
    );
    (await nearestOfAll(patched)).forEach((found, index) => {
      expect(found.map(({ item }) => item)).toEqual(exact[index]?.map(({ item }) => item));
      found.forEach(({ cosine }, place) => {
        expect(cosine).toBeCloseTo(exact[index]?.[place]?.cosine ?? 0, 5);
      });
    });
  });

  it('gives a text that stands twice to both of its places', async () => {
    const former = await createHnswlibVectorIndex(new TrainedEmbeddings(encode), vectors.slice(0, 2));
    const twice = patchVectorIndex(former, ['a', 'a'], ['b', 'a', 'a'], () => new Float32Array(16), encode);
    expect((await twice.nearest('question 1', 9)).map(({ item }) => item).sort()).toEqual([0, 1, 2]);
  });
});
