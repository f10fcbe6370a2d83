import type { Verdict } from './judge-answer.ts';

/** Counts of a group of verdicts; shares are made of them where they are printed or compared with a floor. */
export interface Summary {
  readonly questions: number;
  readonly answerable: {
    readonly asked: number;
    readonly answered: number;
    readonly right: number;
    readonly offered: number;
    readonly offeredGold: number;
    readonly declined: number;
  };
  readonly refusable: {
    readonly asked: number;
    readonly refused: number;
    readonly offered: number;
    readonly answered: number;
  };
  /** Small talk and wishes for a person. */
  readonly social: { readonly asked: number; readonly right: number };
  readonly ranked: { readonly asked: number; readonly at1: number; readonly at5: number; readonly reciprocal: number };
  readonly facts: { readonly asked: number; readonly all: number; readonly any: number };
  readonly citations: { readonly given: number; readonly dead: number };
  readonly wrongLanguage: number;
}

export function summarise(verdicts: readonly Verdict[]): Summary {
  const answerable = verdicts.filter(({ question }) => question.expect === 'answer');
  const refusable = verdicts.filter(({ question }) => question.expect === 'refuse');
  const social = verdicts.filter(({ question }) => question.expect === 'smalltalk' || question.expect === 'handoff');
  const ranks = verdicts.flatMap(({ rank }) => (rank === null ? [] : [rank]));
  const withFacts = verdicts.flatMap(({ factsFound, question }) =>
    factsFound === null ? [] : [{ factsFound, wanted: question.facts.length }],
  );
  return {
    questions: verdicts.length,
    answerable: {
      asked: answerable.length,
      answered: count(answerable, ({ outcome }) => outcome === 'answered'),
      right: count(answerable, ({ isRight }) => isRight === true),
      offered: count(answerable, ({ outcome }) => outcome === 'offered'),
      offeredGold: count(answerable, ({ offersGold }) => offersGold),
      declined: count(answerable, ({ outcome }) => outcome === 'declined'),
    },
    refusable: {
      asked: refusable.length,
      refused: count(refusable, ({ isRight }) => isRight === true),
      offered: count(refusable, ({ outcome }) => outcome === 'offered'),
      answered: count(refusable, ({ outcome }) => outcome === 'answered'),
    },
    social: { asked: social.length, right: count(social, ({ isRight }) => isRight === true) },
    ranked: {
      asked: ranks.length,
      at1: count(ranks, (rank) => rank <= 1),
      at5: count(ranks, (rank) => rank <= 5),
      reciprocal: ranks.reduce((sum, rank) => sum + 1 / rank, 0),
    },
    facts: {
      asked: withFacts.length,
      all: count(withFacts, ({ factsFound, wanted }) => factsFound === wanted),
      any: count(withFacts, ({ factsFound }) => factsFound > 0),
    },
    citations: {
      given: verdicts.reduce((sum, { answer }) => sum + answer.citations.length, 0),
      dead: verdicts.reduce((sum, { deadCitations }) => sum + deadCitations.length, 0),
    },
    wrongLanguage: count(verdicts, (verdict) => verdict.wrongLanguage !== null),
  };
}

/** Summaries by a property of the verdicts, in the order of first appearance, "all" last. */
export function summariseBy(
  verdicts: readonly Verdict[],
  keyOf: (verdict: Verdict) => string,
): readonly (readonly [group: string, summary: Summary])[] {
  const groups = Map.groupBy(verdicts, keyOf);
  return [...[...groups].map(([key, group]) => [key, summarise(group)] as const), ['all', summarise(verdicts)]];
}

function count<Item>(items: readonly Item[], matches: (item: Item) => boolean): number {
  return items.filter(matches).length;
}
