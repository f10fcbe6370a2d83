import { goOn, type Step, stopWith } from '../answering-turn.ts';

/** Greetings, thanks, "who are you": our own words, no search. */
export const answerSmallTalk: Step = {
  name: 'answer-small-talk',
  run: (turn, { wording, starters }) => {
    const { intent, language } = turn.understanding;
    if (intent.kind !== 'small-talk') return goOn(turn);
    const isOpen = intent.about === 'greeting' || intent.about === 'what-can-you-do' || intent.about === 'who-are-you';
    const suggestions = isOpen
      ? starters[language].slice(0, 3).map((text) => ({ kind: 'question' as const, label: text, text }))
      : [];
    return stopWith(
      'smalltalk',
      wording(`smallTalk.${intent.about}`, language),
      `small talk: ${intent.about}`,
      suggestions,
    );
  },
};
