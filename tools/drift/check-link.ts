import type { Link } from "../../config/link";
import type { Terraform } from "../lib/terraform";
import { ToolError } from "../lib/tool-error";
import { accountsByAddress } from "./accounts";
import type { LinkReport } from "./finding";
import { linkReport } from "./link-report";
import { uncheckedParts } from "./unchecked";

const REFRESH_PLAN = "drift-refresh.tfplan";
const NORMAL_PLAN = "drift-normal.tfplan";

/**
 * Plans one link twice, refresh-only and normal, and reports what is in the accounts that was not applied. Neither
 * plan is applied, and no lock is taken. What Terraform cannot do makes the link could-not-check.
 *
 * @param terraform in the folder of the link's synthesized stack
 */
export async function checkLink(
  link: Link,
  terraform: Pick<Terraform, "init" | "attemptPlan">,
): Promise<LinkReport> {
  try {
    await terraform.init();
    const plans = [
      terraform.attemptPlan(REFRESH_PLAN, "refresh-only"),
      terraform.attemptPlan(NORMAL_PLAN, "normal"),
    ] as const;
    // When one fails the other goes on writing, to a folder that the caller is about to remove.
    await Promise.allSettled(plans);
    const [refresh, normal] = await Promise.all(plans);
    return await linkReport({ link, refresh, normal });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const failed = { errors: [{ summary: error.message, detail: "" }], refreshed: [] };
    const unchecked = uncheckedParts(link, failed, failed, accountsByAddress(link, undefined));
    return { link: link.name, status: "could-not-check", findings: [], unchecked };
  }
}
