import { SynchronousInMemoryDocstore } from '@langchain/community/stores/doc/in_memory';
import { Document } from '@langchain/core/documents';

/**
 * langchain's store wants a document for every vector. Ours would say nothing but their number, so they are made when they
 * are asked for: langchain's own store looks through all its keys for every batch that is added.
 */
export class ItemDocstore extends SynchronousInMemoryDocstore {
  override search(item: string): Document {
    return new Document({ pageContent: '', metadata: { item: Number(item) } });
  }

  override add(): void {
    // Nothing has to be kept.
  }
}
