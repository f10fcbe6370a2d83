/** What was made of one text, or of several that belong together. */
export interface ParsedEntry {
  /** Of the text. */
  readonly digest: string;
  readonly value: unknown;
}

/**
 * What was parsed, as long as its text is the same: after a saved edit only that file is parsed again, and after a restart
 * none. The values are read-only, plain data, and shared.
 */
export class ParseCache {
  readonly #derived = new Map<string, { readonly inputs: readonly unknown[]; readonly value: unknown }>();
  readonly #entries: Map<string, ParsedEntry>;
  #hasNew = false;

  /** `kept` must have been made by this very code. */
  constructor(kept: ReadonlyMap<string, ParsedEntry> | null = null) {
    this.#entries = new Map(kept ?? []);
  }

  /** `make` must depend on name and text alone, and always make the same type for a name. */
  parse<T>(name: string, digest: string, make: () => T): T {
    const known = this.#entries.get(name);
    if (known?.digest === digest) return known.value as T; // made by the same reader for the same name
    const value = make();
    this.#entries.set(name, { digest, value });
    this.#hasNew = true;
    return value;
  }

  /** What follows from parsed values: made again only when one of them was parsed again. One `name`, one type. */
  derive<T>(name: string, inputs: readonly unknown[], make: () => T): T {
    const known = this.#derived.get(name);
    if (known?.inputs.length === inputs.length && known.inputs.every((input, index) => input === inputs[index])) {
      return known.value as T; // made under the same name
    }
    const value = make();
    this.#derived.set(name, { inputs, value });
    return value;
  }

  /** All entries if there are new ones since the last call, to be kept; null otherwise. */
  takeNew(): ReadonlyMap<string, ParsedEntry> | null {
    if (!this.#hasNew) return null;
    this.#hasNew = false;
    return new Map(this.#entries);
  }

  /** Lets go of what is not among these names. */
  retain(names: ReadonlySet<string>): void {
    for (const name of this.#entries.keys()) if (!names.has(name)) this.#entries.delete(name);
  }
}
