/** What two texts can share: pairs of characters in Chinese, words of three letters or more elsewhere. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const [run] of text.toLowerCase().matchAll(/\p{Script=Han}+|[a-z]{3,}/gu)) {
    if (/^[a-z]/u.test(run)) pieces.push(run);
    else for (let index = 0; index + 1 < run.length; index++) pieces.push(run.slice(index, index + 2));
  }
  return pieces;
}
