const DIGITS: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // biome-ignore format: one row
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const SCALES: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

/** A number in Chinese characters: «三亿五千万», «兩千萬», «十二», «三点五亿». null when the characters spell no number. */
export function readNumeral(characters: string): number | null {
  const [whole = '', fraction, ...rest] = characters.split(/[点點]/u);
  if (rest.length > 0) return null;
  if (fraction !== undefined) return readFraction(whole, fraction);
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastUnit = Number.POSITIVE_INFINITY;
  for (const character of whole) {
    const asDigit = DIGITS[character];
    const unit = UNITS[character];
    const scale = SCALES[character];
    if (asDigit !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = asDigit;
    } else if (unit !== undefined) {
      if (unit >= lastUnit) return null;
      section += (digit ?? 1) * unit;
      digit = null;
      lastUnit = unit;
    } else if (scale !== undefined) {
      const counted = section + (digit ?? 0);
      if (counted === 0 && total === 0) return null;
      // «三万亿» is three times ten thousand times a hundred million.
      total = scale === 1e8 ? (total + counted) * scale : total + counted * scale;
      section = 0;
      digit = null;
      lastUnit = Number.POSITIVE_INFINITY;
    } else return null;
  }
  return whole === '' ? null : total + section + (digit ?? 0);
}

/** «三点五亿»: digits after the point, then scales. */
function readFraction(whole: string, fraction: string): number | null {
  const [, digits = '', scales = ''] = /^([零〇一二三四五六七八九]+)([十百千万萬亿億]*)$/u.exec(fraction) ?? [];
  const before = readNumeral(whole);
  if (digits === '' || before === null) return null;
  const decimals = [...digits].map((digit) => DIGITS[digit] ?? 0).join('');
  const factor = [...scales].reduce((product, scale) => product * (SCALES[scale] ?? UNITS[scale] ?? 1), 1);
  return Number((Number(`${before}.${decimals}`) * factor).toPrecision(12));
}
