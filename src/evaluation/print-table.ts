/** Lines of a table with aligned columns: the first to the left, the others to the right. */
export function tableLines(caption: string, header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return ['', caption, line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

/** ".953"; "-" where nothing was counted. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3).replace(/^0/u, '');
}
