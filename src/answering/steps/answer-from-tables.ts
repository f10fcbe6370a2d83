import {
  type AnsweringParts,
  type AnsweringTurn,
  citationsFor,
  goOn,
  isValidOn,
  type Step,
  type StepOutcome,
  type TableAnswer,
} from '../answering-turn.ts';
import { digestOf } from '../digest-of.ts';
import { isAlreadySaid } from '../is-already-said.ts';
import { type Quote, quoteLines } from '../quote-section.ts';
import { answerEvents } from '../tables/answer-events.ts';
import { answerFee } from '../tables/answer-fee.ts';
import { answerMarketTax } from '../tables/answer-market-tax.ts';
import { answerContact, answerMarketOffice, answerTerritory } from '../tables/answer-office.ts';
import { answerAgreements, answerTreaty } from '../tables/answer-treaty.ts';
import { asksForMore, readTableQuestion, type TableQuestion } from '../tables/table-question.ts';

/** A precise question about a treaty, an office's territory, a contact or a fee is answered from its row. */
export const answerFromTables: Step = {
  name: 'answer-from-tables',
  run: async (turn, parts) => {
    const { standalone, entities } = turn.understanding;
    const question = readTableQuestion(standalone, entities);
    const answer = question === null ? null : find(question, turn, parts);
    if (question === null || answer === null) return goOn(turn);
    return stopWithRow(answer, await sectionBeside(question, answer, turn, parts));
  },
};

/** From this rightness on, an article needs no row beside it. */
const SURE_ARTICLE = 0.75;
/** Share of a row's name that must stand in the question, beside an article that may answer and without one. */
const CLEARLY_NAMED = 0.85;
const NAMED = 0.6;

/**
 * A fee or rate that no article answers for sure: the nearest row, when it fits well enough. Where an article may answer,
 * the row goes before its words instead of in their place: a long question names words of many rows («preferential rate»)
 * and asks for more than an amount.
 */
export const answerFromFeeRow: Step = {
  name: 'answer-from-fee-row',
  run: (turn, parts) => {
    const { standalone, language, wasRewritten } = turn.understanding;
    const { zone = 'decline', rightness = 0 } = turn.retrieval ?? {};
    if (zone === 'answer' && rightness >= SURE_ARTICLE) return goOn(turn);
    // The subject was put in by us, and the visitor's own words are none of ours: the row would fit our words alone.
    if (zone === 'decline' && wasRewritten) return goOn(turn);
    const hasArticle = zone === 'answer' || zone === 'likely';
    const answer = answerFee(standalone, hasArticle ? CLEARLY_NAMED : NAMED, language, turn.today, parts);
    if (answer === null) return goOn(turn);
    return hasArticle ? goOn({ ...turn, row: answer }) : stopWithRow(answer);
  },
};

/** Lines of a section that are shown beside a row. */
const LINES_BESIDE_ROW = 4;

/**
 * The section that says what a row cannot: of the market's own article or of one that names the market; beside a body or
 * an office only where more was asked than how to reach it. null when there is none.
 */
async function sectionBeside(
  asked: TableQuestion,
  { blocks }: TableAnswer,
  { understanding, today }: AnsweringTurn,
  { retrieve, articleById }: AnsweringParts,
): Promise<Quote | null> {
  const { standalone, language, entities } = understanding;
  if (asked.kind === 'events' || (!('market' in asked) && !asksForMore(standalone, entities))) return null;
  const { zone, articles, passages } = await retrieve({
    question: standalone,
    language,
    history: [],
    lastAnswer: '',
    previousArticles: [],
    standsAlone: true,
    isRehearsal: true,
  });
  const isSure = zone === 'answer' || zone === 'likely';
  const candidates = passages.flatMap(({ passage }) => {
    const article = articleById(passage.article);
    return article !== undefined && isValidOn(article, today) ? [{ passage, article }] : [];
  });
  const isFitting = ({ article: { id, markets } }: (typeof candidates)[number]) =>
    'market' in asked ? markets.includes(asked.market) : isSure && id === articles[0]?.article;
  const fitting = candidates.filter(isFitting);
  const found = fitting.find(({ article: { markets } }) => markets.length === 1) ?? fitting[0];
  if (found === undefined) return null;
  const { section, heading } = found.passage;
  const cites = citationsFor(found.article, section, language, today, 1);
  const quote = quoteLines(found.article, section, language, cites, standalone, LINES_BESIDE_ROW);
  const said = blocks.map(({ markdown }) => markdown).join('\n');
  const fresh = (quote?.blocks ?? []).filter(({ markdown }) => !isAlreadySaid(markdown, said));
  if (quote === null || fresh.length === 0) return null;
  const last = fresh.at(-1);
  return {
    ...quote,
    blocks: [
      { markdown: `**${heading}**`, cites: [] },
      ...fresh.map((block) => (block === last ? { ...block, cites } : block)),
    ],
  };
}

function stopWithRow(answer: TableAnswer, beside: Quote | null = null): StepOutcome {
  const words = answer.blocks.map((block) => block.markdown).join('\n');
  return {
    kind: 'stop',
    draft: {
      status: 'answered',
      completeness: 'complete',
      blocks: [...answer.blocks, ...(beside?.blocks ?? [])],
      ...(answer.table === undefined ? {} : { table: answer.table }),
      suggestions: [],
      quoted: {
        [`row:${answer.row}`]: digestOf(words),
        ...beside?.quoted,
      },
      articles: [],
      more: null,
      reason: `answered from the table row ${answer.row}`,
    },
  };
}

function find(question: TableQuestion, turn: AnsweringTurn, parts: AnsweringParts): TableAnswer | null {
  const { language } = turn.understanding;
  switch (question.kind) {
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
