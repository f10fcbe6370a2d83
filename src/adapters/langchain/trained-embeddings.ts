import { Embeddings } from '@langchain/core/embeddings';

/** The small encoder trained on the example questions, as langchain's Embeddings: no key, no network. */
export class TrainedEmbeddings extends Embeddings {
  readonly #encode: (text: string) => Float32Array;

  constructor(encode: (text: string) => Float32Array) {
    super({ maxConcurrency: 1 });
    this.#encode = encode;
  }

  override embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(Array.from(this.#encode(text)));
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => Array.from(this.#encode(text))));
  }
}
