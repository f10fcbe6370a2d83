/** Longest question, and longest answer to a form. The server holds the same limits. */
const MAX_QUESTION = 300;
const MAX_FORM_ANSWER = 1000;
/** From here the counter shows. */
const COUNT_SHARE = 0.8;

export interface MessageLength {
  readonly max: number;
  readonly countFrom: number;
}

export function messageLength(isFormRunning: boolean): MessageLength {
  const max = isFormRunning ? MAX_FORM_ANSWER : MAX_QUESTION;
  return { max, countFrom: max * COUNT_SHARE };
}

/** Characters as people count them: a rare Han character or an emoji is one, though it takes two code units. */
export function characterCount(text: string): number {
  return [...text].length;
}
