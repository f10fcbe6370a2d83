import { Converter as toTraditional } from 'opencc-js/cn2t';
import { Converter as toSimplified } from 'opencc-js/t2cn';

/** First and last code point that the tables cover: CJK unified ideographs with extension A. */
const FIRST = 0x3400;
const LAST = 0x9fff;

/** The package's own types cannot be resolved under nodenext; this is what its README promises. */
type ConverterMaker = (options: { readonly from: string; readonly to: string }) => (text: string) => string;

export interface OpenccTables {
  /** Characters that Simplified text does not use, and below each of them what it uses. */
  readonly traditional: string;
  readonly folded: string;
  /** Characters that have a Traditional form and are not one themselves. */
  readonly simplified: string;
}

/** What src/chinese/script-characters.ts holds, from opencc-js's own dictionaries. */
export function readOpenccTables(): OpenccTables {
  const simplify = (toSimplified as ConverterMaker)({ from: 't', to: 'cn' });
  const traditionalise = (toTraditional as ConverterMaker)({ from: 'cn', to: 't' });
  const fold = new Map<string, string>();
  let simplified = '';
  for (let code = FIRST; code <= LAST; code++) {
    const character = String.fromCharCode(code);
    const other = simplify(character);
    // A folded text keeps its length: characters beyond the basic plane take two places.
    if (other !== character) fold.set(character, other.length === 1 ? other : character);
    else if (traditionalise(character) !== character) simplified += character;
  }
  // 薴 gives 苧, which gives 苎: a folded text folds to itself.
  const folded = [...fold.values()].map((character) => fold.get(character) ?? character);
  return { traditional: [...fold.keys()].join(''), folded: folded.join(''), simplified };
}

/** Run by hand after an update of opencc-js: node test/support/opencc-tables.ts > src/chinese/script-characters.ts */
if (import.meta.main) {
  const { traditional, folded, simplified } = readOpenccTables();
  process.stdout.write(`// Made by test/support/opencc-tables.ts from opencc-js (Apache-2.0), so that a start does not read its dictionaries.

/** Characters that Simplified text does not use. */
export const TRADITIONAL_CHARACTERS =
  '${traditional}';

/** What it uses in their place, one for one. */
export const FOLDED_CHARACTERS =
  '${folded}';

/** Characters that have a Traditional form and are not one themselves. */
export const SIMPLIFIED_CHARACTERS =
  '${simplified}';
`);
}
