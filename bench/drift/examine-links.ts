import type { Link } from "../../config/link";
import type { LocalAccounts } from "../../rehearsal/local-accounts";
import { checkDeployedLink } from "../../tools/doctor/judge/check-link";
import { checkProject } from "../../tools/doctor/judge/check-project";
import { exitCodeOf } from "../../tools/doctor/judge/report";
import { terraformFacts } from "../../tools/doctor/read/terraform-facts";
import type { SynthesizedStack } from "../../tools/lib/terraform/synthesize";
import { findTerraform } from "../../tools/lib/terraform/terraform";

/** Progress that is not shown: what is measured is measured in silence. */
const SILENT = { step: <T>(_title: string, work: () => Promise<T>) => work() };

/** Links with their stacks, in folders that are not initialised, and what Terraform runs with. */
interface DeployedStacks {
  readonly links: readonly Link[];
  readonly stacks: readonly SynthesizedStack[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * The doctor's checks of links that are deployed and synthesized, each with Terraform in its own folder.
 *
 * @param workers links at a time
 * @throws Error unless every check is ok
 */
export async function examineLinks(
  { links, stacks, env, signal }: DeployedStacks,
  workers: number,
  { environment }: LocalAccounts,
): Promise<void> {
  const report = await withAwsEnvironment(environment, () =>
    checkProject(
      {
        nodeVersion: process.versions.node,
        linksFile: { file: "links.yaml", links },
        links: links.map((link) => {
          const stackFolder = async () => stacks.find(({ name }) => name === link.name)?.folder ?? "";
          return {
            link,
            stackFolder,
            terraform: terraformFacts(findTerraform, stackFolder, { env, signal }),
          };
        }),
      },
      { checkLink: (link) => checkDeployedLink({ ...link, signal }), workers, progress: SILENT, signal },
    ),
  );
  if (exitCodeOf(report) === 0) return;
  const other = [...report.project, ...report.links.flatMap(({ checks }) => checks)].find(
    ({ status }) => status !== "ok",
  );
  throw new Error(`the doctor says ${JSON.stringify(other)}, expected ok of every check`);
}

/** Runs what asks AWS from this process with these variables in place of its own `AWS_…`, and brings those back. */
async function withAwsEnvironment<T>(environment: NodeJS.ProcessEnv, work: () => Promise<T>): Promise<T> {
  const own = { ...process.env };
  for (const name of Object.keys(own)) if (name.startsWith("AWS_")) delete process.env[name];
  Object.assign(process.env, environment);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
    Object.assign(process.env, own);
  }
}
