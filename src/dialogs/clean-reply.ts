/** Longer replies are refused before any pattern sees them. */
export const LONGEST_REPLY = 2_000;

/** A reply as validators read it: well-formed, full-width as half-width, without invisible and control characters. */
export function cleanReply(text: string): string {
  return text
    .slice(0, LONGEST_REPLY * 4)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cs}\p{Co}\uFFFD\u115F\u1160\u3164]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => (character === '\n' ? '\n' : ' '))
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}

/** A tag, a template or a comment: no value of ours holds one. */
export function hasMarkup(text: string): boolean {
  return /<[a-z/!?]|[<>]{1}\s*script|\{\{|\}\}|\$\{|javascript:|&#?\w{1,8};|<%/iu.test(text);
}
