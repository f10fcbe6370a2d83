import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { readQuestions } from '../../src/evaluation/evaluation-question.ts';
import type { Verdict } from '../../src/evaluation/judge-answer.ts';
import { failureLines } from '../../src/evaluation/report.ts';
import { summarise } from '../../src/evaluation/summary.ts';
import { realAssistant } from '../support/real-assistant.ts';
import { FLOORS } from './floors.ts';

let verdicts: readonly Verdict[] = [];
const inLanguage = (language: string) => summarise(verdicts.filter(({ question }) => question.language === language));

beforeAll(async () => {
  const { questions, faults } = readQuestions(await readFile(new URL('golden.jsonl', import.meta.url), 'utf8'));
  expect(faults).toEqual([]);
  verdicts = await evaluate(questions, await realAssistant());
});

describe('the golden set', () => {
  it('holds at least 150 questions per language, 60 to refuse and 60 of several turns', () => {
    for (const language of LANGUAGES) expect(inLanguage(language).questions).toBeGreaterThanOrEqual(150);
    expect(summarise(verdicts).refusable.asked).toBeGreaterThanOrEqual(60);
    expect(verdicts.filter(({ question }) => question.history.length > 0).length).toBeGreaterThanOrEqual(60);
  });

  it.each(LANGUAGES)('finds the article among five in %s', (language) => {
    const { ranked } = inLanguage(language);
    expect(
      ranked.at5 / ranked.asked,
      missed(({ rank }) => rank !== null && rank > 5),
    ).toBeGreaterThanOrEqual(FLOORS.recallAt5);
  });

  it('serves no language much worse than another', () => {
    const recalls = LANGUAGES.map((language) => inLanguage(language).ranked).map(({ at5, asked }) => at5 / asked);
    expect(Math.max(...recalls) - Math.min(...recalls)).toBeLessThanOrEqual(FLOORS.recallSpread);
  });

  it('refuses what it cannot know', () => {
    const { refusable } = summarise(verdicts);
    const faults = missed(({ question, isRight }) => question.expect === 'refuse' && isRight === false);
    expect(refusable.refused / refusable.asked, faults).toBeGreaterThanOrEqual(FLOORS.refused);
  });

  it('answers from the right article', () => {
    const { answerable } = summarise(verdicts);
    const faults = missed(({ question, outcome, isRight }) => {
      return question.expect === 'answer' && outcome === 'answered' && isRight === false;
    });
    expect(answerable.right / answerable.answered, faults).toBeGreaterThanOrEqual(FLOORS.rightAmongAnswered);
    expect(answerable.answered / answerable.asked).toBeGreaterThanOrEqual(FLOORS.answered);
  });

  it('says every fact that an answer must hold', () => {
    const { facts } = summarise(verdicts);
    expect(facts.all / facts.asked).toBeGreaterThanOrEqual(FLOORS.allFacts);
  });

  it('answers in the language and script of the question', () => {
    const wrong = missed(({ wrongLanguage }) => wrongLanguage !== null);
    expect(summarise(verdicts).wrongLanguage, wrong).toBeLessThanOrEqual(FLOORS.wrongLanguage);
  });

  it('cites only pages that stand in the knowledge', () => {
    const dead = missed(({ deadCitations }) => deadCitations.length > 0);
    expect(summarise(verdicts).citations.dead, dead).toBeLessThanOrEqual(FLOORS.deadCitations);
  });
});

function missed(isFault: (verdict: Verdict) => boolean): string {
  return failureLines(verdicts.filter(isFault)).join('\n');
}
