import { createHash } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import hnswlib, { type HierarchicalNSW } from 'hnswlib-node';
import type { VectorIndex } from '../../retrieval/vector-index.ts';
import { checksumOfFile, keepNewest, partialOf } from '../kept-files/kept-file.ts';

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
 * Vectors in a graph of hnswlib-node, in process; langchain's HNSWLib store fills it. Order of `vectors` = item numbers.
 * Questions are embedded by `embeddings`, so the trained encoder and a configured model are used the same way. With
 * `kept` the graph is read from disk where it was built from exactly these vectors before.
 */
export async function createHnswlibVectorIndex(
  embeddings: EmbeddingsInterface,
  vectors: readonly Float32Array[],
  kept: KeptGraph | null = null,
): Promise<VectorIndex> {
  const numDimensions = vectors[0]?.length ?? 0;
  if (vectors.length === 0) return { nearest: () => Promise.resolve([]) };
  const graph = (await readGraph(vectors, numDimensions, kept)) ?? (await makeGraph(embeddings, vectors, kept));
  return {
    nearest: async (question, count) => {
      const vector = await embeddings.embedQuery(question);
      if (vector.every((value) => value === 0)) return [];
      const { neighbors, distances } = graph.searchKnn(vector, Math.min(count, vectors.length));
      return neighbors.map((item, place) => ({ item, cosine: 1 - (distances[place] ?? 1) }));
    },
  };
}

async function makeGraph(
  embeddings: EmbeddingsInterface,
  vectors: readonly Float32Array[],
  kept: KeptGraph | null,
): Promise<HierarchicalNSW> {
  // langchain takes half a second to load: a start that finds its graphs on disk goes without.
  const { fillStore } = await import('./fill-store.ts');
  const graph = await fillStore(embeddings, vectors);
  if (kept !== null) await writeGraph(graph, vectors, kept).catch(kept.onFault);
  return graph;
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
      if (name !== `${start}${checksumOfFile(file).toString('hex')}${SUFFIX}`) continue;
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
async function writeGraph(graph: HierarchicalNSW, vectors: readonly Float32Array[], kept: KeptGraph): Promise<void> {
  await mkdir(kept.folder, { recursive: true });
  const start = `${kept.name}-`;
  const partial = partialOf(join(kept.folder, `${start}graph`));
  await graph.writeIndex(partial);
  const digests = `${digestOf(vectors)}-${checksumOfFile(partial).toString('hex')}`;
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
