import type { ReactNode } from 'react';
import type { Progress } from '../../../domain/card.ts';
import { questionNumber } from '../../../domain/question-number.ts';
import type { Language } from '../../languages.ts';
import { cardTexts } from '../../texts/card-texts.ts';

/** How far a form is: «3 / 9» and a bar. */
export function ProgressLine(props: { readonly progress: Progress; readonly language: Language }): ReactNode {
  const { done, of } = props.progress;
  const current = questionNumber(props.progress);
  return (
    <div className="progress-line">
      <span className="progress-count" aria-hidden="true">
        {current} / {of}
      </span>
      <progress max={of} value={done} aria-label={cardTexts(props.language).progress(current, of)} />
    </div>
  );
}
