import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { VectorIndex } from '../../retrieval/vector-index.ts';

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
  await store.addVectors(
    vectors.map((vector) => Array.from(vector)),
    vectors.map((_, item) => new Document({ pageContent: '', metadata: { item } })),
  );
  return {
    nearest: async (question, count) => {
      const vector = await embeddings.embedQuery(question);
      if (vector.every((value) => value === 0)) return [];
      const found = await store.similaritySearchVectorWithScore(vector, Math.min(count, vectors.length));
      return found.map(([document, distance]) => ({ item: Number(document.metadata['item']), cosine: 1 - distance }));
    },
  };
}
