import type { Link } from "../../config/link";
import type { LinkReport } from "./judge/finding";
import { isClean, linkReport } from "./judge/link-report";
import { unseenParts } from "./judge/unseen-parts";
import type { LookBeyondPlan } from "./read/beyond-plan/beyond-plan";
import { type Planner, readLinkPlan } from "./read/link-plan";

/**
 * Plans one link, looks beside the plan, and reports what is in the accounts that was not applied. What Terraform cannot do, and
 * what AWS refuses, makes the link could-not-check.
 *
 * @param terraform in the folder of the link's synthesized stack
 * @param look into the accounts, while Terraform plans
 */
export async function checkLink(link: Link, terraform: Planner, look: LookBeyondPlan): Promise<LinkReport> {
  const [attempt, beyond] = await Promise.all([
    // A plan that is read quickly has no configuration, and with it nothing of what others own.
    readLinkPlan(terraform, (candidate) => unseenParts(link).length === 0 && isClean(link, candidate)),
    look(link),
  ]);
  return await linkReport(link, attempt, beyond);
}
