import { isJson, type Json } from "../../aws/json";
import { objectsIn } from "./json-record";

/** A role that an apply destroys and creates again. */
export interface ReplacedRole {
  /** For example `aws_iam_role.query_role`. */
  readonly address: string;
  /** ARN of the role that goes. */
  readonly arn: string;
}

/**
 * The roles that a plan replaces.
 *
 * @param show `terraform show -json`; of a state: none
 */
export function replacedRoles({ resource_changes: changes }: Json): readonly ReplacedRole[] {
  return objectsIn(changes).flatMap(({ address, type, change }) => {
    if (type !== "aws_iam_role" || !isJson(change) || !isJson(change.before)) return [];
    const { actions, before } = change;
    const isReplaced = Array.isArray(actions) && actions.includes("create") && actions.includes("delete");
    return isReplaced ? [{ address: String(address), arn: String(before.arn) }] : [];
  });
}
