/** Term strings ↔ ids, shared by the indexes of one language so that a question is looked up once. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();

  constructor(terms: readonly string[] = []) {
    for (const term of terms) this.intern(term);
  }

  get size(): number {
    return this.#ids.size;
  }

  idOf(term: string): number | undefined {
    return this.#ids.get(term);
  }

  intern(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(term, id);
    return id;
  }

  terms(): IterableIterator<string> {
    return this.#ids.keys();
  }
}
