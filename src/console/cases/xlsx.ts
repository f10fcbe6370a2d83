import type { CellObject, SheetData } from 'write-excel-file/node';
import type { TableCell } from './case-table.ts';

/** Hong Kong has no summer time. */
const HONG_KONG_MS = 8 * 3_600_000;
/** XML knows no other controls than tab and line breaks, not even escaped (https://www.w3.org/TR/xml/#charsets). */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * A workbook of one sheet: numbers and dates are such, the head stays when one scrolls. Words are typed as words, so
 * that none is ever taken for a formula, whatever it begins with. A sheet has no time zone: instants are shown as Hong
 * Kong's time, and the sheet's name says so.
 */
export async function toXlsx(head: readonly string[], rows: readonly (readonly TableCell[])[]): Promise<Buffer> {
  // Few starts ever write one.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const data: SheetData = [
    head.map((name): CellObject => ({ ...words(name), fontWeight: 'bold' })),
    ...rows.map((row) => row.map(cellOf)),
  ];
  const sheet = { sheet: 'Cases, Hong Kong time', stickyRowsCount: 1, columns: head.map(() => ({ width: 18 })) };
  return writeXlsxFile(data, sheet).toBuffer();
}

function cellOf(cell: TableCell): CellObject | null {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { type: Number, value: cell };
  if (typeof cell === 'string') return words(cell);
  return { type: Date, value: new Date(cell.getTime() + HONG_KONG_MS), format: 'yyyy-mm-dd hh:mm' };
}

function words(text: string): CellObject {
  return { type: String, value: text.replace(NOT_IN_XML, '') };
}
