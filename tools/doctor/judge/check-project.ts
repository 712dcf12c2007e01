import { inParallel } from "../../lib/process/in-parallel";
import type { Progress } from "../../lib/terminal/progress";
import type { TableName } from "../read/link-facts";
import type { Project, ProjectLink } from "../read/read-project";
import { type CheckResult, couldNotCheck } from "./check";
import { linksFileValid } from "./checks/links-file";
import { nodeVersion } from "./checks/node-version";
import { linkChecks } from "./link-checks";
import { type DoctorReport, type LinkCheckReport, summaryOf, worstOf } from "./report";
import { runCheck } from "./run-check";

export interface ProjectCheckOptions {
  /** A table whose grants are checked too. */
  readonly table?: TableName;
  /** Walks one deployed link. */
  readonly checkLink: (link: ProjectLink) => Promise<LinkCheckReport>;
  /** Links checked at a time. */
  readonly workers: number;
  readonly progress: Pick<Progress, "step">;
  readonly signal: AbortSignal;
}

/**
 * Checks this machine, the links file, and each link, a few at a time; reports in the order of the links.
 *
 * @throws the reason of the signal once it aborts: a check that was cut off says nothing about its link
 */
export async function checkProject(project: Project, options: ProjectCheckOptions): Promise<DoctorReport> {
  const { table, checkLink, workers, progress, signal } = options;
  const checks = [
    await runCheck(nodeVersion, project),
    await runCheck(linksFileValid, project.linksFile),
    ...(project.linksFile.links.length > 0 ? [] : [unreachedChecks(table)]),
  ];
  const links = await inParallel(project.links, workers, (link) => {
    const check = async () => {
      const report = await checkLink(link);
      signal.throwIfAborted();
      return report;
    };
    return progress.step(
      `check link ${link.link.name}`,
      check,
      ({ checks }) => summaryOf(checks),
      ({ checks }) => worstOf(checks),
    );
  });
  return { project: checks, links };
}

/** Without links there is nothing to run these on: said once, never passed over. */
function unreachedChecks(table: TableName | undefined): CheckResult {
  return {
    id: "links",
    lookedAt: `the links: ${linkChecks(table !== undefined)
      .map(({ id }) => id)
      .join(", ")}`,
    expected: "each of these checks made for each link",
    ...couldNotCheck("none of them could be made: the links file is refused", "correct the links file first"),
  };
}
