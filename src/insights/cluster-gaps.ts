import type { AnswerStatus } from '../domain/answer.ts';
import type { Language } from '../domain/language.ts';
import type { QuestionWord } from '../domain/question-word.ts';
import type { UnansweredQuestion } from './insight-store.ts';

/** Unanswered questions that probably want the same thing. */
export interface Gap {
  readonly count: number;
  /** The nearest article and section most of them had; null when nothing was near. */
  readonly article: string | null;
  readonly section: string | null;
  readonly languages: Readonly<Partial<Record<Language, number>>>;
  readonly statuses: Readonly<Partial<Record<AnswerStatus, number>>>;
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
 * Groups unanswered questions: same nearest article, and words in common. Largest group first, then the latest; every
 * question is in exactly one group. `words` says what a question's words are (retrieval knows).
 */
export function clusterGaps(
  questions: readonly UnansweredQuestion[],
  words: (question: string, language: Language) => readonly QuestionWord[],
): readonly Gap[] {
  const clusters = new Map<string | null, Cluster[]>();
  for (const wording of wordingsOf(questions, words)) {
    const near = clusters.get(wording.article) ?? [];
    const home = near.find(({ seed }) => overlap(seed, wording.words) >= LEAST_OVERLAP);
    if (home === undefined) near.push({ seed: wording.words, members: [wording] });
    else home.members.push(wording);
    clusters.set(wording.article, near);
  }
  return [...clusters.values()]
    .flat()
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
  readonly asked: readonly UnansweredQuestion[];
}

interface Cluster {
  /** Words of the wording that began it: growing sets would swallow everything in the end. */
  readonly seed: ReadonlySet<string>;
  readonly members: Wording[];
}

/** Most frequent wordings first, so that they begin the groups. */
function wordingsOf(
  questions: readonly UnansweredQuestion[],
  words: (question: string, language: Language) => readonly QuestionWord[],
): readonly Wording[] {
  const asked = new Map<string, UnansweredQuestion[]>();
  for (const question of questions) {
    const key = [question.article, question.language, plain(question.question)].join('\n');
    asked.set(key, [...(asked.get(key) ?? []), question]);
  }
  return [...asked.values()]
    .map((same): Wording => {
      const [first] = same as [UnansweredQuestion]; // a group has a first member
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

/** Shared words as a part of the smaller set, 0 to 1; two texts without words are the same. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const smaller = Math.min(one.size, other.size);
  if (smaller === 0) return one.size === other.size ? 1 : 0;
  return [...one].filter((word) => other.has(word)).length / smaller;
}

function gapOf({ members }: Cluster): Gap {
  const all = members.flatMap((wording) => wording.asked);
  return {
    count: all.length,
    article: members[0]?.article ?? null,
    section: mostFrequent(all.map((question) => question.section)),
    languages: countBy(all.map((question) => question.language)),
    statuses: countBy(all.map((question) => question.status)),
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
