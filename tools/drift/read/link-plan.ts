import type { PlanAttempt } from "../../../access/terraform/plan";
import { ToolError } from "../../lib/terminal/tool-error";
import type { Terraform } from "../../lib/terraform/terraform";
import { quickPlan } from "./quick-plan";

const PLAN_FILE = "drift.tfplan";

/** A Terraform that plans, and reads what it planned. */
export type PlanReader = Pick<Terraform, "attemptPlan" | "showAttempt" | "savedStates" | "stackJson">;

/** What is asked of Terraform in the folder of the link's synthesized stack. */
export interface Planner extends Pick<Terraform, "init"> {
  keepingProviders<T>(work: (terraform: PlanReader) => Promise<T>): Promise<T>;
}

/**
 * Plans one link. The plan is not applied, and no lock is taken. What Terraform cannot do is an error of the attempt.
 *
 * @param isClean does this attempt tell that nothing differs? The quick reading of a plan is only believed then; any other
 *   report is of the shown plan.
 */
export async function readLinkPlan(
  terraform: Planner,
  isClean: (attempt: PlanAttempt) => boolean,
): Promise<PlanAttempt> {
  try {
    await terraform.init();
    return await terraform.keepingProviders((kept) => plannedAndRead(kept, isClean));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { errors: [{ summary: error.message, detail: "" }], refreshed: [] };
  }
}

async function plannedAndRead(
  terraform: PlanReader,
  isClean: (attempt: PlanAttempt) => boolean,
): Promise<PlanAttempt> {
  const events = await terraform.attemptPlan(PLAN_FILE);
  const plan = quickPlan(events, terraform.savedStates(PLAN_FILE), terraform.stackJson());
  if (plan !== undefined) {
    const attempt = { errors: events.errors, refreshed: events.refreshed, plan };
    if (isClean(attempt)) return attempt;
  }
  return await terraform.showAttempt(PLAN_FILE, events);
}
