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
    <ul className="suggestions" aria-label={chatTexts(props.language).nextQuestions} lang={props.language}>
      {props.suggestions.map((suggestion, index) => (
        <li key={suggestion.text}>
          <button
            type="button"
            className={`suggestion suggestion-${suggestion.kind}`}
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
