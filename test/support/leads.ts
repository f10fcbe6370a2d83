import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LexiconEntry } from '../../src/domain/lexicon.ts';
import type { WorkingCalendar } from '../../src/domain/working-time.ts';
import { readFiles } from '../../src/knowledge/knowledge-files.ts';
import { ParseCache } from '../../src/knowledge/parse-cache.ts';
import { readLexicon } from '../../src/knowledge/read-lexicon.ts';
import { readCalendar } from '../../src/leads/read-calendar.ts';
import { type RoutingRules, readRouting } from '../../src/leads/read-routing.ts';
import { readScoring, type ScoringRules } from '../../src/leads/read-scoring.ts';
import { DIALOGS_DIR, KNOWLEDGE_DIR } from './folders.ts';

export async function scoringFile(): Promise<Record<string, unknown>> {
  return parse(await readFile(join(DIALOGS_DIR, 'scoring.yaml'), 'utf8')) as Record<string, unknown>;
}

export async function routingFile(): Promise<Record<string, unknown>> {
  return parse(await readFile(join(DIALOGS_DIR, 'routing.yaml'), 'utf8')) as Record<string, unknown>;
}

/** The rules that are shipped. */
export async function readRealRules(): Promise<{
  scoring: ScoringRules;
  routing: RoutingRules;
  calendar: WorkingCalendar;
}> {
  const scoring = readScoring(await scoringFile());
  const routing = readRouting(await routingFile(), scoring.roughUsdRates);
  const holidays: unknown = parse(await readFile(join(KNOWLEDGE_DIR, 'tables', 'holidays.yaml'), 'utf8'));
  return { scoring, routing, calendar: readCalendar(routing.hours, holidays) };
}

/** The terms that are shipped. */
export async function readRealLexicon(): Promise<readonly LexiconEntry[]> {
  return readLexicon(await readFiles(KNOWLEDGE_DIR), new ParseCache()).lexicon;
}
