import type { Link } from "../../../config/link";
import { ToolError } from "../../lib/terminal/tool-error";
import type { Terraform } from "../../lib/terraform/terraform";
import type { LinkReport } from "../judge/finding";
import { linkReport } from "../judge/link-report";
import { accountsByAddress } from "./accounts";
import { quickPlan } from "./quick-plan";
import { uncheckedParts } from "./unchecked";

const PLAN_FILE = "drift.tfplan";

type Planner = Pick<Terraform, "init" | "attemptPlan" | "showAttempt" | "savedStates">;

/**
 * Plans one link and reports what is in the accounts that was not applied. The plan is not applied, and no lock is
 * taken. What Terraform cannot do makes the link could-not-check.
 *
 * @param terraform in the folder of the link's synthesized stack
 */
export async function checkLink(link: Link, terraform: Planner): Promise<LinkReport> {
  try {
    await terraform.init();
    return await reportOf(link, terraform);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const failed = { errors: [{ summary: error.message, detail: "" }], refreshed: [] };
    const unchecked = uncheckedParts(link, failed, accountsByAddress(link, undefined));
    return { link: link.name, status: "could-not-check", findings: [], unchecked };
  }
}

/** What the quick reading of a plan finds is only believed where it finds nothing: any other report is of the shown plan. */
async function reportOf(link: Link, terraform: Planner): Promise<LinkReport> {
  const events = await terraform.attemptPlan(PLAN_FILE);
  const plan = quickPlan(events, terraform.savedStates(PLAN_FILE));
  if (plan !== undefined) {
    const report = await linkReport(link, { ...events, plan });
    if (report.status === "clean") return report;
  }
  return await linkReport(link, await terraform.showAttempt(PLAN_FILE, events));
}
