import { REDSHIFT_MANAGED_POLICIES } from "../../aws/redshift-managed-policies";
import type { LinkDraft } from "../link-draft";
import { nearestWord } from "../nearest-word";
import { type LinkProblem, shownValue } from "../problem";

/** More would be another policy of AWS: `AmazonRDSFullAccess` is five letters away. */
const MAX_SLIPS = 3;

/** A managed policy is named only in the mode that attaches it, and is one that AWS has. */
export function checkPermissions({ permissions }: LinkDraft): LinkProblem[] {
  if (permissions === undefined || !("managedPolicy" in permissions)) return [];
  const modeIsRefused = "mode" in permissions && permissions.mode === undefined;
  if (modeIsRefused) return [];
  const { mode, managedPolicy } = permissions;
  if (mode === "managed") return managedPolicy === undefined ? [] : checkName(managedPolicy);
  const found = managedPolicy === undefined ? "set" : shownValue(managedPolicy);
  const message =
    `is ${found} with mode least-privilege, expected it only with mode: managed; ` +
    "remove it, or set the mode if the role should have the whole policy";
  return [{ path: ["permissions", "managedPolicy"], message }];
}

/**
 * IAM refuses a name that AWS does not have after half the link is made. AWS has too many policies to know them all: refused is
 * what is named like one for Redshift and is none of them.
 */
function checkName(name: string): LinkProblem[] {
  if (REDSHIFT_MANAGED_POLICIES.includes(name)) return [];
  const isForRedshift = name.toLowerCase().startsWith("amazonredshift");
  const nearest = nearestWord(name, REDSHIFT_MANAGED_POLICIES, isForRedshift ? undefined : () => MAX_SLIPS);
  if (nearest === undefined && !isForRedshift) return [];
  const advice = nearest === undefined ? "choose one of them" : `did you mean ${nearest}?`;
  const message = `is ${shownValue(name)}, which AWS does not have, expected one of ${REDSHIFT_MANAGED_POLICIES.join(", ")}, or a policy for another service; ${advice}`;
  return [{ path: ["permissions", "managedPolicy"], message }];
}
