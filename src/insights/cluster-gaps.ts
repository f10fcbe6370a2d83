import type { AnswerStatus } from '../domain/answer.ts';
import type { FeedbackReason } from '../domain/feedback.ts';
import type { Language } from '../domain/language.ts';
import type { QuestionWord } from '../domain/question-word.ts';
import type { GapQuestion } from './insight-store.ts';

/** Questions without an answer that helped which probably want the same thing. */
export interface Gap {
  readonly count: number;
  /** The nearest article and section most of them had; null when nothing was near. */
  readonly article: string | null;
  readonly section: string | null;
  readonly languages: Readonly<Partial<Record<Language, number>>>;
  readonly statuses: Readonly<Partial<Record<AnswerStatus, number>>>;
  /** Questions whose answer was said not to help, and for which reasons; most give none. */
  readonly downVoted: number;
  readonly reasons: Readonly<Partial<Record<FeedbackReason, number>>>;
  /** UTC instant of the latest. */
  readonly lastAt: string;
  /** Different wordings, most frequent first. */
  readonly questions: readonly { readonly text: string; readonly language: Language; readonly count: number }[];
  /** Words that nothing knows, most frequent first. */
  readonly unknownWords: readonly { readonly word: string; readonly language: Language; readonly count: number }[];
}

/** Two wordings belong together when they share this part of the shorter one's words. */
const LEAST_OVERLAP = 0.5;

/**
 * Groups these questions: same nearest article, and words in common. Largest group first, then the latest; every
 * question is in exactly one group. `words` says what a question's words are (retrieval knows).
 */
export function clusterGaps(
  questions: readonly GapQuestion[],
  words: (question: string, language: Language) => readonly QuestionWord[],
): readonly Gap[] {
  const near = new Map<string | null, Neighbourhood>();
  for (const wording of wordingsOf(questions, words)) {
    const neighbourhood = near.get(wording.article) ?? { clusters: [], clustersOfWord: new Map() };
    near.set(wording.article, neighbourhood);
    const home = findHome(wording, neighbourhood);
    if (home === undefined) begin(wording, neighbourhood);
    else home.members.push(wording);
  }
  return [...near.values()]
    .flatMap(({ clusters }) => clusters)
    .map(gapOf)
    .sort((one, other) => other.count - one.count || other.lastAt.localeCompare(one.lastAt));
}

/** One wording with all the times it was asked. */
interface Wording {
  readonly article: string | null;
  readonly language: Language;
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly unknown: readonly string[];
  readonly asked: readonly GapQuestion[];
}

interface Cluster {
  /** Words of the wording that began it: growing sets would swallow everything in the end. */
  readonly seed: ReadonlySet<string>;
  readonly members: Wording[];
}

/** The groups of one article, and which of them were begun with a word: not every pair has to be compared. */
interface Neighbourhood {
  readonly clusters: Cluster[];
  readonly clustersOfWord: Map<string, Cluster[]>;
}

/** The first group that shares enough words; wordings without any word belong together. */
function findHome(wording: Wording, { clusters, clustersOfWord }: Neighbourhood): Cluster | undefined {
  if (wording.words.size === 0) return clusters.find(({ seed }) => seed.size === 0);
  const shared = new Map<Cluster, number>();
  for (const word of wording.words)
    for (const cluster of clustersOfWord.get(word) ?? []) shared.set(cluster, (shared.get(cluster) ?? 0) + 1);
  const isNear = (cluster: Cluster, count: number) =>
    count >= LEAST_OVERLAP * Math.min(cluster.seed.size, wording.words.size);
  const near = [...shared].filter(([cluster, count]) => isNear(cluster, count)).map(([cluster]) => cluster);
  return clusters.find((cluster) => near.includes(cluster));
}

function begin(wording: Wording, { clusters, clustersOfWord }: Neighbourhood): void {
  const cluster = { seed: wording.words, members: [wording] };
  clusters.push(cluster);
  for (const word of wording.words) {
    const others = clustersOfWord.get(word);
    if (others === undefined) clustersOfWord.set(word, [cluster]);
    else others.push(cluster);
  }
}

/** Most frequent wordings first, so that they begin the groups. */
function wordingsOf(
  questions: readonly GapQuestion[],
  words: (question: string, language: Language) => readonly QuestionWord[],
): readonly Wording[] {
  const asked = new Map<string, GapQuestion[]>();
  for (const question of questions) {
    const key = [question.article, question.language, plain(question.question)].join('\n');
    const same = asked.get(key);
    if (same === undefined) asked.set(key, [question]);
    else same.push(question);
  }
  return [...asked.values()]
    .map((same): Wording => {
      const [first] = same as [GapQuestion]; // a group has a first member
      const read = words(first.question, first.language);
      return {
        article: first.article,
        language: first.language,
        text: first.question,
        words: new Set(read.map(({ word }) => word.toLowerCase())),
        unknown: read.filter(({ isKnown }) => !isKnown).map(({ word }) => word),
        asked: same,
      };
    })
    .sort((one, other) => other.asked.length - one.asked.length || other.words.size - one.words.size);
}

function gapOf({ members }: Cluster): Gap {
  const all = members.flatMap((wording) => wording.asked);
  const downVotes = all.flatMap(({ downVote }) => (downVote === null ? [] : [downVote]));
  return {
    count: all.length,
    article: members[0]?.article ?? null,
    section: mostFrequent(all.map((question) => question.section)),
    languages: countBy(all.map((question) => question.language)),
    statuses: countBy(all.map((question) => question.status)),
    downVoted: downVotes.length,
    reasons: countBy(downVotes.flatMap(({ reason }) => (reason === null ? [] : [reason]))),
    lastAt: all.reduce((latest, { at }) => (at > latest ? at : latest), ''),
    questions: members
      .map(({ text, language, asked }) => ({ text, language, count: asked.length }))
      .sort((one, other) => other.count - one.count),
    unknownWords: unknownWordsOf(members),
  };
}

function unknownWordsOf(members: readonly Wording[]): Gap['unknownWords'] {
  const counts = new Map<string, { word: string; language: Language; count: number }>();
  for (const { unknown, language, asked } of members) {
    for (const word of unknown) {
      const known = counts.get(`${language} ${word}`);
      counts.set(`${language} ${word}`, { word, language, count: (known?.count ?? 0) + asked.length });
    }
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}

function countBy<Key extends string>(keys: readonly Key[]): Readonly<Partial<Record<Key, number>>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function mostFrequent<Key extends string>(keys: readonly (Key | null)[]): Key | null {
  const counts = countBy(keys.filter((key) => key !== null));
  let best: Key | null = null;
  for (const key of keys) if (key !== null && (best === null || (counts[key] ?? 0) > (counts[best] ?? 0))) best = key;
  return best;
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');
}
