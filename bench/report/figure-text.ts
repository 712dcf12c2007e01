import type { Figure, Unit } from "./measurement";

/** A number with three significant digits and no exponent. */
export function shortNumber(value: number): string {
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString("en-US", {
    minimumFractionDigits: Math.min(digits, 3),
    maximumFractionDigits: Math.min(digits, 3),
  });
}

/** A value in the words of its unit: bytes as kB, everything else as it is. */
function valueText(value: number, unit: Unit): string {
  return unit === "bytes" ? `${shortNumber(value / 1000)} kB` : `${shortNumber(value)} ${unit}`;
}

export const FIGURE_COLUMNS = ["figure", "ours", "beside", "ratio", "min to max", "pairs", "goal"] as const;

/** One figure as the cells of a table row. */
export function figureRow(figure: Figure): string[] {
  const { ratio, goal, unit } = figure;
  return [
    figure.what,
    `${figure.subject}: ${valueText(figure.subjectValue, unit)}`,
    `${figure.reference}: ${valueText(figure.referenceValue, unit)}`,
    ratio.median.toFixed(2),
    `${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)}`,
    String(figure.pairs),
    goal === undefined ? "" : `${goal.toFixed(2)}: ${ratio.median <= goal ? "reached" : "missed"}`,
  ];
}
