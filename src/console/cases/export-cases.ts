import type { Language } from '../../domain/language.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { CaseParts } from './case-parts.ts';
import type { Names } from './case-row.ts';
import { caseTable } from './case-table.ts';
import { toCsv } from './csv.ts';
import { toXlsx } from './xlsx.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The file of a list of cases. */
export async function exportCases(
  format: ExportFormat,
  tickets: readonly Ticket[],
  names: Names,
  language: Language,
  parts: Pick<CaseParts, 'desks' | 'describeSlot'>,
): Promise<string | Buffer> {
  const { head, rows } = caseTable(tickets, names, language, parts);
  return format === 'xlsx' ? toXlsx(head, rows) : toCsv([head, ...rows.map((row) => row.map(asText))]);
}

function asText(cell: string | number | Date | null): string {
  return cell instanceof Date ? cell.toISOString() : String(cell ?? '');
}
