import type { Tables } from '../../domain/tables.ts';
import { byLanguage, type Contradiction, contradicts, createFindNames, type Statement } from './statement.ts';

/** Hong Kong's eight digits with or without 852, or a number that starts with + and another country. */
const PHONE =
  /(?<![\d,.+/-])(?:\(?\+?852\)?[ -]?)?([2-9]\d{3})[ -]?(\d{4})(?![\d,/%-]|\.\d|[萬万億亿]|\s?(?:港元|美元|元))/gu;
const FAX = /\bfax\b|傳真|传真/iu;
const HONG_KONG_DOLLARS = /\$\s?$/u;

interface Body {
  readonly id: string;
  readonly file: string;
  readonly phones: ReadonlySet<string>;
}

/** Telephone numbers beside the name of a body: against the body's row, and between articles. */
export function comparePhones(statements: readonly Statement[], tables: Tables): Contradiction[] {
  const rows = [
    ...tables.agencies.map((row) => ({ ...row, file: 'tables/agencies.yaml' })),
    ...tables.mainlandOffices.map((row) => ({ ...row, file: 'tables/mainland-offices.yaml' })),
    ...tables.overseasOffices.map((row) => ({ ...row, file: 'tables/overseas-offices.yaml' })),
  ];
  const bodies = new Map<string, Body>(
    rows.map((row) => {
      const words = [row.phone ?? '', 'note' in row ? (row.note?.en ?? '') : '', row.name.en].join(' ');
      return [row.id, { id: row.id, file: row.file, phones: new Set(phonesIn(words)) }];
    }),
  );
  const find = byLanguage((language) =>
    createFindNames(
      rows.map(({ id, name, short }) => ({ id, names: [name[language], short[language]] })),
      language,
    ),
  );
  const bodyOf = new Map<string, { readonly id: string; readonly where: string }>();
  return statements.flatMap((statement) => {
    if (FAX.test(statement.sentence)) return [];
    const phones = phonesIn(statement.sentence);
    if (phones.length === 0) return [];
    const [id, ...others] = new Set(find(statement.language)(statement.sentence).flatMap(({ ids }) => ids));
    const body = id === undefined || others.length > 0 ? undefined : bodies.get(id);
    if (body === undefined) return [];
    return phones.flatMap((phone) => {
      if (body.phones.has(phone)) return [];
      if (body.phones.size > 0) {
        return [
          contradicts(
            statement,
            `${body.id} has the phone ${phone} here, but ${[...body.phones].join(', ')} in ${body.file}. Compare with the source; mend the article, or add the line to the row's note.`,
          ),
        ];
      }
      const owner = [...bodies.values()].find(({ phones }) => phones.has(phone));
      if (owner !== undefined) {
        return [
          contradicts(
            statement,
            `The phone ${phone} belongs to ${body.id} here, but to ${owner.id} in ${owner.file}. Compare with the source; mend the article or the row.`,
          ),
        ];
      }
      const earlier = bodyOf.get(phone);
      if (earlier === undefined) bodyOf.set(phone, { id: body.id, where: `${statement.file}:${statement.line}` });
      if (earlier === undefined || earlier.id === body.id) return [];
      const message = `The phone ${phone} belongs to ${body.id} here, but to ${earlier.id} in ${earlier.where}. Compare both with their sources and mend one.`;
      return [{ ...contradicts(statement, message), keepsOut: null }];
    });
  });
}

function phonesIn(text: string): string[] {
  return [...text.matchAll(PHONE)]
    .filter(({ index }) => !HONG_KONG_DOLLARS.test(text.slice(0, index)))
    .map(([, first, last]) => `${first} ${last}`);
}
