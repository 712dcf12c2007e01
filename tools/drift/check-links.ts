import { join } from "node:path";
import type { Link } from "../../config/link";
import { inParallel } from "../lib/process/in-parallel";
import { createProcessFolder, removeProcessFolder } from "../lib/process/process-folder";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { counted } from "../lib/report/counted";
import type { Progress } from "../lib/terminal/progress";
import type { ResultStatus } from "../lib/terminal/result-mark";
import { providerEnvironment } from "../lib/terraform/provider-mirror";
import { countedStacks, type SynthesizedStack, stackOf, synthesize } from "../lib/terraform/synthesize";
import { findTerraform, Terraform } from "../lib/terraform/terraform";
import { checkLink } from "./check-link";
import type { LinkReport } from "./judge/finding";
import type { LookBeyondPlan } from "./read/beyond-plan/beyond-plan";

const STATUS_MARKS: Readonly<Record<LinkReport["status"], ResultStatus>> = {
  clean: "ok",
  drift: "problem",
  "could-not-check": "could-not-check",
};

/** How links are checked, whichever they are. */
export interface CheckOptions {
  readonly progress: Pick<Progress, "step">;
  readonly signal: AbortSignal;
  /** Looks into the accounts for what no plan holds. */
  readonly look: LookBeyondPlan;
  /** How long one Terraform may run; what it had not read by then could not be checked. */
  readonly timeoutMilliseconds: number;
  /** Links planned at a time. */
  readonly workers: number;
}

/**
 * Synthesizes the links and checks each one, a few at a time; reports in the order of the links. What it writes is
 * gone when it returns, also when interrupted; what a killed run left (plans, with external ids) is removed first.
 *
 * @throws ToolError when the links cannot be synthesized or Terraform is missing
 */
export async function checkLinks(
  links: readonly Link[],
  { progress, ...options }: CheckOptions,
): Promise<readonly LinkReport[]> {
  const binary = findTerraform();
  // Directly below the project, as cdktf.out is: a local state's path is relative to the stack's folder.
  const folder = createProcessFolder(PROJECT_ROOT, ".drift");
  try {
    const env = { ...process.env, ...providerEnvironment(join(folder, "terraform.rc")) };
    const stacks = await progress.step(
      "synthesize",
      () => synthesize(folder, env, options.signal),
      countedStacks,
    );
    return await checkStacks(links, stacks, { ...options, binary, env, progress });
  } finally {
    removeProcessFolder(folder);
  }
}

/**
 * Checks each link in the folder of its synthesized stack, which nobody uses afterwards, a few at a time.
 *
 * @throws ToolError when a link has no stack
 */
export function checkStacks(
  links: readonly Link[],
  stacks: readonly SynthesizedStack[],
  checking: {
    readonly binary: string;
    readonly env: NodeJS.ProcessEnv;
    readonly signal: AbortSignal;
    readonly look: LookBeyondPlan;
    readonly timeoutMilliseconds?: number;
    /** Links at a time. */
    readonly workers: number;
    readonly progress: Pick<Progress, "step">;
  },
): Promise<readonly LinkReport[]> {
  const { binary, workers, progress, look, ...options } = checking;
  return inParallel(links, workers, async (link) => {
    const stack = stackOf(link.name, stacks);
    const terraform = new Terraform(binary, { cwd: stack.folder, isThrownAway: true, ...options });
    return await progress.step(
      `plan ${link.name} for both accounts`,
      () => checkLink(link, terraform, look),
      ({ status, findings }) => `${status}, ${counted(findings.length, "finding")}`,
      ({ status }) => STATUS_MARKS[status],
    );
  });
}
