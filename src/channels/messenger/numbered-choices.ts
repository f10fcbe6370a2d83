import type { Suggestion } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import { messengerTexts } from './messenger-texts.ts';

/** Suggestions where there are no buttons: a list that «1», «2» … answer; «more» is said in words. */
export function numberedChoices(suggestions: readonly Suggestion[], language: Language): string {
  const texts = messengerTexts(language);
  const isOnlyMore = suggestions.length === 1 && suggestions[0]?.kind === 'more';
  if (suggestions.length === 0) return '';
  if (isOnlyMore) return texts.more.hint;
  return [texts.choose, ...suggestions.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n');
}
