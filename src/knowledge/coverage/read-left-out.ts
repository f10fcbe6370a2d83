import type { ListedFact } from './read-fact-list.ts';

/** A fact that editors leave out on purpose, as docs/knowledge-left-out.md lists it. */
export interface LeftOut {
  readonly section: string;
  /** First words of the fact, as the fact list writes them. */
  readonly beginning: string;
  readonly reason: string;
}

const LINE = /^-\s+(?:[a-z]\s+)?(?<section>\S+)\s*\|\s*(?<beginning>[^|]+?)\s*\|\s*(?<reason>.+)$/iu;

/** Lines «- a A-3 | first words of the fact | why it is left out»; other lines are prose. */
export function readLeftOut(markdown: string): LeftOut[] {
  return markdown.split('\n').flatMap((line) => {
    const { section, beginning, reason } = LINE.exec(line)?.groups ?? {};
    return section === undefined || beginning === undefined || reason === undefined
      ? []
      : [{ section, beginning: comparable(beginning), reason }];
  });
}

export function isLeftOut(fact: ListedFact, leftOut: readonly LeftOut[]): boolean {
  const text = comparable(fact.text);
  return leftOut.some(({ beginning }) => beginning.length >= 12 && text.startsWith(beginning));
}

/** Letters and digits only: quotation marks, dashes and an ellipsis at the end do not count. */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
