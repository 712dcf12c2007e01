import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { benchmarksPage } from "./benchmarks-page";
import { drawPlot } from "./plot";
import type { Results } from "./recorded-result";

const RESULTS_FILE = join(PROJECT_ROOT, "bench/results.json");
const PAGE_FILE = join(PROJECT_ROOT, "docs/benchmarks.md");
const PLOT_FOLDER = join(PROJECT_ROOT, "docs/benchmarks");

export function readResults(): Results {
  return existsSync(RESULTS_FILE) ? JSON.parse(readFileSync(RESULTS_FILE, "utf8")) : {};
}

/** The files that show the results, path below the project → content. They hold nothing that is not in the results. */
export function renderResults(results: Results): Readonly<Record<string, string>> {
  const plots = Object.values(results).flatMap(({ plots: drawn = [] }) => drawn);
  return {
    "docs/benchmarks.md": benchmarksPage(results),
    ...Object.fromEntries(plots.map((plot) => [`docs/benchmarks/${plot.file}.svg`, drawPlot(plot)])),
  };
}

/** Writes the results, the page and its plots. A measurement that was not run this time keeps its last result. */
export function writeResults(results: Results): void {
  rmSync(PLOT_FOLDER, { recursive: true, force: true });
  mkdirSync(PLOT_FOLDER, { recursive: true });
  writeFileSync(RESULTS_FILE, `${JSON.stringify(results, null, 2)}\n`);
  for (const [file, text] of Object.entries(renderResults(results)))
    writeFileSync(join(PROJECT_ROOT, file), text);
}

/** For people: where the results are. */
export const WRITTEN_FILES = [RESULTS_FILE, PAGE_FILE].map((file) => file.slice(PROJECT_ROOT.length + 1));
