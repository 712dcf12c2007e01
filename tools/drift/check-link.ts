import type { Link } from "../../config/link";
import type { LinkReport } from "./judge/finding";
import { isClean, linkReport } from "./judge/link-report";
import { type Planner, readLinkPlan } from "./read/link-plan";

/**
 * Plans one link and reports what is in the accounts that was not applied. What Terraform cannot do makes the link
 * could-not-check.
 *
 * @param terraform in the folder of the link's synthesized stack
 */
export async function checkLink(link: Link, terraform: Planner): Promise<LinkReport> {
  return await linkReport(link, await readLinkPlan(terraform, (attempt) => isClean(link, attempt)));
}
