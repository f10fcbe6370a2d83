/** One sourced bullet of a writers' fact list: `- text [https://…, date; https://…]`. */
export interface ListedFact {
  /** Name of the file without its ending. */
  readonly list: string;
  /** First word of the heading above it: A8, D-2. */
  readonly section: string;
  readonly line: number;
  /** Without its sources. */
  readonly text: string;
  readonly urls: readonly string[];
}

const HEADING = /^#{2,4}\s+(?<section>\S+)/u;
const BULLET = /^[-*]\s+(?<text>.+)$/u;
/** «A12. » in front of a bullet numbers it and says nothing. */
const LABEL = /^[A-Z]{1,2}\d{1,3}\.\s+/u;
const SOURCES = /\[[^\]]*https?:\/\/[^\]]*\]/gu;
const URL_IN_TEXT = /https?:\/\/[^\s,;\]]+/gu;
const UNVERIFIED = /\(unverified\b[^)]*\)\s*\.?$|\((?:background|weak),[^)]*unverified/iu;

/** The bullets of a Markdown list that carry a source and are not wholly marked unverified: what writers are to use. */
export function readFactList(list: string, markdown: string): ListedFact[] {
  let section = '';
  return markdown.split('\n').flatMap((content, index) => {
    const heading = HEADING.exec(content)?.groups?.['section'];
    if (heading !== undefined) section = heading.replace(/[.:]$/u, '');
    const written = BULLET.exec(content)?.groups?.['text'];
    const sources = written?.match(SOURCES) ?? [];
    if (written === undefined || sources.length === 0) return [];
    const text = written.replace(LABEL, '').replace(SOURCES, '').replace(/\s+/gu, ' ').trim();
    if (UNVERIFIED.test(text)) return [];
    const urls = sources.flatMap((source) => source.match(URL_IN_TEXT) ?? []);
    return [{ list, section, line: index + 1, text, urls }];
  });
}
