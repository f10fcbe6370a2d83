import { createHash } from 'node:crypto';
import { type AnsweringParts, type AnsweringTurn, goOn, type Step, type StepOutcome } from '../answering-turn.ts';
import { answerEvents } from '../tables/answer-events.ts';
import { answerFee } from '../tables/answer-fee.ts';
import { answerMarketTax } from '../tables/answer-market-tax.ts';
import { answerContact, answerMarketOffice, answerTerritory } from '../tables/answer-office.ts';
import { answerAgreements, answerTreaty, type TableAnswer } from '../tables/answer-treaty.ts';
import { readTableQuestion } from '../tables/table-question.ts';

/** A precise question about a treaty, an office's territory, a contact or a fee is answered from its row. */
export const answerFromTables: Step = {
  name: 'answer-from-tables',
  run: (turn, parts) => {
    const answer = find(turn, parts);
    return answer === null ? goOn(turn) : stopWithRow(answer);
  },
};

/** From this rightness on, an article is not set aside for a row. */
const SURE_ARTICLE = 0.75;
/** Share of a row's name that must stand in the question, beside a doubtful article and without one. */
const CLEARLY_NAMED = 0.85;
const NAMED = 0.6;

/** A fee or rate that no article answers for sure: the nearest row, when it fits well enough. */
export const answerFromFeeRow: Step = {
  name: 'answer-from-fee-row',
  run: (turn, parts) => {
    const { standalone, language } = turn.understanding;
    const { zone = 'decline', rightness = 0 } = turn.retrieval ?? {};
    if (zone === 'answer' && rightness >= SURE_ARTICLE) return goOn(turn);
    const leastNear = zone === 'answer' ? CLEARLY_NAMED : NAMED;
    const answer = answerFee(standalone, leastNear, language, turn.today, parts);
    return answer === null ? goOn(turn) : stopWithRow(answer);
  },
};

function stopWithRow(answer: TableAnswer): StepOutcome {
  const words = answer.blocks.map((block) => block.markdown).join('\n');
  return {
    kind: 'stop',
    draft: {
      status: 'answered',
      completeness: 'complete',
      blocks: answer.blocks,
      ...(answer.table === undefined ? {} : { table: answer.table }),
      suggestions: [],
      quoted: { [`row:${answer.row}`]: createHash('sha256').update(words).digest('hex').slice(0, 16) },
      articles: [],
      more: null,
      reason: `answered from the table row ${answer.row}`,
    },
  };
}

function find(turn: AnsweringTurn, parts: AnsweringParts): TableAnswer | null {
  const { standalone, entities, language } = turn.understanding;
  const question = readTableQuestion(standalone, entities);
  switch (question?.kind) {
    case undefined:
      return null;
    case 'treaty':
      return answerTreaty(question.market, question.payments, language, turn.today, parts);
    case 'agreements':
      return answerAgreements(question.market, language, turn.today, parts);
    case 'territory':
      return answerTerritory(question.province, question.place, language, turn.today, parts);
    case 'market-office':
      return answerMarketOffice(question.market, language, turn.today, parts);
    case 'market-tax':
      return answerMarketTax(question.market, language, turn.today, parts);
    case 'events':
      return answerEvents(language, turn.today, parts);
    case 'contact':
      return answerContact(question.body, language, turn.today, parts);
  }
}
