import { goOn, type Step, stopWith } from '../answering-turn.ts';

/** «要多久？» with nothing before it: any article could answer, so none may. */
export const askForSubject: Step = {
  name: 'ask-for-subject',
  run: (turn, { wording, starters }) => {
    const { lacksSubject, language } = turn.understanding;
    if (!lacksSubject) return goOn(turn);
    const suggestions = starters[language].map((text) => ({ kind: 'question' as const, label: text, text }));
    const example = starters[language][0] ?? '';
    return stopWith(
      'clarification',
      wording('clarify.noSubject', language, { example }),
      'no subject named',
      suggestions,
    );
  },
};
