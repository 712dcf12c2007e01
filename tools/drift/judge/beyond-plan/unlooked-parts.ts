import type { Link } from "../../../../config/link";
import { LOOKS } from "../../../lib/link/looks";
import type { RefusedLook } from "../../read/beyond-plan/beyond-plan";
import { accountsOf } from "../accounts";
import type { UncheckedPart } from "../finding";

/** What could not be looked at, each with the action that it takes. */
export function unlookedParts(
  link: Pick<Link, "lambdaAccount" | "redshiftAccount">,
  refusals: readonly RefusedLook[],
): readonly UncheckedPart[] {
  return refusals.map(({ look, account, reason }) => ({
    account: accountsOf(link)[account],
    reason:
      look === undefined
        ? `nothing beside the plan was looked at: ${reason}`
        : `${LOOKS[look].what}: could not look (${LOOKS[look].actions.join(", ")}): ${reason}`,
  }));
}
