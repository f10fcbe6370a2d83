/** Begins the file so that Excel reads Chinese as Chinese. */
const BOM = '\uFEFF';
/** A spreadsheet takes a cell that begins like this for a formula; full-width signs count in Chinese versions. */
const FORMULA_START = /^[\s"']*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;

/** Rows as RFC 4180 has them. No cell can be taken for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `${BOM}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** The apostrophe makes it text and is not shown by a spreadsheet. */
function cell(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
