import type { AnsweringParts, AnsweringTurn } from '../answering-turn.ts';
import { goOn, personSuggestion, type Step, stopWith } from '../answering-turn.ts';
import { ANSWERING_POLICY } from '../policy.ts';
import { stopWithoutContent } from '../stop-without-content.ts';

/** Says that it is not known: off the subject, or on it but not in the checked material. */
export const decline: Step = {
  name: 'decline',
  run: (turn, parts) => {
    const { retrieval, understanding } = turn;
    if (retrieval !== null && retrieval.zone !== 'decline' && retrieval.articles.length > 0) return goOn(turn);
    const { language } = understanding;
    const { withheld } = turn;
    if (withheld !== undefined && withheld !== null) {
      const reason = `withheld: ${withheld.id} was valid until ${withheld.validUntil ?? 'an unknown day'}`;
      return stopWithoutContent(withheld.owner, language, reason, parts);
    }
    if (isOnSubject(turn))
      return stopWithoutContent(nearestOwner(turn, parts), language, 'below the scope threshold', parts);
    return stopWith(
      'unanswerable_out_of_scope',
      parts.wording('refusal.outOfScope', language),
      'below the scope threshold, nothing of ours named',
      [...questionsToBeginWith(turn, parts), personSuggestion(language, parts.wording)],
    );
  },
};

/** What can be asked here, for a visitor who has not yet had an answer: perhaps he tries what this is («asdf»). */
function questionsToBeginWith({ state, understanding: { language } }: AnsweringTurn, { starters }: AnsweringParts) {
  if (state.turns.some(({ status }) => status === 'answered')) return [];
  return starters[language]
    .slice(0, ANSWERING_POLICY.suggestions)
    .map((text) => ({ kind: 'question' as const, label: text, text }));
}

/** Something that only our subject knows was named: a market, a scheme, a body. */
function isOnSubject(turn: AnsweringTurn): boolean {
  return turn.understanding.entities.some((entity) =>
    ['market', 'bloc', 'scheme', 'agency', 'mainland-office', 'overseas-office'].includes(entity.kind),
  );
}

/** The body that owns the nearest article; undefined when nothing is near. */
function nearestOwner(turn: AnsweringTurn, parts: AnsweringParts): string | undefined {
  const nearest = turn.retrieval?.articles[0]?.article;
  return nearest === undefined ? undefined : parts.articleById(nearest)?.owner;
}
