import type { Language } from '../../domain/language.ts';
import type { AnsweringParts, TableAnswer } from '../answering-turn.ts';
import { rowCitation } from './row-citation.ts';

/** Headline tax rates of a market that has no article of its own: there the article says more. */
export function answerMarketTax(
  marketId: string,
  language: Language,
  today: string,
  parts: AnsweringParts,
): TableAnswer | null {
  const { tables, articles } = parts.knowledge();
  const market = tables.markets.find((row) => row.id === marketId);
  if (market === undefined || articles.some((article) => article.markets.includes(marketId))) return null;
  const cites = rowCitation(market.tax, `tax-${marketId}`, market.name[language], tables.agencies, language, today);
  if (cites.length === 0) return null;
  const say = (key: string, rate: number) =>
    parts.wording(`table.marketTax.${key}`, language, { market: market.name[language], rate: String(rate) });
  const lines = [
    ...(market.citRate === null ? [] : [{ words: say('cit', market.citRate), note: market.citNote }]),
    ...(market.vatRate === null ? [] : [{ words: say('vat', market.vatRate), note: market.vatNote }]),
  ];
  if (lines.length === 0) return null;
  return {
    row: `tax-${marketId}`,
    blocks: [
      ...lines.map(({ words, note }) => ({
        markdown: `- ${words}${note === null ? '' : `${language === 'en' ? ' ' : ''}${note[language]}`}`,
        cites,
      })),
      { markdown: parts.wording('table.marketTax.confirm', language), cites: [] },
    ],
  };
}
