import type { Language } from '../domain/language.ts';
import { type AnsweringParts, personSuggestion, type StepOutcome, stopWith } from './answering-turn.ts';

/** Our subject, but nothing checked says it: names the body to ask, InvestHK when `owner` is no agency's id. */
export function stopWithoutContent(
  owner: string | undefined,
  language: Language,
  reason: string,
  { knowledge, wording }: Pick<AnsweringParts, 'knowledge' | 'wording'>,
): StepOutcome {
  const { agencies } = knowledge().tables;
  const body = agencies.find(({ id }) => id === owner) ?? agencies.find(({ id }) => id === INVESTHK);
  const words = wording('refusal.noContent', language, { owner: body?.name[language] ?? '' });
  return stopWith('unanswerable_no_content', words, reason, [personSuggestion(language, wording)]);
}

/** Takes the enquiries of every enterprise. */
export const INVESTHK = 'investhk';
