import { join } from 'node:path';
import type { z } from 'zod';
import type { Tables } from '../domain/tables.ts';
import type { Fault } from './fault.ts';
import type { KnowledgeFiles } from './knowledge-files.ts';
import type { ParseCache } from './parse-cache.ts';
import { parseYaml } from './parse-yaml.ts';
import { readSchemes } from './read-schemes.ts';
import { tableSchemas } from './table-schemas.ts';

/** knowledge/tables → rows. A file with a fault is left out whole; the others are read all the same. */
export function readTables(
  files: KnowledgeFiles,
  cache: ParseCache,
): { readonly tables: Tables; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const read = <K extends keyof typeof tableSchemas>(name: K): z.infer<(typeof tableSchemas)[K]> | null => {
    const file = join('tables', name);
    const found = files.get(file) ?? null;
    if (found === null) {
      faults.push({ file, line: 1, message: 'The file is missing or cannot be read.' });
      return null;
    }
    const parsed = cache.parse(file, found.digest, () => parseYaml(found.text, tableSchemas[name], file));
    if (parsed.ok) return parsed.value as z.infer<(typeof tableSchemas)[K]>; // the schema of this very name
    faults.push(...parsed.faults);
    return null;
  };
  const [agencies, mainland, overseas, markets, agreements, fees, thresholds, schemesFile, events] = [
    read('agencies.yaml'),
    read('mainland-offices.yaml'),
    read('overseas-offices.yaml'),
    read('markets.yaml'),
    read('agreements.yaml'),
    read('fees.yaml'),
    read('thresholds.yaml'),
    read('schemes.yaml'),
    read('events.yaml'),
  ] as const;
  const schemes = schemesFile === null ? { schemes: [], unknown: [] } : readSchemes(schemesFile);
  const tables: Tables = {
    agencies: stamp(agencies?.agencies, agencies?.checkedOn),
    mainlandOffices: stamp(mainland?.offices, mainland?.checkedOn),
    provinces: stamp(mainland?.provinces, mainland?.checkedOn),
    overseasOffices: stamp(overseas?.offices, overseas?.checkedOn),
    markets: (markets?.markets ?? []).map(({ taxSource, taxDate, taxConfidence, linkOk, ...market }) => ({
      ...market,
      tax: {
        source: taxSource,
        sourceDate: taxDate,
        confidence: taxConfidence,
        linkOk,
        checkedOn: markets?.checkedOn ?? '',
      },
    })),
    agreements: (agreements?.agreements ?? []).map(({ market, cdta, ipa, fta }) => {
      const checkedOn = agreements?.checkedOn ?? '';
      return {
        market,
        cdta: cdta && { ...cdta, checkedOn },
        ipa: ipa && { ...ipa, checkedOn },
        fta: fta && { ...fta, checkedOn },
      };
    }),
    agreementStatusTexts: agreements?.statusTexts ?? {},
    fees: stamp(fees?.fees, fees?.checkedOn),
    thresholds: stamp(thresholds?.thresholds, thresholds?.checkedOn),
    schemes: schemes.schemes,
    events: stamp(events?.events, events?.checkedOn),
  };
  for (const { scheme, fact } of schemes.unknown) {
    const message = `Scheme «${scheme}» asks for an unknown fact: «${fact}». Add it to facts, or name another.`;
    faults.push({ file: 'tables/schemes.yaml', line: 1, message });
  }
  return { tables, faults: [...faults, ...checkTables(tables), ...checkReferences(tables)] };
}

/** A row was checked when its file was. */
function stamp<T extends object>(
  rows: readonly T[] | undefined,
  checkedOn: string | undefined,
): readonly (T & { readonly checkedOn: string })[] {
  return (rows ?? []).map((row) => ({ ...row, checkedOn: checkedOn ?? '' }));
}

/** Ids that are used exist; ids are used once; each province has one office; spoken rows have a source. */
function checkTables(tables: Tables): Fault[] {
  const faults: Fault[] = [];
  const markets = new Set(tables.markets.map((market) => market.id));
  const offices = new Set(tables.mainlandOffices.map((office) => office.id));
  const add = (file: string, message: string) => faults.push({ file: `tables/${file}`, line: 1, message });
  for (const [file, rows] of [
    ['agencies.yaml', tables.agencies],
    ['mainland-offices.yaml', tables.mainlandOffices],
    ['mainland-offices.yaml', tables.provinces],
    ['overseas-offices.yaml', tables.overseasOffices],
    ['markets.yaml', tables.markets],
    ['fees.yaml', tables.fees],
    ['thresholds.yaml', tables.thresholds],
    ['schemes.yaml', tables.schemes],
    ['events.yaml', tables.events],
  ] as const) {
    const seen = new Set<string>();
    for (const row of rows) {
      if (seen.has(row.id)) add(file, `The id «${row.id}» is used twice. Give one row another id.`);
      seen.add(row.id);
      if ('confidence' in row && row.confidence !== 'unverified' && row.source === null) {
        add(file, `The row «${row.id}» has no source. Add one, or set confidence to unverified.`);
      }
    }
  }
  for (const province of tables.provinces) {
    if (!offices.has(province.office))
      add('mainland-offices.yaml', `Province «${province.id}» names no known office: «${province.office}».`);
  }
  for (const office of tables.overseasOffices) {
    for (const economy of office.economies) {
      if (!markets.has(economy))
        add('overseas-offices.yaml', `Office «${office.id}» names an unknown market: «${economy}».`);
    }
  }
  for (const row of tables.agreements) {
    if (!markets.has(row.market)) add('agreements.yaml', `There is no market «${row.market}» in markets.yaml.`);
  }
  return faults;
}

/** What thresholds, schemes and events name stands in the other tables. */
function checkReferences(tables: Tables): Fault[] {
  const agencies = new Set(tables.agencies.map((agency) => agency.id));
  const fees = new Set(tables.fees.map((fee) => fee.id));
  const markets = new Set(tables.markets.map((market) => market.id));
  const says = (file: string, message: string): Fault => ({ file: `tables/${file}`, line: 1, message });
  return [
    ...tables.thresholds.flatMap(({ id, authority, fee }) => [
      ...(agencies.has(authority)
        ? []
        : [says('thresholds.yaml', `Row «${id}» names no known body: «${authority}» is not in agencies.yaml.`)]),
      ...(fee === null || fees.has(fee)
        ? []
        : [says('thresholds.yaml', `Row «${id}» names no known fee: «${fee}» is not in fees.yaml.`)]),
    ]),
    ...tables.schemes.flatMap(({ id, body, criteria }) => [
      ...(agencies.has(body)
        ? []
        : [says('schemes.yaml', `Scheme «${id}» names no known body: «${body}» is not in agencies.yaml.`)]),
      ...criteria
        .filter(({ asked }) => asked.kind === 'market')
        .flatMap(({ passes }) => ('oneOf' in passes ? passes.oneOf : []))
        .filter((market) => !markets.has(market))
        .map((market) => says('schemes.yaml', `Scheme «${id}» names an unknown market: «${market}».`)),
    ]),
  ];
}
