import type { LocalizedText } from '../domain/language.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { Tables } from '../domain/tables.ts';
import type { Fault } from './fault.ts';
import type { KnowledgeFiles } from './knowledge-files.ts';
import type { ParseCache } from './parse-cache.ts';
import { parseYaml } from './parse-yaml.ts';
import { publishersSchema } from './table-schemas.ts';

const FILE = 'tables/publishers.yaml';

/**
 * The rows with the names of those who run the sites they cite (tables/publishers.yaml). A spoken row whose host has no
 * name is a fault; a folder without the file has no names, and its hosts are shown.
 */
export function namePublishers(
  tables: Tables,
  files: KnowledgeFiles,
  cache: ParseCache,
): { readonly tables: Tables; readonly faults: readonly Fault[] } {
  const found = files.get(FILE) ?? null;
  if (found === null) return { tables, faults: [] };
  const parsed = cache.parse(FILE, found.digest, () => parseYaml(found.text, publishersSchema, FILE));
  if (!parsed.ok) return { tables, faults: parsed.faults };
  const names = new Map<string, LocalizedText>(
    parsed.value.publishers.flatMap(({ hosts, name }) => hosts.map((host) => [host, name] as const)),
  );
  const unnamed = new Set<string>();
  const named = <T extends Provenance>(row: T): T => {
    if (row.source === null) return row;
    const host = new URL(row.source).hostname.replace(/^www\./u, '');
    const publisher = names.get(host);
    if (publisher !== undefined) return { ...row, publisher };
    if (row.linkOk && row.confidence !== 'unverified') unnamed.add(host);
    return row;
  };
  const rows = {
    ...tables,
    agencies: tables.agencies.map(named),
    mainlandOffices: tables.mainlandOffices.map(named),
    provinces: tables.provinces.map(named),
    overseasOffices: tables.overseasOffices.map(named),
    markets: tables.markets.map((market) => ({ ...market, tax: named(market.tax) })),
    agreements: tables.agreements.map((row) => ({
      ...row,
      cdta: row.cdta && named(row.cdta),
      ipa: row.ipa && named(row.ipa),
      fta: row.fta && named(row.fta),
    })),
    fees: tables.fees.map(named),
    thresholds: tables.thresholds.map(named),
    schemes: tables.schemes.map(named),
    events: tables.events.map(named),
  };
  const faults = [...unnamed].sort().map((host) => ({
    file: FILE,
    line: 1,
    message: `A row cites ${host}, which has no name here. Add the host with its name in three languages.`,
  }));
  return { tables: rows, faults };
}
