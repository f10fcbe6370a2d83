import { inAll, LANGUAGES, type Language } from '../domain/language.ts';
import type { Fact, Facts } from './facts.ts';

/** One fact that is different now. null: there was none, or there is none any more. */
export interface FactChange {
  readonly section: string;
  readonly before: string | null;
  readonly after: string | null;
}

export type FactChanges = Readonly<Record<Language, readonly FactChange[]>>;

/**
 * What has changed, by language, in the order of the article; null when only words or the order of lines did. A line
 * that went and one that came in the same section are one change when they share most of their words.
 *
 * A change counts once it is made in every language: before that an editor is still saving files, or a translation was
 * corrected.
 */
export function compareFacts(before: Facts, after: Facts): FactChanges | null {
  const changes = inAll((language) => changesOf(before[language], after[language]));
  return LANGUAGES.some((language) => changes[language].length === 0) ? null : changes;
}

function changesOf(before: readonly Fact[], after: readonly Fact[]): readonly FactChange[] {
  const gone = without(before, after);
  const come = without(after, before);
  const paired = new Set<Fact>();
  const changes = come.map((fact) => {
    const former = nearest(
      fact,
      gone.filter((one) => one.section === fact.section && !paired.has(one)),
    );
    if (former !== null) paired.add(former);
    return { section: fact.section, before: former?.line ?? null, after: fact.line };
  });
  const left = gone
    .filter((fact) => !paired.has(fact))
    .map(({ section, line }) => ({ section, before: line, after: null }));
  return [...changes, ...left];
}

/** Facts of the first that the second does not have, counted: a fact that stands twice and then once has gone once. */
function without(facts: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  const counts = new Map<string, number>();
  const idOf = ({ section, key }: Fact) => `${section}\n${key}`;
  for (const fact of others) counts.set(idOf(fact), (counts.get(idOf(fact)) ?? 0) + 1);
  return facts.filter((fact) => {
    const left = counts.get(idOf(fact)) ?? 0;
    counts.set(idOf(fact), left - 1);
    return left <= 0;
  });
}

/** Half of the pairs of letters must be shared: below that, two lines are about two things. */
const LEAST_ALIKE = 0.5;

function nearest(fact: Fact, others: readonly Fact[]): Fact | null {
  const subject = subjectOf(fact);
  const same = subject === null ? undefined : others.find((other) => subjectOf(other) === subject);
  if (same !== undefined) return same;
  let best: Fact | null = null;
  let most = LEAST_ALIKE;
  for (const other of others) {
    const share = alike(fact.line, other.line);
    if (share < most) continue;
    // The first of two that are equally near.
    if (best !== null && share === most) continue;
    best = other;
    most = share;
  }
  return best;
}

function subjectOf({ key }: Fact): string | null {
  const colon = key.indexOf(':');
  return colon === -1 ? null : key.slice(0, colon);
}

/** Dice's coefficient over pairs of letters, digits left out: they are what changes. */
function alike(one: string, other: string): number {
  const pairs = (text: string): readonly string[] => {
    const letters = [...text.toLowerCase().replaceAll(/[^\p{L}]+/gu, '')];
    return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
  };
  const [mine, theirs] = [pairs(one), pairs(other)];
  if (mine.length + theirs.length === 0) return 1;
  const left = [...theirs];
  let shared = 0;
  for (const pair of mine) {
    const place = left.indexOf(pair);
    if (place === -1) continue;
    left.splice(place, 1);
    shared += 1;
  }
  return (2 * shared) / (mine.length + theirs.length);
}
