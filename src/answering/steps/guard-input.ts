import { goOn, personSuggestion, type Step, stopWith } from '../answering-turn.ts';
import { findPersonalData } from '../personal-data.ts';
import { ANSWERING_POLICY } from '../policy.ts';

/** Stops what must not be searched: nothing at all, too much, personal numbers, attacks, code, abuse. */
export const guardInput: Step = {
  name: 'guard-input',
  run: (turn, { wording, starters }) => {
    const { original, language, intent } = turn.understanding;
    const length = [...original].length;
    if (!/[\p{L}\p{N}]/u.test(original)) {
      return stopWith(
        'guardrail_input',
        wording('guard.empty', language, { example: starters[language][0] ?? '' }),
        'nothing to read',
      );
    }
    if (length > ANSWERING_POLICY.maxQuestion) {
      const values = { length: String(length), limit: String(ANSWERING_POLICY.maxQuestion) };
      return stopWith('guardrail_input', wording('guard.tooLong', language, values), `${length} characters`);
    }
    const personal = findPersonalData(original);
    if (personal !== null) {
      const kind = wording(`personalKinds.${personal}`, language);
      return stopWith('guardrail_input', wording('guard.personal', language, { kind }), `personal data: ${personal}`);
    }
    if (intent.kind === 'attack') {
      const person =
        intent.about === 'injection' || intent.about === 'markup' ? [] : [personSuggestion(language, wording)];
      return stopWith('guardrail_input', wording(`guard.${intent.about}`, language), `attack: ${intent.about}`, person);
    }
    if (
      /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Devanagari}]{2}/u.test(
        original,
      )
    ) {
      return stopWith('unanswerable_out_of_scope', wording('refusal.otherLanguage', language), 'another language');
    }
    return goOn(turn);
  },
};
