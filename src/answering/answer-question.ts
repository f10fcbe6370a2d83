import type { Answer, Evidence, Suggestion } from '../domain/answer.ts';
import type { RunningCalculation } from '../domain/calculation.ts';
import type { AnsweringParts, AnsweringTurn, Draft, Step } from './answering-turn.ts';
import { personSuggestion } from './answering-turn.ts';
import { findOutputFault } from './guard-output.ts';
import { numberCitations } from './number-citations.ts';
import { ANSWERING_POLICY } from './policy.ts';
import { answerFromFeeRow, answerFromTables } from './steps/answer-from-tables.ts';
import { answerSmallTalk } from './steps/answer-small-talk.ts';
import { askForSubject } from './steps/ask-for-subject.ts';
import { calculate } from './steps/calculate.ts';
import { composeFromPassages } from './steps/compose-from-passages.ts';
import { continueMore } from './steps/continue-more.ts';
import { decline } from './steps/decline.ts';
import { guardInput } from './steps/guard-input.ts';
import { mindTheMarket } from './steps/mind-the-market.ts';
import { offerPerson } from './steps/offer-person.ts';
import { offerSubjects } from './steps/offer-subjects.ts';
import { retrievePassages } from './steps/retrieve-passages.ts';
import { createSuggester } from './suggest.ts';

/** The policy, in order. Each step goes on or ends the turn with an answer. */
const STEPS: readonly Step[] = [
  guardInput,
  offerPerson,
  calculate,
  answerSmallTalk,
  continueMore,
  askForSubject,
  answerFromTables,
  retrievePassages,
  mindTheMarket,
  answerFromFeeRow,
  decline,
  offerSubjects,
  composeFromPassages,
];

export interface Answered {
  readonly answer: Answer;
  /** For the conversation's state. */
  readonly articles: readonly string[];
  readonly more: Draft['more'];
  /** null ends what is being worked out; left out, an aside keeps it and any other answer ends it. */
  readonly calculation?: RunningCalculation | null;
}

/** Runs the steps and finishes what they drafted: marks, suggestions, output guard, evidence. */
export function createAnswerQuestion(parts: AnsweringParts): (turn: AnsweringTurn) => Promise<Answered> {
  const suggest = createSuggester(parts);
  return async (first) => {
    const timingsMs: Record<string, number> = {};
    let turn = first;
    let draft: Draft | null = null;
    for (const step of STEPS) {
      const start = performance.now();
      const outcome = await step.run(turn, parts);
      timingsMs[step.name] = performance.now() - start;
      if (outcome.kind === 'stop') {
        draft = outcome.draft;
        break;
      }
      turn = outcome.turn;
    }
    if (draft === null) throw new Error('no step ended the turn');
    const start = performance.now();
    const finished = await finish(draft, turn, parts, suggest);
    timingsMs['finish'] = performance.now() - start;
    return {
      answer: { ...finished.answer, evidence: evidenceOf(finished.draft, turn, timingsMs, parts) },
      articles: finished.draft.articles,
      more: finished.draft.more,
      ...(finished.draft.calculation === undefined ? {} : { calculation: finished.draft.calculation }),
    };
  };
}

async function finish(
  draft: Draft,
  turn: AnsweringTurn,
  parts: AnsweringParts,
  suggest: ReturnType<typeof createSuggester>,
): Promise<{ readonly answer: Omit<Answer, 'evidence'>; readonly draft: Draft }> {
  const { language, original, standalone } = turn.understanding;
  const { text, citations } = numberCitations(draft.blocks);
  const answer: Omit<Answer, 'evidence'> = {
    status: draft.status,
    completeness: draft.completeness,
    language,
    text,
    ...(draft.table === undefined ? {} : { table: draft.table }),
    citations,
    suggestions: await suggestionsOf(draft, turn, parts, suggest),
    question: { original, standalone },
  };
  const fault = findOutputFault(answer);
  if (fault === null) return { answer, draft };
  const withheld: Draft = {
    ...draft,
    status: 'guardrail_output',
    completeness: 'none',
    quoted: {},
    articles: [],
    more: null,
    reason: `withheld: ${fault}`,
  };
  return {
    draft: withheld,
    answer: {
      status: 'guardrail_output',
      completeness: 'none',
      language,
      text: parts.wording('guard.output', language),
      citations: [],
      suggestions: [personSuggestion(language, parts.wording)],
      question: answer.question,
    },
  };
}

/** What the steps chose, «more» first; after two failures in a row always a person. */
async function suggestionsOf(
  draft: Draft,
  turn: AnsweringTurn,
  parts: AnsweringParts,
  suggest: ReturnType<typeof createSuggester>,
): Promise<readonly Suggestion[]> {
  const { language } = turn.understanding;
  const own: Suggestion[] = [...draft.suggestions];
  if (draft.more !== null)
    own.unshift({
      kind: 'more',
      label: parts.wording('more.label', language),
      text: parts.wording('more.says', language),
    });
  if (draft.status === 'answered') own.push(...(await suggest(draft, language, turn.today)));
  const asksForInput = draft.calculation?.asked != null;
  const failed = (draft.status === 'clarification' && !asksForInput) || draft.status.startsWith('unanswerable');
  const offersPerson = own.some((suggestion) => suggestion.kind === 'person');
  if (failed && !offersPerson && turn.state.failuresInARow + 1 >= ANSWERING_POLICY.failuresBeforePerson)
    own.push(personSuggestion(language, parts.wording));
  return own.slice(0, ANSWERING_POLICY.suggestions + 1);
}

function evidenceOf(
  draft: Draft,
  turn: AnsweringTurn,
  timingsMs: Readonly<Record<string, number>>,
  parts: AnsweringParts,
): Evidence {
  const { retrieval } = turn;
  const scored = (retrieval?.passages ?? []).map(({ passage, score }) => ({ passage: passage.id, score }));
  return {
    accepted: scored.filter(({ passage }) => passage in draft.quoted),
    rejected: scored.filter(({ passage }) => !(passage in draft.quoted)),
    articles: retrieval?.articles ?? [],
    confidence: retrieval?.rightness ?? 0,
    gap: retrieval?.gap ?? 0,
    indexVersion: retrieval?.indexVersion ?? parts.knowledge().digest,
    quoted: draft.quoted,
    timingsMs,
    reason: draft.reason,
  };
}
