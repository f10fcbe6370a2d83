import { foldScript } from './script-tables.ts';

/** A stretch of text in one script. Analysis goes by run, never by document (docs/retrieval.md). */
export interface Run {
  readonly kind: 'han' | 'latin';
  readonly text: string;
}

const RUN =
  /(?<han>\p{Script=Han}+)|(?<latin>[[\p{L}\p{N}]--\p{Script=Han}]+(?:[.'’+\&\-][[\p{L}\p{N}]--\p{Script=Han}]+)*)/gv;

/** NFKC, lower case, Traditional folded to Simplified: the form in which index and query meet. */
export function normaliseText(text: string): string {
  return foldScript(text.normalize('NFKC').toLowerCase());
}

/** Runs of an already normalised text, in order; punctuation and spaces fall away. */
export function runsOf(normalised: string): Run[] {
  const runs: Run[] = [];
  for (const match of normalised.matchAll(RUN)) {
    if (match.groups?.['han'] !== undefined) runs.push({ kind: 'han', text: match[0] });
    else runs.push({ kind: 'latin', text: match[0] });
  }
  return runs;
}
