import { type Answer, NO_EVIDENCE, type Suggestion } from '../domain/answer.ts';
import type { ConversationState } from '../domain/conversation.ts';
import type { RunningDialog } from '../domain/dialog.ts';
import type { Language } from '../domain/language.ts';

/** The open question of a dialog; null when there is no such dialog any more. */
export type OpenQuestion = (
  running: RunningDialog,
  language: Language,
  now: Date,
) => {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
  readonly card?: Answer['card'];
  readonly progress?: Answer['progress'];
} | null;

/** The question that a form waits with, for a visitor who comes to it from elsewhere; null when no form is filled in. */
export function askAgain(
  { dialog: running = null }: ConversationState,
  {
    language,
    now,
    openQuestion,
  }: { readonly language: Language; readonly now: Date; readonly openQuestion: OpenQuestion },
): Answer | null {
  const asked = running === null ? null : openQuestion(running, language, now);
  if (asked === null || running === null) return null;
  return {
    status: 'dialog',
    completeness: 'none',
    language,
    text: asked.text,
    ...(asked.card !== undefined && { card: asked.card }),
    ...(asked.progress !== undefined && { progress: asked.progress }),
    citations: [],
    suggestions: asked.suggestions,
    question: { original: '', standalone: '' },
    evidence: { ...NO_EVIDENCE, reason: `form ${running.dialog}, asked again` },
  };
}
