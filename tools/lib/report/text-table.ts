/** Rows as aligned columns: the header, a rule, the values; numbers to the right. */
export function textTable(columns: readonly string[], rows: readonly (readonly unknown[])[]): string[] {
  const cells = rows.map((row) => row.map((value) => (value === null ? "NULL" : String(value))));
  // A call takes no more than some hundred thousand arguments, and a result may have more rows.
  const widths = columns.map((name, index) =>
    cells.reduce((widest, row) => Math.max(widest, (row[index] ?? "").length), name.length),
  );
  const rightAligned = columns.map((_, index) => cells.every((row) => /^-?[\d.]+$/.test(row[index] ?? "")));
  const format = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return rightAligned[index] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [format(columns), widths.map((width) => "─".repeat(width)).join("  "), ...cells.map(format)];
}
