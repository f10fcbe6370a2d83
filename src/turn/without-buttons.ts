import type { Wording } from '../domain/wording.ts';
import type { Answered } from './next-state.ts';

/** Sentences that announce the buttons of subjects below them. */
const LEADS = ['clarify.otherwise', 'clarify.related', 'clarify.subjects', 'clarify.oneSubject'] as const;

/**
 * An answer whose buttons give way to those of a form. What only announced them goes; where there was nothing else, the
 * subjects stand in words. A calculation that asks for something ends: the form hears the next message.
 */
export function withoutButtons(answered: Answered, wording: Wording): Answered {
  const { answer } = answered;
  const { language } = answer;
  const labels = answer.suggestions.filter(({ kind }) => kind === 'option').map(({ label }) => label);
  const lead = LEADS.map((key) => wording(key, language)).find((words) => answer.text.endsWith(words));
  if (lead !== undefined && labels.length > 0) {
    const words = answer.text.slice(0, -lead.length).trimEnd();
    const list = [wording('form.subjects', language), '', ...labels.map((label) => `- ${label}`)].join('\n');
    return { ...answered, answer: { ...answer, text: words === '' ? list : words } };
  }
  if (answer.status !== 'clarification' || answered.calculation == null) return answered;
  return { ...answered, calculation: null, answer: { ...answer, text: wording('form.later', language) } };
}
