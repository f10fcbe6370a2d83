import type { Language } from '../../domain/language.ts';
import type { AnsweringParts, AnsweringTurn } from '../answering-turn.ts';
import { goOn, personSuggestion, type Step, stopWith } from '../answering-turn.ts';

/** Says that it is not known: off the subject, or on it but not in the checked material. */
export const decline: Step = {
  name: 'decline',
  run: (turn, parts) => {
    const { retrieval, understanding } = turn;
    if (retrieval !== null && retrieval.zone !== 'decline' && retrieval.articles.length > 0) return goOn(turn);
    const { language } = understanding;
    const person = [personSuggestion(language, parts.wording)];
    const { withheld } = turn;
    if (withheld !== undefined && withheld !== null) {
      return stopWith(
        'unanswerable_no_content',
        parts.wording('refusal.noContent', language, { owner: nameOf(withheld.owner, language, parts) }),
        `withheld: ${withheld.id} was valid until ${withheld.validUntil ?? 'an unknown day'}`,
        person,
      );
    }
    if (!isOnSubject(turn)) {
      return stopWith(
        'unanswerable_out_of_scope',
        parts.wording('refusal.outOfScope', language),
        'below the scope threshold, nothing of ours named',
        person,
      );
    }
    const owner = ownerName(turn, parts);
    return stopWith(
      'unanswerable_no_content',
      parts.wording('refusal.noContent', language, { owner }),
      'below the scope threshold',
      person,
    );
  },
};

/** Something that only our subject knows was named: a market, a scheme, a body. */
function isOnSubject(turn: AnsweringTurn): boolean {
  return turn.understanding.entities.some((entity) =>
    ['market', 'bloc', 'scheme', 'agency', 'mainland-office', 'overseas-office'].includes(entity.kind),
  );
}

/** Who can answer: the body that owns the nearest article, else InvestHK. */
function ownerName(turn: AnsweringTurn, parts: AnsweringParts): string {
  const { language } = turn.understanding;
  const nearest = turn.retrieval?.articles[0]?.article;
  return nameOf(nearest === undefined ? undefined : parts.articleById(nearest)?.owner, language, parts);
}

function nameOf(owner: string | undefined, language: Language, parts: AnsweringParts): string {
  const { agencies } = parts.knowledge().tables;
  const body = agencies.find((agency) => agency.id === owner) ?? agencies.find((agency) => agency.id === 'investhk');
  return body?.name[language] ?? '';
}
