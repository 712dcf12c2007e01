import type { IamRole } from "../../../../../access/iam/iam-role";
import type { Link } from "../../../../../config/link";
import type { LinkFacts } from "../../../read/link-facts";
import type { LookedAtRole } from "../../../read/transfer-facts";
import { permitted } from "../../permitted";

type DataTransfer = NonNullable<Link["dataTransfer"]>;

/** The buckets of a link and the roles between; the checks of them are for links with buckets. */
export function transferOf({ dataTransfer }: Link): DataTransfer {
  if (dataTransfer === undefined)
    throw new Error("the link has no buckets, expected linkChecks to leave this check out");
  return dataTransfer;
}

/** The role as it is in IAM. @throws CouldNotCheck where it may not be read */
export async function liveRole({ transfer }: LinkFacts, role: LookedAtRole): Promise<IamRole | undefined> {
  const account = role === "copy role" ? "redshift account" : "lambda account";
  return permitted(transfer.role(role), "iam:GetRole and what lists its policies", account);
}
