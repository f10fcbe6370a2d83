import { type ReactNode, useState } from 'react';
import { FEEDBACK_REASONS, type Feedback, type FeedbackReason } from '../../../domain/feedback.ts';
import type { Language } from '../../languages.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { useFeedback } from './use-feedback.ts';

/**
 * «Helpful» and «Not helpful» under an answer, and after the latter one press for why. A second press on the same button
 * takes it back. What is pressed goes to the editors (docs/console.md, gap desk).
 */
export function FeedbackButtons(props: { readonly reply: string; readonly language: Language }): ReactNode {
  const ledger = useFeedback(props.reply);
  const [outcome, setOutcome] = useState<'helpful' | 'not-helpful' | 'failed' | null>(null);
  if (ledger === null) return null;
  const texts = chatTexts(props.language).feedback;
  const { feedback, give } = ledger;
  const say = async (next: Feedback | null): Promise<void> => {
    setOutcome(null);
    setOutcome((await give(next)) ? (next?.verdict ?? null) : 'failed');
  };
  const press = (verdict: Feedback['verdict']): void => {
    if (feedback?.verdict === verdict) void say(null);
    else void say(verdict === 'helpful' ? { verdict } : { verdict, reason: null });
  };
  const pressReason = (reason: FeedbackReason, isPressed: boolean): void =>
    void say({ verdict: 'not-helpful', reason: isPressed ? null : reason });
  return (
    <div className="feedback">
      <div className="feedback-row" role="group" aria-label={texts.question}>
        {(['helpful', 'not-helpful'] as const).map((verdict) => (
          <button
            key={verdict}
            type="button"
            className="feedback-button"
            aria-pressed={feedback?.verdict === verdict}
            onClick={() => press(verdict)}
          >
            {verdict === 'helpful' ? texts.helpful : texts.notHelpful}
          </button>
        ))}
      </div>
      {feedback?.verdict === 'not-helpful' ? (
        <div className="feedback-row" role="group" aria-label={texts.why}>
          <p className="feedback-why" aria-hidden="true">
            {texts.why}
          </p>
          {FEEDBACK_REASONS.map((reason) => (
            <button
              key={reason}
              type="button"
              className="feedback-button"
              aria-pressed={feedback.reason === reason}
              onClick={() => pressReason(reason, feedback.reason === reason)}
            >
              {texts.reasons[reason]}
            </button>
          ))}
        </div>
      ) : null}
      {/* Always there: a live region that comes with its words is not read out. */}
      <p className="feedback-outcome" role="status">
        {outcome === null ? '' : outcome === 'failed' ? texts.failed : texts.kept[outcome]}
      </p>
    </div>
  );
}
