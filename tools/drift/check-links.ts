import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Link } from "../../config/link";
import { inParallel } from "../lib/in-parallel";
import type { Progress } from "../lib/progress";
import { PROJECT_ROOT } from "../lib/project-root";
import { providerEnvironment } from "../lib/provider-mirror";
import { synthesize } from "../lib/synthesize";
import { findTerraform, Terraform } from "../lib/terraform";
import { ToolError } from "../lib/tool-error";
import { checkLink } from "./check-link";
import type { LinkReport } from "./finding";
import { counted } from "./report-text";

/** Links planned at a time: each runs two Terraforms, and each of those a provider of some 300 MB. */
const WORKERS = 3;

export interface CheckOptions {
  readonly progress: Pick<Progress, "line">;
  readonly signal: AbortSignal;
  /** How long one Terraform may run; what it had not read by then could not be checked. */
  readonly timeoutMilliseconds: number;
}

/**
 * Synthesizes the links and checks each one, a few at a time; reports in the order of the links. What it writes is
 * gone when it returns, also when interrupted.
 *
 * @throws ToolError when the links cannot be synthesized or Terraform is missing
 */
export async function checkLinks(
  links: readonly Link[],
  { progress, signal, timeoutMilliseconds }: CheckOptions,
): Promise<readonly LinkReport[]> {
  const binary = findTerraform();
  // Directly below the project, as cdktf.out is: a local state's path is relative to the stack's folder.
  const folder = mkdtempSync(join(PROJECT_ROOT, `.drift-${process.pid}-`));
  try {
    const env = { ...process.env, ...providerEnvironment(join(folder, "terraform.rc")) };
    progress.line("… synthesize");
    const stacks = await synthesize(folder, env, signal);
    return await inParallel(links, WORKERS, async (link) => {
      const stack = stacks.find(({ name }) => name === link.name);
      if (stack === undefined) throw new ToolError("SYNTH_FAILED", `stack ${link.name} was not synthesized`);
      progress.line(`… plan ${link.name} for both accounts`);
      const terraform = new Terraform(binary, { cwd: stack.folder, env, signal, timeoutMilliseconds });
      const report = await checkLink(link, terraform);
      progress.line(`${link.name}: ${report.status}, ${counted(report.findings.length)}`);
      return report;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
