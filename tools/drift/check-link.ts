import type { Link } from "../../config/link";
import type { Terraform } from "../lib/terraform";
import { ToolError } from "../lib/tool-error";
import { accountsByAddress } from "./accounts";
import type { LinkReport } from "./finding";
import { linkReport } from "./link-report";
import { uncheckedParts } from "./unchecked";

const PLAN_FILE = "drift.tfplan";

/**
 * Plans one link and reports what is in the accounts that was not applied. The plan is not applied, and no lock is
 * taken. What Terraform cannot do makes the link could-not-check.
 *
 * @param terraform in the folder of the link's synthesized stack
 */
export async function checkLink(
  link: Link,
  terraform: Pick<Terraform, "init" | "attemptPlan">,
): Promise<LinkReport> {
  try {
    await terraform.init();
    return await linkReport(link, await terraform.attemptPlan(PLAN_FILE));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const failed = { errors: [{ summary: error.message, detail: "" }], refreshed: [] };
    const unchecked = uncheckedParts(link, failed, accountsByAddress(link, undefined));
    return { link: link.name, status: "could-not-check", findings: [], unchecked };
  }
}
