import type { Language } from '../../domain/language.ts';
import type { Agreements, Tables, TaxTreaty } from '../../domain/tables.ts';
import { percentagesIn } from '../amounts.ts';
import { byLanguage, type Contradiction, contradicts, createFindNames, datesIn, type Statement } from './statement.ts';

type Payment = 'dividends' | 'interest' | 'royalties';
const PAYMENTS: Readonly<Record<Payment, RegExp>> = {
  dividends: /\bdividends?\b|股息/iu,
  interest: /\binterest\b|利息/iu,
  royalties: /\broyalt(?:y|ies)\b|特[許许]權?权?使用[費费]|特[許许](?:權|权)?[費费]/iu,
};
const TREATY = { en: /treaty|CDTA|DTA\b/iu, 'zh-Hant': /協定|全面性安排/u, 'zh-Hans': /协定|全面性安排/u };
/** The rate without the treaty, a tax credit, another payment: no rate of the table. */
const OTHER_RATE =
  /\bwithout\b|\bwithheld\b|domestic|instead of|technical|\bcredit\b|capital gain|一般扣|國內法|国内法|沒有協定|没有协定|技術|技术|抵免|原本|本来/iu;
const INVESTMENT =
  /investment (?:promotion and protection )?agreement|\bIPA\b|投資協定|投资协定|促進和保護投資|促进和保护投资/iu;
const FREE_TRADE = /free trade agreement|\bFTA\b|自由貿易協定|自由贸易协定|自貿協定|自贸协定/iu;
const IN_FORCE = /in force|entered into force|took effect|生效/iu;

/** Rates, first years and days of agreements against tables/agreements.yaml; headline taxes against tables/markets.yaml. */
export function compareTreaties(statements: readonly Statement[], tables: Tables): Contradiction[] {
  const rows = new Map(tables.agreements.map((row) => [row.market, row]));
  const find = byLanguage((language) =>
    createFindNames(
      tables.markets.filter(({ kind }) => kind === 'economy').map(({ id, name }) => ({ id, names: [name[language]] })),
      language,
    ),
  );
  return statements.flatMap((statement) => {
    if (!/%|\d{4}/u.test(statement.sentence)) return [];
    const market = marketOf(statement, find(statement.language));
    const row = market === null ? undefined : rows.get(market);
    if (row === undefined) return [];
    return [...compareRates(statement, row), ...compareFirstYear(statement, row), ...compareDays(statement, row)].map(
      (message) => contradicts(statement, `${message} Compare with the source; mend the article or the row.`),
    );
  });
}

/** The one economy a sentence is about: the one it names, or the article's own. The Mainland and Hong Kong stand everywhere. */
function marketOf({ article, sentence }: Statement, find: ReturnType<typeof createFindNames>): string | null {
  const named = new Set(find(sentence).flatMap(({ ids }) => ids));
  const abroad = [...named].filter((id) => id !== 'mainland' && id !== 'hongkong');
  if (abroad.length > 1) return null;
  const [own = null] = article.markets.length === 1 ? article.markets : [];
  return abroad[0] ?? own;
}

function compareRates({ sentence, heading, language }: Statement, { market, cdta }: Agreements): string[] {
  if (cdta?.rates == null || !TREATY[language].test(`${heading} ${sentence}`)) return [];
  let payments: readonly Payment[] = [];
  return clausesOf(sentence, language).flatMap((clause) => {
    const named = (Object.keys(PAYMENTS) as Payment[]).filter((payment) => PAYMENTS[payment].test(clause));
    if (named.length > 0) payments = named;
    if (payments.length === 0 || OTHER_RATE.test(clause)) return [];
    const known = payments.map((payment) => ratesOf(cdta, payment));
    if (known.some((rates) => rates === null)) return [];
    const wrong = percentagesIn(clause).filter(({ value }) => !known.flat().includes(value));
    return wrong.map(
      ({ value }) =>
        `${payments.join(', ')}: ${value}% here, but tables/agreements.yaml (${market}) says ${known.flat().join(' / ')}%.`,
    );
  });
}

function clausesOf(sentence: string, language: Language): string[] {
  return sentence.split(language === 'en' ? /,\s|\sand\s|:\s/u : /[,，、：:]|和|及/u);
}

/** Every percentage of the cell, holding thresholds included; null = nothing is held. */
function ratesOf({ rates }: TaxTreaty, payment: Payment): number[] | null {
  const rate = rates?.[payment] ?? null;
  if (rate === null) return null;
  const written = percentagesIn(rate.text.en).map(({ value }) => value);
  return rate.value === null ? written : [...new Set([rate.value, ...written])];
}

function compareFirstYear({ sentence, heading, language }: Statement, { market, cdta }: Agreements): string[] {
  if (cdta?.effectiveFrom == null || !TREATY[language].test(`${heading} ${sentence}`)) return [];
  const years = [...sentence.matchAll(/(?<!\d)(\d{4})\/(\d{2})(?!\d)/gu)].map(([year]) => year);
  if (years.length !== 1 || years[0] === cdta.effectiveFrom) return [];
  if (!/\b(?:from|since|starting|first)\b|起|開始|开始|首个|首個/iu.test(sentence)) return [];
  return [
    `The treaty applies from ${years[0]} here, but from ${cdta.effectiveFrom} in tables/agreements.yaml (${market}).`,
  ];
}

function compareDays({ sentence, language }: Statement, { market, ipa, fta }: Agreements): string[] {
  const dates = datesIn(sentence, language);
  if (dates.length !== 1 || !IN_FORCE.test(sentence)) return [];
  const isAboutInvestment = INVESTMENT.test(sentence);
  if (isAboutInvestment === FREE_TRADE.test(sentence)) return [];
  const day = (isAboutInvestment ? ipa : fta)?.inForce ?? null;
  if (day?.length !== 10 || day === dates[0]) return [];
  return [
    `The ${isAboutInvestment ? 'investment' : 'free trade'} agreement is in force from ${dates[0]} here, but from ${day} in tables/agreements.yaml (${market}).`,
  ];
}
