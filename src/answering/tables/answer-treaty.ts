import type { Article } from '../../domain/article.ts';
import type { Language } from '../../domain/language.ts';
import type { Agreements, Market, TaxTreaty } from '../../domain/tables.ts';
import type { AnsweringParts, DraftBlock, DraftCitation, TableAnswer } from '../answering-turn.ts';
import { writeDay } from '../calculations/write-figure.ts';
import { rowCitation, rowOrArticleCitation } from './row-citation.ts';
import type { Payment } from './table-question.ts';

const PAYMENTS = ['dividends', 'interest', 'royalties'] as const;

/** Treaty status and capped rates of one economy from its row; null when the row may not be spoken or cited. */
export function answerTreaty(
  marketId: string,
  payments: readonly Payment[],
  language: Language,
  today: string,
  parts: AnsweringParts,
): TableAnswer | null {
  const { tables } = parts.knowledge();
  const market = tables.markets.find((row) => row.id === marketId);
  const treaty = tables.agreements.find((row) => row.market === marketId)?.cdta ?? null;
  if (market === undefined || treaty === null || treaty.confidence === 'unverified') return null;
  const title = `${parts.wording('table.agreements.cdta', language)} · ${market.name[language]}`;
  const article = parts.articleById('double-tax-agreements');
  const cites = rowOrArticleCitation(treaty, `cdta-${marketId}`, title, article, tables.agencies, language, today);
  if (cites.length === 0) return null;
  const status = tables.agreementStatusTexts[treaty.status]?.[language] ?? treaty.status;
  const say = (key: string, values: Record<string, string> = {}) =>
    parts.wording(`table.treaty.${key}`, language, { market: market.name[language], status, ...values });
  const row = `cdta-${marketId}`;
  if (treaty.status !== 'in_force') {
    // That there is none is the beginning of an answer; an article that names the market says what follows from it.
    return isTreatedInArticle(market, article, parts) ? null : { row, blocks: [{ markdown: say('none'), cites }] };
  }
  const rates = knownRates(treaty, language);
  if (rates.length === 0) return { row, blocks: [{ markdown: say('noRates'), cites }] };

  const asked = rates.filter(([payment]) => payments.length === 0 || payments.includes(payment));
  const notes = notesOf(treaty, language, say, cites);
  const [only] = asked;
  if (asked.length === 1 && only !== undefined && payments.length === 1) {
    return { row, blocks: [{ markdown: say('one', { payment: say(only[0]), rate: only[1] }), cites }, ...notes] };
  }
  const table = {
    caption: title,
    columns: [say('payment'), say('rate')],
    rows: asked.map(([payment, rate]) => [capitalise(say(payment)), rate]),
  };
  return { row, blocks: [{ markdown: say('lead'), cites }, ...notes], table };
}

function isTreatedInArticle(market: Market, treaties: Article | undefined, parts: AnsweringParts): boolean {
  if (parts.knowledge().articles.some((article) => article.markets.includes(market.id))) return true;
  return treaties?.texts.en.sections.some((section) => section.text.includes(market.name.en)) === true;
}

function knownRates(treaty: TaxTreaty, language: Language): (readonly [Payment, string])[] {
  return PAYMENTS.flatMap((payment) => {
    const rate = treaty.rates?.[payment];
    return rate === null || rate === undefined ? [] : [[payment, rate.text[language]] as const];
  });
}

function notesOf(
  treaty: TaxTreaty,
  language: Language,
  say: (key: string, values?: Record<string, string>) => string,
  cites: readonly DraftCitation[],
): DraftBlock[] {
  return [
    ...(treaty.inForce === null
      ? []
      : [{ markdown: `- ${say('inForce', { date: writeDay(treaty.inForce, language) })}`, cites: [] }]),
    ...(treaty.effectiveFrom === null
      ? []
      : [{ markdown: `- ${say('effective', { year: treaty.effectiveFrom })}`, cites: [] }]),
    ...(treaty.note === null ? [] : [{ markdown: `- ${treaty.note[language]}`, cites: [] }]),
    { markdown: `- ${say('confirm')}`, cites },
  ];
}

/** The agreements with one economy as a small table. */
export function answerAgreements(
  marketId: string,
  language: Language,
  today: string,
  parts: AnsweringParts,
): TableAnswer | null {
  const { tables } = parts.knowledge();
  const market = tables.markets.find((row) => row.id === marketId);
  const row: Agreements | undefined = tables.agreements.find((candidate) => candidate.market === marketId);
  if (market === undefined || row === undefined) return null;
  const say = (key: string) => parts.wording(`table.agreements.${key}`, language, { market: market.name[language] });
  const known = (['fta', 'ipa', 'cdta'] as const).flatMap((kind) => {
    const agreement = row[kind];
    if (agreement === null || agreement.confidence === 'unverified') return [];
    const cites = rowCitation(
      agreement,
      `${kind}-${marketId}`,
      `${say(kind)} · ${market.name[language]}`,
      tables.agencies,
      language,
      today,
    );
    const since =
      agreement.inForce === null
        ? 'effectiveFrom' in agreement
          ? agreement.effectiveFrom
          : null
        : writeDay(agreement.inForce, language);
    return [
      {
        cells: [say(kind), tables.agreementStatusTexts[agreement.status]?.[language] ?? agreement.status, since ?? '–'],
        cites,
      },
    ];
  });
  const cites = known.flatMap((entry) => entry.cites).slice(0, 3);
  if (known.length === 0 || cites.length === 0) return null;
  return {
    row: `agreements-${marketId}`,
    blocks: [{ markdown: say('lead'), cites }],
    table: {
      caption: market.name[language],
      columns: [say('agreement'), say('status'), say('since')],
      rows: known.map((entry) => entry.cells),
    },
  };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
