import { setImmediate as letOthersRun } from 'node:timers/promises';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { VectorIndex } from '../../retrieval/vector-index.ts';

/** Vectors added before turns may run: one of 1,536 numbers takes about 2 ms, and thousands would stop the chat. */
const VECTORS_AT_ONCE = 16;

/**
 * Vectors in langchain's HNSWLib store over hnswlib-node, in process. Order of `vectors` = item numbers.
 * Questions are embedded by `embeddings`, so the trained encoder and a configured model are used the same way.
 */
export async function createHnswlibVectorIndex(
  embeddings: EmbeddingsInterface,
  vectors: readonly Float32Array[],
): Promise<VectorIndex> {
  const dimensions = vectors[0]?.length ?? 0;
  const store = new HNSWLib(embeddings, { space: 'cosine', numDimensions: dimensions });
  for (let start = 0; start < vectors.length; start += VECTORS_AT_ONCE) {
    const some = vectors.slice(start, start + VECTORS_AT_ONCE);
    await store.addVectors(
      some.map((vector) => Array.from(vector)),
      some.map((_, position) => new Document({ pageContent: '', metadata: { item: start + position } })),
    );
    if (start === 0) store.index.resizeIndex(vectors.length);
    await letOthersRun();
  }
  return {
    nearest: async (question, count) => {
      const vector = await embeddings.embedQuery(question);
      if (vector.every((value) => value === 0)) return [];
      const found = await store.similaritySearchVectorWithScore(vector, Math.min(count, vectors.length));
      return found.map(([document, distance]) => ({ item: Number(document.metadata['item']), cosine: 1 - distance }));
    },
  };
}
