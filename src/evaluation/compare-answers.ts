import type { Answer } from '../domain/answer.ts';

export interface AskedAnswer {
  readonly question: string;
  readonly answer: Answer;
}

/** An answer that is not what it was; `kind` is the weightiest difference. */
export interface ChangedAnswer {
  readonly question: string;
  readonly kind: 'status' | 'source' | 'wording';
  readonly before: string;
  readonly now: string;
}

const ORDER = ['status', 'source', 'wording'] as const;
const SHOWN = 80;

/** Answers to the same questions, in the same order, before and after; the weightiest changes first. */
export function compareAnswers(before: readonly AskedAnswer[], now: readonly AskedAnswer[]): ChangedAnswer[] {
  return now
    .flatMap(({ question, answer }, index) => {
      const former = before[index]?.answer;
      return former === undefined ? [] : (compare(question, former, answer) ?? []);
    })
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function compare(question: string, before: Answer, now: Answer): ChangedAnswer | null {
  if (before.status !== now.status) return { question, kind: 'status', before: before.status, now: now.status };
  const [formerSource, source] = [sourceOf(before), sourceOf(now)];
  if (formerSource !== source) return { question, kind: 'source', before: formerSource, now: source };
  if (before.text === now.text) return null;
  const at = [...now.text].findIndex((character, index) => [...before.text][index] !== character);
  const from = Math.max(0, at - 20);
  const shown = (text: string) => [...text].slice(from, from + SHOWN).join('');
  return { question, kind: 'wording', before: shown(before.text), now: shown(now.text) };
}

/** Sections and rows that were quoted; the evidence's reason when there are none. */
function sourceOf({ evidence }: Answer): string {
  const quoted = Object.keys(evidence.quoted);
  return quoted.length > 0 ? quoted.join(', ') : evidence.reason;
}
