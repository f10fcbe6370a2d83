/** «CO(CEPA)», «9(1)»: brackets that belong to a Latin name or a number stay as they are. */
const LATIN_BRACKETS = /(?<=[A-Za-z0-9])\([\x20-\x27\x2a-\x7e]*\)/gu;
const HAN = String.raw`[\p{sc=Han}\u3001\u3002\u3008-\u3011\uff01-\uff5e]`;
const HALF_WIDTH = new RegExp(`(?<=${HAN})[,;:?!()]|[,;:?!()](?=${HAN})`, 'u');

/** The first mark of the Latin keyboard that stands beside a Chinese character; null when there is none. */
export function halfWidthMark(chinese: string): string | null {
  return HALF_WIDTH.exec(chinese.replace(LATIN_BRACKETS, ''))?.[0] ?? null;
}

export function halfWidthMessage(mark: string): string {
  return `«${mark}» stands beside a Chinese character. Write the full-width mark: ， ； ： ？ （ ）`;
}
