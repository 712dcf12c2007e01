import { join, resolve } from "node:path";
import { pipedBytes } from "../lib/process/piped-bytes";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { jsonText } from "../lib/report/json-text";
import { styledFor } from "../lib/terminal/styled";
import { exitCodeOf } from "./judge/report";
import { reviewInputs } from "./judge/review-inputs";
import { RULES } from "./judge/rule-list";
import { freshArchiveHashes } from "./read/archives";
import { environmentOf, linksFileOf, requireLinksOfThisRun } from "./read/output-links";
import {
  deployedArchives,
  policyTextsIn,
  type ReviewInput,
  readPlanFile,
  readSynthesized,
  withArchives,
} from "./read/read-input";
import { reportJson } from "./render/report-json";
import { reportSarif } from "./render/report-sarif";
import { reportText } from "./render/report-text";
import { sourcePlaces } from "./render/source-places";
import { writePages } from "./render/write-pages";

const OUTPUT_FOLDER = join(PROJECT_ROOT, "cdktf.out");

const NOT_REBUILT = "--no-rebuild: the function's archive was not compared with its sources";

async function readOutput(
  folder: string,
  noRebuild: boolean,
  signal: AbortSignal,
): Promise<readonly ReviewInput[]> {
  const inputs = readSynthesized(folder);
  const fresh = noRebuild ? undefined : await freshArchiveHashes(deployedArchives(folder, inputs), signal);
  return withArchives(folder, inputs, fresh);
}

/** Each of the files may be a pipe. */
async function readPlan(
  plan: string,
  policyTexts: string | undefined,
  signal: AbortSignal,
): Promise<readonly ReviewInput[]> {
  const pipedTexts = policyTexts === undefined ? undefined : await pipedBytes(policyTexts, signal);
  const texts = policyTextsIn(policyTexts, pipedTexts);
  return readPlanFile(plan, texts, await pipedBytes(plan, signal));
}

/** What is reviewed, and how it is told. */
interface ReviewOptions {
  readonly format: "text" | "json" | "sarif";
  /** File with the output of `terraform show -json`. Absent: the synthesized output is reviewed. */
  readonly plan: string | undefined;
  /** File with the texts of policies that the plan only names. Absent: none. */
  readonly policyTexts: string | undefined;
  /** An older `cdk.tf.json`, or a folder like `cdktf.out`. */
  readonly against: string | undefined;
  /** The synthesized output; the pages are written into it. Absent: where the synth writes it. */
  readonly out: string | undefined;
  readonly noRebuild: boolean;
  /** Ends the review before its report when it aborts. */
  readonly signal: AbortSignal;
}

/** Reviews, prints the report, and returns the exit code. @throws ToolError */
export async function runReview({
  format,
  plan,
  policyTexts,
  against,
  out: named,
  noRebuild,
  signal,
}: ReviewOptions): Promise<number> {
  const out = named ?? OUTPUT_FOLDER;
  const isElsewhere = resolve(out) !== OUTPUT_FOLDER;
  if (plan === undefined) requireLinksOfThisRun(out, isElsewhere);
  const inputs =
    plan === undefined ? await readOutput(out, noRebuild, signal) : await readPlan(plan, policyTexts, signal);
  const reviewed = await reviewInputs(inputs, against, signal);
  const report = noRebuild ? { ...reviewed, source: `${reviewed.source} (${NOT_REBUILT})` } : reviewed;
  const pages = writePages(report, out);
  const render = {
    text: () => {
      const notes = noRebuild ? [NOT_REBUILT, ...pages] : pages;
      return `${reportText(report, styledFor(process.stdout))}\n${notes.join("\n")}\n`;
    },
    json: () => reportJson(report),
    sarif: () => {
      const output = plan === undefined ? out : undefined;
      const places = sourcePlaces(inputs, linksFileOf(output), environmentOf(output));
      return jsonText(reportSarif(report, RULES, places));
    },
  };
  process.stdout.write(render[format]());
  return exitCodeOf(report);
}
