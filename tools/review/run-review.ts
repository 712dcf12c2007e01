import { join, resolve } from "node:path";
import { commentedCode } from "../../access/terraform/carried-code";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { jsonText } from "../lib/report/json-text";
import { styledFor } from "../lib/terminal/styled";
import { exitCodeOf } from "./judge/report";
import { reviewInputs } from "./judge/review-inputs";
import { RULES } from "./judge/rule-list";
import { freshArchives } from "./read/archives";
import { linksFileOf, requireLinksOfThisRun } from "./read/output-links";
import {
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
  if (noRebuild) return withArchives(folder, inputs, undefined);
  const codes = inputs.map(({ json }) => commentedCode(json));
  return withArchives(folder, inputs, await freshArchives(codes, signal));
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
    plan === undefined
      ? await readOutput(out, noRebuild, signal)
      : readPlanFile(plan, policyTextsIn(policyTexts));
  const reviewed = await reviewInputs(inputs, against, signal);
  const report = noRebuild ? { ...reviewed, source: `${reviewed.source} (${NOT_REBUILT})` } : reviewed;
  const pages = writePages(report, out);
  const render = {
    text: () => {
      const notes = noRebuild ? [NOT_REBUILT, ...pages] : pages;
      return `${reportText(report, styledFor(process.stdout))}\n${notes.join("\n")}\n`;
    },
    json: () => reportJson(report),
    sarif: () =>
      jsonText(
        reportSarif(report, RULES, sourcePlaces(inputs, linksFileOf(plan === undefined ? out : undefined))),
      ),
  };
  process.stdout.write(render[format]());
  return exitCodeOf(report);
}
