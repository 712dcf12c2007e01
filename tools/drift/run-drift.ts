import { availableParallelism } from "node:os";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { searchStates } from "../lib/states/search-states";
import { stateBuckets } from "../lib/states/state-buckets";
import { chosenLinks } from "../lib/terminal/chosen-links";
import { Progress } from "../lib/terminal/progress";
import { styledFor } from "../lib/terminal/styled";
import { checkLinks } from "./check-links";
import { exitCodeOf } from "./judge/finding";
import { statesReport } from "./judge/states-report";
import { lookBeyondPlan, SESSION_NAME } from "./read/beyond-plan/look-beyond-plan";
import { reportJson } from "./render/report-json";
import { reportMarkdown } from "./render/report-markdown";
import { reportText } from "./render/report-text";

/** A plan is mostly the start of its providers, which takes processor time and some 1 GB of memory. */
const MAX_LINKS_AT_A_TIME = 8;

/** How links are checked, and how it is told. */
interface DriftOptions {
  readonly format: "text" | "json" | "markdown";
  /** How long one Terraform, and the looks beside it, may take. */
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal;
}

/**
 * Checks links for drift, prints the report, and returns the exit code.
 *
 * @param names of the links; all of the links file when there is none
 * @throws ToolError, UsageError for a name that no link has
 */
export async function runDrift(
  names: readonly string[],
  { format, timeoutMilliseconds, signal }: DriftOptions,
): Promise<number> {
  const file = linksFile();
  const all = loadLinks(file);
  const search = searchStates({
    links: all,
    linksFile: file,
    folder: PROJECT_ROOT,
    openBucket: stateBuckets(
      SESSION_NAME,
      AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]),
    ),
  });
  const checking = checkLinks(chosenLinks(all, names), {
    progress: new Progress(process.stderr),
    signal,
    look: (link) => lookBeyondPlan(link, { signal, timeoutMilliseconds }),
    timeoutMilliseconds,
    workers: Math.min(availableParallelism(), MAX_LINKS_AT_A_TIME),
  });
  const [reports, found] = await Promise.all([checking, search]);
  const states = statesReport(found);
  const render = {
    text: () => reportText(reports, styledFor(process.stdout), states),
    json: () => reportJson(reports, states),
    markdown: () => reportMarkdown(reports, states),
  };
  process.stdout.write(render[format]());
  return exitCodeOf(reports, states);
}
