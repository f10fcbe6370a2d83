import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import hnswlib, { type HierarchicalNSW } from 'hnswlib-node';
import type { VectorIndex } from '../../retrieval/vector-index.ts';
import { checksumOf, keepNewest, partialOf } from '../kept-files/kept-file.ts';
import { ItemDocstore } from './item-docstore.ts';

/** Vectors added before turns may run: one of 1,536 numbers takes about 2 ms, and thousands would stop the chat. */
const VECTORS_AT_ONCE = 16;
/** Raised whenever graphs are built otherwise. */
const FORMAT = 'hnswlib-node 3, space cosine, defaults, 1';
/** Graphs kept per name: the present one and the one before. */
const KEPT = 2;

/** Where a finished graph is kept between starts. */
export interface KeptGraph {
  readonly folder: string;
  /** Graphs of one name replace one another. */
  readonly name: string;
  /** It could not be written; the next start builds it again. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Vectors in langchain's HNSWLib store over hnswlib-node, in process. Order of `vectors` = item numbers.
 * Questions are embedded by `embeddings`, so the trained encoder and a configured model are used the same way. With
 * `kept` the graph is read from disk where it was built from exactly these vectors before.
 */
export async function createHnswlibVectorIndex(
  embeddings: EmbeddingsInterface,
  vectors: readonly Float32Array[],
  kept: KeptGraph | null = null,
): Promise<VectorIndex> {
  const numDimensions = vectors[0]?.length ?? 0;
  const graph = await readGraph(vectors, numDimensions, kept);
  const store = new HNSWLib(embeddings, {
    space: 'cosine',
    numDimensions,
    docstore: new ItemDocstore(),
    ...(graph === null ? {} : { index: graph }),
  });
  if (graph === null) await fillStore(store, vectors, kept);
  return {
    nearest: async (question, count) => {
      const vector = await embeddings.embedQuery(question);
      if (vector.every((value) => value === 0)) return [];
      const found = await store.similaritySearchVectorWithScore(vector, Math.min(count, vectors.length));
      return found.map(([document, distance]) => ({ item: Number(document.metadata['item']), cosine: 1 - distance }));
    },
  };
}

async function fillStore(store: HNSWLib, vectors: readonly Float32Array[], kept: KeptGraph | null): Promise<void> {
  for (let start = 0; start < vectors.length; start += VECTORS_AT_ONCE) {
    const some = vectors.slice(start, start + VECTORS_AT_ONCE);
    await store.addVectors(
      some.map((vector) => Array.from(vector)),
      some.map((_, position) => new Document({ pageContent: '', metadata: { item: start + position } })),
    );
    if (start === 0) store.index.resizeIndex(vectors.length);
    await letOthersRun();
  }
  if (kept !== null && vectors.length > 0) await writeGraph(store, vectors, kept).catch(kept.onFault);
}

/** null when there is none for these vectors, or it is damaged. */
async function readGraph(
  vectors: readonly Float32Array[],
  dimensions: number,
  kept: KeptGraph | null,
): Promise<HierarchicalNSW | null> {
  if (kept === null) return null;
  const start = `${kept.name}-${digestOf(vectors)}-`;
  const names = await readdir(kept.folder).catch(() => []);
  for (const name of names.filter((candidate) => candidate.startsWith(start) && candidate.endsWith(SUFFIX))) {
    const file = join(kept.folder, name);
    try {
      if (name !== `${start}${checksumOf(await readFile(file)).toString('hex')}${SUFFIX}`) continue;
      const graph = new hnswlib.HierarchicalNSW('cosine', dimensions);
      await graph.readIndex(file);
      if (graph.getCurrentCount() === vectors.length) return graph;
    } catch {
      // As good as none.
    }
  }
  return null;
}

/** The name holds the digests of the vectors and of the file: it can be neither stale nor damaged unnoticed. */
async function writeGraph(store: HNSWLib, vectors: readonly Float32Array[], kept: KeptGraph): Promise<void> {
  await mkdir(kept.folder, { recursive: true });
  const start = `${kept.name}-`;
  const partial = partialOf(join(kept.folder, `${start}graph`));
  await store.index.writeIndex(partial);
  const digests = `${digestOf(vectors)}-${checksumOf(await readFile(partial)).toString('hex')}`;
  const file = join(kept.folder, `${start}${digests}${SUFFIX}`);
  await rename(partial, file);
  await keepNewest(file, { prefix: start, suffix: SUFFIX }, KEPT);
}

const SUFFIX = '.hnsw';

function digestOf(vectors: readonly Float32Array[]): string {
  const hash = createHash('sha256').update(FORMAT);
  for (const vector of vectors) hash.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return hash.digest('hex').slice(0, 16);
}
