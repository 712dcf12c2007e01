/** Rows as aligned columns: the header, a rule, the values; numbers to the right. */
export function textTable(columns: readonly string[], rows: readonly (readonly unknown[])[]): string[] {
  const cells = rows.map((row) => row.map((value) => (value === null ? "NULL" : String(value))));
  const widths = columns.map((name, index) =>
    Math.max(name.length, ...cells.map((row) => (row[index] ?? "").length)),
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
