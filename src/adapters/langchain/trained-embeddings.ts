import type { EmbeddingsInterface } from '@langchain/core/embeddings';

/** The small encoder trained on the example questions, as langchain's Embeddings: no key, no network. */
export class TrainedEmbeddings implements EmbeddingsInterface {
  readonly #encode: (text: string) => Float32Array;

  constructor(encode: (text: string) => Float32Array) {
    this.#encode = encode;
  }

  embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(Array.from(this.#encode(text)));
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => Array.from(this.#encode(text))));
  }
}
