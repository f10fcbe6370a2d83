import { type Passage, SUMMARY_SECTION } from '../domain/passage.ts';

/** A passage as it is searched, embedded and reranked: title and heading once, then its words. */
export function searchText({ section, title, heading, text }: Passage): string {
  return section === SUMMARY_SECTION ? `${title}\n${text}` : `${title}\n${heading}\n${text}`;
}
