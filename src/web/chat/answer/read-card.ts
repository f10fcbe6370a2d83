import type { BriefCard, BriefRow, Card, CaseCard, Progress } from '../../../domain/card.ts';
import { isLanguage } from '../../languages.ts';

/** `channelData.goglobal.card`, or undefined when it has not the shape of one. */
export function cardOf(data: unknown): Card | undefined {
  if (isBrief(data) || isCase(data)) return data;
  return undefined;
}

/** `channelData.goglobal.progress`: whole numbers, the first no larger than the second. */
export function progressOf(data: unknown): Progress | undefined {
  if (!isRecord(data)) return undefined;
  const { done, of, hint } = data;
  if (typeof done !== 'number' || typeof of !== 'number') return undefined;
  const isProgress = done >= 0 && of > 0 && done <= of;
  return isProgress ? { done, of, ...(typeof hint === 'string' && { hint }) } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isBrief(data: unknown): data is BriefCard {
  return (
    isRecord(data) &&
    data.kind === 'brief' &&
    Array.isArray(data.rows) &&
    data.rows.every(isRow) &&
    isRecord(data.consent) &&
    typeof data.consent.text === 'string'
  );
}

function isRow(row: unknown): row is BriefRow {
  return (
    isRecord(row) && typeof row.slot === 'string' && typeof row.label === 'string' && typeof row.shown === 'string'
  );
}

function isCase(data: unknown): data is CaseCard {
  return (
    isRecord(data) &&
    data.kind === 'case' &&
    [data.number, data.state, data.desk, data.statusUrl].every((field) => typeof field === 'string') &&
    [data.code, data.promisedBy].every((field) => field === null || typeof field === 'string') &&
    isLanguage(data.language)
  );
}
