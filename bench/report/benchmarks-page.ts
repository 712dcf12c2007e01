import { FIGURE_COLUMNS, figureRow, shortNumber } from "./figure-text";
import type { Table } from "./measurement";
import { organisationPlan } from "./organisation-plan";
import type { RecordedResult, Results } from "./recorded-result";

function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

function valuesTable({ title, columns, rows }: Table): string {
  const cells = rows.map((row) =>
    row.map((value) => (typeof value === "number" ? shortNumber(value) : value)),
  );
  return `${title}\n\n${markdownTable(columns, cells)}`;
}

function section([name, result]: readonly [string, RecordedResult]): string {
  const { processor, cores, memoryGigabytes, platform, node } = result.machine;
  return [
    `## ${result.title}`,
    result.method,
    markdownTable(FIGURE_COLUMNS, result.figures.map(figureRow)),
    ...(result.plots ?? []).map(({ file, title }) => `![${title}](benchmarks/${file}.svg)`),
    ...(result.tables ?? []).map(valuesTable),
    ...(result.remarks ?? []),
    `\`npm run bench -- ${name}\`, ${result.day}, on ${cores} × ${processor}, ${memoryGigabytes} GB, ${platform}, Node ${node}.`,
  ].join("\n\n");
}

/** The page of all results. Made from them alone, so that no number in it is typed by hand. */
export function benchmarksPage(results: Results): string {
  return `${[
    "<!-- Written by `npm run bench`; edit the measurements in bench/ instead. -->",
    "# Benchmarks",
    "Every figure is a ratio of two things measured in the same run, in turns: the median of the pairs, with the least and the greatest. Beside it stand the medians of both. A ratio below 1 means that ours takes less.",
    ...Object.entries(results).map(section),
    ...organisationPlan(results),
  ].join("\n\n")}\n`;
}
