import type { Language } from '../../domain/language.ts';
import type { Agency, Office } from '../../domain/tables.ts';
import type { AnsweringParts, DraftBlock, TableAnswer } from '../answering-turn.ts';
import { rowCitation, rowOrArticleCitation } from './row-citation.ts';

/** Which Hong Kong Government office on the Mainland covers a province. */
export function answerTerritory(
  provinceId: string,
  place: string,
  language: Language,
  today: string,
  parts: AnsweringParts,
): TableAnswer | null {
  const { tables } = parts.knowledge();
  const province = tables.provinces.find((row) => row.id === provinceId);
  const office = tables.mainlandOffices.find((row) => row.id === province?.office);
  if (province === undefined || office === undefined || province.confidence === 'unverified') return null;
  const article = parts.articleById('mainland-offices');
  const cites = rowOrArticleCitation(
    province,
    office.id,
    office.name[language],
    article,
    tables.agencies,
    language,
    today,
  ).slice(0, 1);
  if (cites.length === 0) return null;
  const isCity = !Object.values(province.name).includes(place);
  const shown =
    isCity && language === 'en'
      ? `${place} (${province.name.en})`
      : isCity
        ? `${place}（${province.name[language]}）`
        : province.name[language];
  const lead = parts.wording('table.territory.lead', language, { place: shown, office: office.name[language] });
  return { row: office.id, blocks: [{ markdown: lead, cites }, ...details(office, language, parts)] };
}

/** Which Economic and Trade Office abroad covers a market. */
export function answerMarketOffice(
  marketId: string,
  language: Language,
  today: string,
  parts: AnsweringParts,
): TableAnswer | null {
  const { tables } = parts.knowledge();
  const market = tables.markets.find((row) => row.id === marketId);
  const office = tables.overseasOffices.find(
    (row) => row.economies.includes(marketId) && row.confidence !== 'unverified',
  );
  if (market === undefined || office === undefined) return null;
  const article = parts.articleById('overseas-offices');
  const cites = rowOrArticleCitation(
    office,
    office.id,
    office.name[language],
    article,
    tables.agencies,
    language,
    today,
  );
  if (cites.length === 0) return null;
  const lead = parts.wording('table.market.lead', language, {
    place: market.name[language],
    office: office.name[language],
  });
  return { row: office.id, blocks: [{ markdown: lead, cites }, ...details(office, language, parts)] };
}

/** What a body does and how to reach it; null when nothing to reach it by is known. */
export function answerContact(
  bodyId: string,
  language: Language,
  today: string,
  parts: AnsweringParts,
): TableAnswer | null {
  const { tables } = parts.knowledge();
  const agency = tables.agencies.find((row) => row.id === bodyId);
  const office = [...tables.mainlandOffices, ...tables.overseasOffices].find((row) => row.id === bodyId);
  const body: Agency | Office | undefined = agency ?? office;
  if (body === undefined || body.confidence === 'unverified') return null;
  const reach = details(body, language, parts);
  const cites = rowCitation(body, body.id, body.name[language], tables.agencies, language, today);
  if (reach.length === 0 || cites.length === 0) return null;
  const whatFor = agency?.whatFor[language] ?? office?.role?.[language] ?? '';
  const lead =
    whatFor === ''
      ? body.name[language]
      : parts.wording('table.contact.lead', language, { agency: body.name[language], whatFor });
  return { row: body.id, blocks: [{ markdown: lead, cites }, ...reach] };
}

function details(body: Agency | Office, language: Language, parts: AnsweringParts): DraftBlock[] {
  const lines = (['phone', 'email', 'website'] as const).flatMap((kind) => {
    const value = body[kind];
    return value === null ? [] : [parts.wording(`table.contact.${kind}`, language, { value })];
  });
  return lines.map((line) => ({ markdown: `- ${line}`, cites: [] }));
}
