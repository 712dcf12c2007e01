import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReviewReport } from "../judge/report";
import { reportMarkdown } from "./report-markdown";
import { reportPage } from "./report-page";

/**
 * Writes the report for people who do not look at the terminal, into `review/` of a folder.
 *
 * @returns one line for each file: what it is, and where
 */
export function writePages(report: ReviewReport, folder: string): readonly string[] {
  const page = join(folder, "review", "index.html");
  const markdown = join(folder, "review", "review.md");
  mkdirSync(join(folder, "review"), { recursive: true });
  writeFileSync(page, reportPage(report));
  writeFileSync(markdown, reportMarkdown(report));
  return [`page: ${page}`, `pull request text: ${markdown}`];
}
