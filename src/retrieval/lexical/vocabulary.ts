import { joinTerms, TermList } from './term-list.ts';

/** Term strings ↔ ids, shared by the indexes of one language so that a question is looked up once. */
export class Vocabulary {
  readonly #known: TermList;
  /** Terms that came later; their ids follow those of the list. */
  readonly #later = new Map<string, number>();

  constructor(known: TermList = new TermList('')) {
    this.#known = known;
  }

  get size(): number {
    return this.#known.size + this.#later.size;
  }

  idOf(term: string): number | undefined {
    return this.#known.numberOf(term) ?? this.#later.get(term);
  }

  intern(term: string): number {
    const known = this.idOf(term);
    if (known !== undefined) return known;
    const id = this.size;
    this.#later.set(term, id);
    return id;
  }

  /** All terms, one a line, in order of their ids. */
  lines(): string {
    const later = joinTerms([...this.#later.keys()]);
    if (later === '' || this.#known.size === 0) return later === '' ? this.#known.lines : later;
    return `${this.#known.lines}\n${later}`;
  }
}
