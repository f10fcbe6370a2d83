import type { Market, Tables } from '../../domain/tables.ts';
import { percentagesIn } from '../amounts.ts';
import { byLanguage, type Contradiction, contradicts, createFindNames, type Statement } from './statement.ts';

const COMPANY_TAX =
  /\b(?:corporate|corporation|company)(?: income)? tax(?: rate)?(?: (?:in|of) [A-Z]\w+)?(?: is| stands at| at|:)? (?=\d)|(?:企業所得稅|企业所得税|公司所得稅|公司所得税|公司稅|公司税)(?:標準|标准|統一|统一)?(?:稅率|税率)?[是为為：:]?(?=\d)/giu;

/** «Corporate income tax is 22%» in an article about one market against that market's row. */
export function compareTaxes(statements: readonly Statement[], { markets }: Tables): Contradiction[] {
  const rows = new Map(markets.map((market) => [market.id, market]));
  const find = byLanguage((language) =>
    createFindNames(
      markets.map(({ id, name }) => ({ id, names: [name[language]] })),
      language,
    ),
  );
  return statements.flatMap((statement) => {
    const { article, sentence, language } = statement;
    const market = article.markets.length === 1 ? rows.get(article.markets[0] ?? '') : undefined;
    if (market?.citRate == null || market.tax.confidence === 'unverified') return [];
    const matches = [...sentence.matchAll(COMPANY_TAX)];
    if (matches.length === 0) return [];
    if (find(language)(sentence).some(({ ids }) => !ids.includes(market.id))) return [];
    const known = ratesOf(market);
    return matches.flatMap((match) => {
      const [rate] = percentagesIn(sentence.slice(match.index + match[0].length));
      if (rate === undefined || rate.start !== 0 || known.includes(rate.value)) return [];
      return [
        contradicts(
          statement,
          `Company tax is ${rate.value}% here, but tables/markets.yaml (${market.id}) says ${known.join(' / ')}%. Compare with the source; mend the article or the row.`,
        ),
      ];
    });
  });
}

function ratesOf({ citRate, citNote }: Market): number[] {
  return [...(citRate === null ? [] : [citRate]), ...percentagesIn(citNote?.en ?? '').map(({ value }) => value)];
}
