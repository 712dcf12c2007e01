import { isAllow } from "../../../access/iam/statements";
import type { Json } from "../../../aws/json";
import type { RoleInWords } from "./replacement";

/** Part of what decides about a role that only one of two states of a link has. */
export interface PolicyDifference {
  /** The state that has it: what only the one before has goes, what only the one after has comes. */
  readonly side: "before" | "after";
  readonly role: RoleInWords;
  /** Name of an inline policy, `trust policy`, `managed policy <ARN>`, `permissions boundary <ARN>`, or the role's own ARN. */
  readonly policy: string;
  /** Without external ids. Absent: the attachment comes or goes, or the role has another ARN. */
  readonly statement?: Json;
}

/** A difference on one line: `- data role: redshift-data-api: {"Sid":…}`. */
export function differenceInWords({ side, role, policy, statement }: PolicyDifference): string {
  const what = `${side === "before" ? "-" : "+"} ${role}: ${policy}`;
  if (statement === undefined) return what;
  return `${what}: ${isAllow(statement) ? "" : "(deny) "}${JSON.stringify(statement)}`;
}
