/** What finding a term needs besides the text, as plain data. */
export interface TermListData {
  /** Where each term begins in the lines; one entry more than there are terms. */
  readonly starts: Uint32Array;
  /** Open addressing: number of the term + 1, 0 = free. */
  readonly slots: Uint32Array;
}

/**
 * Different terms with their numbers, in two flat arrays over one text. As a map of strings a hundred thousand terms take
 * ten times the memory, and making it was a good part of every start.
 */
export class TermList {
  readonly size: number;
  /** Terms, one a line: as it is kept. */
  readonly lines: string;
  readonly data: TermListData;

  /**
   * Terms, one a line; a term's number is that of its line, from 0. No term stands twice, and none is empty. `data`, when
   * it is known already, must be that of the same lines.
   */
  constructor(lines: string, data: TermListData = placesOf(lines)) {
    this.lines = lines;
    this.data = data;
    this.size = data.starts.length - 1;
  }

  /** Number of a term; undefined when it is none of these. */
  numberOf(term: string): number | undefined {
    let hash = SEED;
    for (let at = 0; at < term.length; at++) hash = mix(hash, term.charCodeAt(at));
    const { starts, slots } = this.data;
    const last = slots.length - 1;
    for (let slot = spread(hash) & last; ; slot = (slot + 1) & last) {
      const number = (slots[slot] as number) - 1; // a slot is within its array; half of them are free
      if (number < 0) return undefined;
      const start = starts[number] as number; // one entry per term, and one more
      if ((starts[number + 1] as number) - start - 1 === term.length && this.lines.startsWith(term, start))
        return number;
    }
  }
}

function placesOf(lines: string): TermListData {
  let size = lines === '' ? 0 : 1;
  for (let at = lines.indexOf('\n'); at >= 0; at = lines.indexOf('\n', at + 1)) size++;
  const starts = new Uint32Array(size + 1);
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * size + 2)));
  const last = slots.length - 1;
  let hash = SEED;
  let term = 0;
  for (let at = 0; at < lines.length; at++) {
    const code = lines.charCodeAt(at);
    if (code !== LINE_END) hash = mix(hash, code);
    if (code !== LINE_END && at + 1 < lines.length) continue;
    let slot = spread(hash) & last;
    while (slots[slot] !== 0) slot = (slot + 1) & last;
    slots[slot] = ++term;
    starts[term] = code === LINE_END ? at + 1 : at + 2;
    hash = SEED;
  }
  return { starts, slots };
}

/** Terms in their lines. */
export function joinTerms(terms: readonly string[]): string {
  return terms.join('\n');
}

/** All terms as strings, for what goes over each of them once. */
export function splitTerms(lines: string): readonly string[] {
  return lines === '' ? [] : lines.split('\n');
}

const LINE_END = 10;
/** FNV-1a over code units: http://www.isthe.com/chongo/tech/comp/fnv/ */
const SEED = 0x811c9dc5 | 0;

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** The low bits of FNV are its weakest. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
