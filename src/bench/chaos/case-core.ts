import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { maskPersonalData } from '../../answering/personal-data.ts';
import { createCases } from '../../app/cases/create-cases.ts';
import type { MakeCore } from '../../app/core.ts';
import type { Config } from '../../config.ts';
import { readDialogs } from '../../dialogs/read-dialogs.ts';
import { createReadYaml } from '../../dialogs/read-yaml.ts';
import { type Answer, NO_EVIDENCE } from '../../domain/answer.ts';
import { hongKongDay } from '../../domain/clock.ts';
import type { Understanding } from '../../domain/understanding.ts';
import { ParseCache } from '../../knowledge/parse-cache.ts';
import { readKnowledge } from '../../knowledge/read-knowledge.ts';
import { createGiveUp } from '../../turn/give-up.ts';
import { createHandleTurn, type TurnParts } from '../../turn/handle-turn.ts';
import { createGazetteer } from '../../understanding/gazetteer.ts';
import { understand } from '../../understanding/understand.ts';

/** Longest that an answer is looked for: long enough that claims fall between a question and its answer. */
const LONGEST_ANSWER_MS = 40;

/** Everything that a case goes through is real: turns, forms, tickets, notices. Questions are said back, nothing is retrieved. */
export function createCaseCore(config: Config): MakeCore {
  return async ({ store, cases: caseParts, clock, onAnswer }) => {
    const { folders } = config;
    const [dialogs, { knowledge }] = await Promise.all([
      readDialogs(folders.dialogs),
      readKnowledge(folders.knowledge, new ParseCache(undefined), hongKongDay(clock())),
    ]);
    const readTable = createReadYaml(join(folders.knowledge, 'tables'));
    const namesIn = createGazetteer(knowledge.tables, knowledge.lexicon);
    const answer: TurnParts['answer'] = async ({ understanding }) => {
      await pause(Math.random() * LONGEST_ANSWER_MS);
      return { answer: sayBack(understanding), articles: [], more: null };
    };
    const cases = await createCases(
      {
        dialogs,
        knowledge: () => knowledge,
        holidays: () => readTable('holidays.yaml'),
        namesIn,
        answer,
        ask: () => Promise.reject(new Error('nobody asks for drafts here')),
      },
      config,
      { ...caseParts, clock },
      (error) => {
        throw error;
      },
    );
    if (cases === null) throw new Error('the real rules of dialogs/ make cases');
    const turn = { store, clock, mask: maskPersonalData, wording: dialogs.wording, forms: cases.forms };
    return {
      handleTurn: createHandleTurn({
        ...turn,
        understand: (text, state, pageLanguage) =>
          understand(text, state, pageLanguage, { gazetteer: namesIn, intents: dialogs.intents, titleOf: () => null }),
        answer,
        onAnswer,
        timeoutMs: 5_000,
      }),
      giveUp: createGiveUp(turn),
      cases,
      wording: dialogs.wording,
      starters: (language) => dialogs.starters[language].map((text) => ({ kind: 'question', label: text, text })),
      asksForWebsite: () => false,
      mask: maskPersonalData,
      editorial: null,
      checks: [],
      indexInfo: () => undefined,
      close: () => Promise.resolve(),
    };
  };
}

function sayBack({ language, original, standalone }: Understanding): Answer {
  return {
    status: 'answered',
    completeness: 'complete',
    language,
    text: `Echo: ${original}`,
    citations: [],
    suggestions: [],
    question: { original, standalone },
    evidence: { ...NO_EVIDENCE, reason: 'echo' },
  };
}
