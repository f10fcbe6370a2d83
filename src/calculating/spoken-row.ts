import type { CitedRow } from '../domain/calculation.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { Fee, Tables, Threshold } from '../domain/tables.ts';

/** A rule that may be reckoned with; undefined when it is gone, has no source, or is unverified. */
export function spokenThreshold(tables: Tables, id: string): Threshold | undefined {
  const row = tables.thresholds.find((candidate) => candidate.id === id);
  return row !== undefined && isSpoken(row) && row.status !== 'proposed' && row.status !== 'ended' ? row : undefined;
}

/** A current fee with one amount. */
export function spokenFee(tables: Tables, id: string): (Fee & { readonly amount: number }) | undefined {
  const row = tables.fees.find((candidate) => candidate.id === id);
  if (row === undefined || !isSpoken(row) || row.status !== 'current' || typeof row.amount !== 'number')
    return undefined;
  return { ...row, amount: row.amount };
}

export function isSpoken(row: Provenance): boolean {
  return row.confidence !== 'unverified' && row.source !== null;
}

export function citedThreshold(row: Threshold): CitedRow {
  return { id: row.id, title: row.name, row };
}

export function citedFee(row: Fee): CitedRow {
  return { id: row.id, title: row.item, row };
}
