/** Longest question, and from where the counter shows (80 %). The server holds the same limit. */
export const MAX_CHARACTERS = 300;
export const COUNT_FROM = 240;

/** Characters as people count them: a rare Han character or an emoji is one, though it takes two code units. */
export function characterCount(text: string): number {
  return [...text].length;
}
