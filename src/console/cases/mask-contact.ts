/** What stands in place of something personal. */
export const MASK = '••••';

/** Latin signs only: in Chinese the address follows the word before it without a space. Bounded as RFC 5321 bounds it. */
const EMAIL =
  /[\p{Script=Latin}\p{N}._%+-]{1,64}\s?[@＠]\s?[\p{Script=Latin}\p{N}-]{1,63}(?:[.．][\p{Script=Latin}\p{N}-]{1,63})+/gu;
/** Seven digits or more, however they are grouped. A date or a sum has fewer, or commas between. */
const PHONE = /[+＋]?\p{Nd}(?:[\s().（）-]{0,2}\p{Nd}){6,}/gu;
const DATE = /^\p{Nd}{4}[-.]\p{Nd}{1,2}[-.]\p{Nd}{1,2}$/u;

/** The text with e-mail addresses and telephone numbers covered, for lists and files that many people look at. */
export function maskContact(text: string): string {
  return text.replace(EMAIL, MASK).replace(PHONE, (digits) => (DATE.test(digits) ? digits : MASK));
}
