import { linksFile } from "../../config/links-file";
import { Progress } from "../lib/terminal/progress";
import { styledFor } from "../lib/terminal/styled";
import { checkDeployedLink } from "./judge/check-link";
import { checkProject } from "./judge/check-project";
import { exitCodeOf } from "./judge/report";
import type { TableName } from "./read/link-facts";
import { readProject } from "./read/read-project";
import { reportJson } from "./render/report-json";
import { reportText } from "./render/report-text";

/** A check mostly waits: for AWS, for the function, for Terraform's start. */
export const MAX_LINKS_AT_A_TIME = 4;

/** What is examined, and how it is told. */
interface DoctorOptions {
  readonly format: "text" | "json";
  /** May the function's database user SELECT from it? Absent: nobody asks. */
  readonly table?: TableName;
  readonly signal: AbortSignal;
}

/**
 * Examines links, prints the report, and returns the exit code.
 *
 * @param names of the links; all of the links file when there is none
 * @throws UsageError for a name that no link has
 */
export async function runDoctor(
  names: readonly string[],
  { format, signal, ...checked }: DoctorOptions,
): Promise<number> {
  const project = await readProject(linksFile(), names, signal);
  const report = await checkProject(project, {
    ...checked,
    checkLink: (link) => checkDeployedLink({ ...link, ...checked, signal }),
    workers: MAX_LINKS_AT_A_TIME,
    progress: new Progress(process.stderr),
    signal,
  });
  // What an interruption cut off could not be checked, and is no report.
  signal.throwIfAborted();
  const render = {
    text: () => reportText(report, styledFor(process.stdout)),
    json: () => reportJson(report),
  };
  process.stdout.write(render[format]());
  return exitCodeOf(report);
}
