import type { KeyboardEvent, ReactNode } from 'react';
import type { Suggestion } from '../../../domain/answer.ts';
import type { Language } from '../../languages.ts';
import { chatTexts } from '../../texts/chat-texts.ts';

const SELECTOR = '.suggestions button';

/** The last button of the newest suggestions on the page, where Shift+Tab from the composer leads. */
export function lastSuggestion(): HTMLButtonElement | undefined {
  return [...document.querySelectorAll<HTMLButtonElement>(SELECTOR)].at(-1);
}

export function SuggestionButtons(props: {
  readonly suggestions: readonly Suggestion[];
  readonly language: Language;
  /** The first button is what the message above asks for: it agrees to the brief. */
  readonly hasPrimary: boolean;
  readonly onChoose: (suggestion: Suggestion) => void;
  readonly onLeave: () => void;
}): ReactNode {
  /**
   * Web Chat keeps Tab inside a message until Escape. The buttons sit right above the composer, so the last one hands
   * on to it: nobody should have to know about the trap to go on.
   */
  const leaveAtTheEnd = (event: KeyboardEvent<HTMLButtonElement>, index: number): void => {
    if (event.key !== 'Tab' || event.shiftKey || index !== props.suggestions.length - 1) return;
    event.preventDefault();
    props.onLeave();
  };
  return (
    <ul
      className={listClass(props.suggestions)}
      aria-label={chatTexts(props.language).nextQuestions}
      lang={props.language}
    >
      {props.suggestions.map((suggestion, index) => (
        <li key={suggestion.text}>
          <button
            type="button"
            className={`suggestion suggestion-${props.hasPrimary && index === 0 ? 'primary' : suggestion.kind}`}
            onClick={() => props.onChoose(suggestion)}
            onKeyDown={(event) => leaveAtTheEnd(event, index)}
          >
            {suggestion.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The marks 1 to 5 stand side by side like a scale, the answers of a form flow, next questions stand in a column. */
function listClass(suggestions: readonly Suggestion[]): string {
  if (suggestions.length === 0 || !suggestions.every(({ kind }) => kind !== 'question')) return 'suggestions';
  const isScale = suggestions.filter(({ label }, index) => label.startsWith(String(index + 1))).length >= 5;
  if (isScale) return 'suggestions suggestions-scale';
  return suggestions.some(({ kind }) => kind === 'option') ? 'suggestions suggestions-options' : 'suggestions';
}
