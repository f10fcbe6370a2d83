/**
 * What was parsed from a file, as long as its text is the same: after a saved edit only that file is parsed again.
 * The values are read-only and shared.
 */
export class ParseCache {
  readonly #derived = new Map<string, { readonly inputs: readonly unknown[]; readonly value: unknown }>();
  readonly #entries = new Map<string, { readonly text: string; readonly value: unknown }>();

  /** `make` must depend on file and text alone, and always make the same type for a file. */
  parse<T>(file: string, text: string, make: () => T): T {
    const known = this.#entries.get(file);
    if (known?.text === text) return known.value as T; // made by the same reader for the same file
    const value = make();
    this.#entries.set(file, { text, value });
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
}
