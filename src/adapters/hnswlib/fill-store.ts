import { setImmediate as letOthersRun } from 'node:timers/promises';
import { SynchronousInMemoryDocstore } from '@langchain/community/stores/doc/in_memory';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { HierarchicalNSW } from 'hnswlib-node';

/** Vectors added before turns may run: one of 1,536 numbers takes about 2 ms, and thousands would stop the chat. */
const VECTORS_AT_ONCE = 16;
const NOTHING = new Document({ pageContent: '' });

/** The graph of these vectors (at least one) in langchain's store; the label of each is its place. */
export async function fillStore(
  embeddings: EmbeddingsInterface,
  vectors: readonly Float32Array[],
): Promise<HierarchicalNSW> {
  const store = new HNSWLib(embeddings, {
    space: 'cosine',
    numDimensions: vectors[0]?.length ?? 0,
    docstore: new NoDocstore(),
  });
  for (let start = 0; start < vectors.length; start += VECTORS_AT_ONCE) {
    const some = vectors.slice(start, start + VECTORS_AT_ONCE);
    await store.addVectors(
      some.map((vector) => Array.from(vector)),
      some.map(() => NOTHING),
    );
    if (start === 0) store.index.resizeIndex(vectors.length);
    await letOthersRun();
  }
  return store.index;
}

/**
 * langchain's store wants a document for every vector, and looks through all its keys for every batch that is added. Ours
 * would say nothing but their number, which the graph knows.
 */
class NoDocstore extends SynchronousInMemoryDocstore {
  override add(): void {
    // Nothing has to be kept.
  }
}
