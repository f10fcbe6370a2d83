import { FOLDED_CHARACTERS, SIMPLIFIED_CHARACTERS, TRADITIONAL_CHARACTERS } from './script-characters.ts';

/** First and last code point that the tables cover: CJK unified ideographs with extension A. */
const FIRST = 0x3400;
const LAST = 0x9fff;

interface ScriptTables {
  /** Code point - FIRST → the Simplified code point (itself when it has none). */
  readonly fold: Uint16Array;
  /** Characters that only Traditional text uses. */
  readonly traditionalOnly: ReadonlySet<string>;
  /** Characters that only Simplified text uses: they have a Traditional form and are not one themselves. */
  readonly simplifiedOnly: ReadonlySet<string>;
}

/**
 * Simplified forms that Hong Kong text also uses in their own right (old characters, or Hong Kong's preferred variant),
 * so they do not betray the script.
 */
const ALSO_TRADITIONAL = new Set(
  '后里台干面只余准周系征致松范升向采布占群床强峰啟衞么于云丑舍卷了游伙志朱表杯吃弦札厘谷几斗折岩秋回困杠朴沈炮烟皂栗柜才出别制合同吊家局巨并彩恒托扎挽旋昆曲核欲注泛涌淀溪症的皋盆着碗稿穗糊群翱肴胡舌菇蒙表辟迹郁里雇鬼秘污佣咽呆嵌欲泄猫症着群舍豆踊酸雕霉鹤麻仆',
);

function buildTables(): ScriptTables {
  const fold = Uint16Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index);
  for (let index = 0; index < TRADITIONAL_CHARACTERS.length; index++)
    fold[TRADITIONAL_CHARACTERS.charCodeAt(index) - FIRST] = FOLDED_CHARACTERS.charCodeAt(index);
  return {
    fold,
    traditionalOnly: new Set(TRADITIONAL_CHARACTERS),
    simplifiedOnly: new Set([...SIMPLIFIED_CHARACTERS].filter((character) => !ALSO_TRADITIONAL.has(character))),
  };
}

const tables = buildTables();

/** Traditional → Simplified by character, for comparing and searching; never for display. Source: docs/retrieval.md. */
export function foldScript(text: string): string {
  let folded = '';
  let copiedTo = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < FIRST || code > LAST) continue;
    const simplified = tables.fold[code - FIRST];
    if (simplified === undefined || simplified === code) continue;
    folded += text.slice(copiedTo, index) + String.fromCharCode(simplified);
    copiedTo = index + 1;
  }
  return copiedTo === 0 ? text : folded + text.slice(copiedTo);
}

/** True for a character that Simplified text does not use. */
export function isTraditionalOnly(character: string): boolean {
  return tables.traditionalOnly.has(character);
}

/** True for a character that Traditional (Hong Kong) text does not use. */
export function isSimplifiedOnly(character: string): boolean {
  return tables.simplifiedOnly.has(character);
}
