import type { Fee, Tables } from '../../domain/tables.ts';
import { amountsIn, percentagesIn } from '../amounts.ts';
import { byLanguage, type Contradiction, contradicts, createFindNames, datesIn, type Statement } from './statement.ts';

/** Between the name of a fee and its amount stands little, and no new thought: «is», «rises to», «一年». */
const GAP = { en: /^[^,;()?]{0,40}$/u, 'zh-Hant': /^[^,，;；()（）?]{0,12}$/u, 'zh-Hans': /^[^,，;；()（）?]{0,12}$/u };
/** What turns a fee into something else: a fine for not paying it, an amount that was. */
const OTHER_MATTER =
  /\b(?:fine|penalty|without|cannot|not|was|were|until|before|than|above|over|up to)\b|罚|罰|超过|超過|以前|之前|不|高于|高於/iu;
const SHORTEST_NAME = { en: 6, 'zh-Hant': 4, 'zh-Hans': 4 };

/** Amounts, percentages and first days beside the name of a row of tables/fees.yaml. */
export function compareFees(statements: readonly Statement[], tables: Tables): Contradiction[] {
  const fees = new Map(tables.fees.map((fee) => [fee.id, fee]));
  const find = byLanguage((language) =>
    createFindNames(
      tables.fees.map((fee) => ({ id: fee.id, names: namesOfFee(fee, language) })),
      language,
    ),
  );
  const markets = byLanguage((language) =>
    createFindNames(
      tables.markets.filter(({ id }) => id !== 'mainland').map(({ id, name }) => ({ id, names: [name[language]] })),
      language,
    ),
  );
  const between = new Map<string, { readonly statement: Statement; readonly value: number }>();
  return statements.flatMap((statement) => {
    const { article, language, sentence } = statement;
    if (!/HK\$|港元|%|\d{4}/u.test(sentence)) return [];
    const [name, ...others] = find(language)(sentence);
    if (name === undefined || others.some((other) => other.name !== name.name)) return [];
    const rows = name.ids.flatMap((id) => fees.get(id) ?? []);
    const money = amountsIn(sentence, language).filter(({ currency }) => currency === 'HKD');
    const isAbroad = article.markets.some((market) => market !== 'mainland') || markets(language)(sentence).length > 0;
    const values = [
      ...money.map((amount) => ({ ...amount, kind: 'HKD' })),
      ...(isAbroad ? [] : percentagesIn(sentence).map((percentage) => ({ ...percentage, kind: 'percent' }))),
    ];
    const value = values.find(({ start }) => {
      const gap = start >= name.end ? sentence.slice(name.end, start) : null;
      return gap !== null && GAP[language].test(gap) && !OTHER_MATTER.test(gap);
    });
    const wrongDay = isAbroad ? [] : compareFirstDay(statement, rows, name);
    if (value === undefined) return wrongDay;
    const ofKind = rows.filter(({ unit }) => unit.startsWith(value.kind));
    const said = ofKind.filter(({ amount, confidence }) => amount !== null && confidence !== 'unverified');
    if (ofKind.length > 0 && ofKind.every(({ amount }) => amount === null)) {
      const key = ofKind.map(({ id }) => id).join(' ');
      const earlier = between.get(key);
      if (earlier === undefined) between.set(key, { statement, value: value.value });
      else if (earlier.value !== value.value) {
        const message = `«${name.name}» is ${value.value} here, but ${earlier.value} in ${earlier.statement.file}:${earlier.statement.line}. Compare both with their sources and mend one.`;
        return [...wrongDay, { ...contradicts(statement, message), keepsOut: null }];
      }
      return wrongDay;
    }
    if (said.length === 0 || knownValues(ofKind, value.kind, tables).has(value.value)) return wrongDay;
    const row = said.map(({ id, amount }) => `${id}: ${[amount].flat().join(' / ')}`).join(', ');
    return [
      ...wrongDay,
      contradicts(
        statement,
        `«${name.name}» is ${value.value} ${value.kind} here, but tables/fees.yaml says ${row}. Compare with the source; mend the article or the row.`,
      ),
    ];
  });
}

function namesOfFee({ item, keywords }: Fee, language: Statement['language']): string[] {
  const [short = '', qualifier] = item[language].split(/[,:：，（(]/u);
  // «Annual return, local public company» does not make every annual return a public company's.
  const names = qualifier === undefined || /[A-Z]\w*\d/u.test(short) ? [short] : [];
  return [...names, ...(language === 'en' ? keywords.en : keywords.zh)].filter(
    (name) => name.length >= SHORTEST_NAME[language],
  );
}

/** All figures of the rows, their notes included; percentages of a whole category, for one tax has many rates. */
function knownValues(rows: readonly Fee[], kind: string, tables: Tables): ReadonlySet<number> {
  const categories = new Set(rows.map(({ category }) => category));
  const all = kind === 'percent' ? tables.fees.filter(({ category }) => categories.has(category)) : rows;
  const inWords = rows.flatMap(({ item, basis, note }) => `${item.en} ${basis?.en ?? ''} ${note?.en ?? ''}`);
  return new Set([
    ...all
      .filter(({ unit }) => unit.startsWith(kind))
      .flatMap(({ amount }) => [amount].flat().filter((n) => n !== null)),
    ...amountsIn(inWords.join('\n'), 'en').map(({ value }) => value),
    ...percentagesIn(inWords.join('\n')).map(({ value }) => value),
  ]);
}

/** «… from 1 April 2026»: the one day of a sentence about rows that share one first day. */
function compareFirstDay(statement: Statement, rows: readonly Fee[], name: { readonly name: string }): Contradiction[] {
  const [first, ...more] = new Set(rows.map(({ since }) => since));
  if (first == null || more.length > 0 || first.length !== 10) return [];
  const dates = datesIn(statement.sentence, statement.language);
  const isStart = /\b(?:from|since|starting|took effect|takes effect|abolished)\b|起|生效|实施|實施|取消/iu;
  if (dates.length !== 1 || dates[0] === first || !isStart.test(statement.sentence)) return [];
  if (rows.some(({ until, note }) => until === dates[0] || datesIn(note?.en ?? '', 'en').includes(dates[0] ?? '')))
    return [];
  return [
    contradicts(
      statement,
      `«${name.name}» starts on ${dates[0]} here, but on ${first} in tables/fees.yaml (${rows.map(({ id }) => id).join(', ')}). Compare with the source; mend the article or the row.`,
    ),
  ];
}
