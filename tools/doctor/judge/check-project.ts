import type { Progress } from "../../lib/terminal/progress";
import type { TableName } from "../read/link-facts";
import type { Project } from "../read/read-project";
import { type CheckResult, couldNotCheck } from "./check";
import { checkDeployedLink } from "./check-link";
import { linksFileValid } from "./checks/links-file";
import { nodeVersion } from "./checks/node-version";
import { linkChecks } from "./link-checks";
import { type DoctorReport, type LinkCheckReport, summaryOf } from "./report";
import { runCheck } from "./run-check";

export interface ProjectCheckOptions {
  /** A table whose grants are checked too. */
  readonly table?: TableName;
  readonly progress: Pick<Progress, "step">;
  readonly signal: AbortSignal;
}

/** Checks this machine, the links file, and each link, one after the other. */
export async function checkProject(project: Project, options: ProjectCheckOptions): Promise<DoctorReport> {
  const { table, progress } = options;
  const checks = [
    await runCheck(nodeVersion, project),
    await runCheck(linksFileValid, project.linksFile),
    ...(project.linksFile.links.length > 0 ? [] : [unreachedChecks(table)]),
  ];
  const links: LinkCheckReport[] = [];
  for (const link of project.links) {
    const check = () => checkDeployedLink({ ...link, ...options });
    links.push(
      await progress.step(`check link ${link.link.name}`, check, (report) => summaryOf(report.checks)),
    );
  }
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
