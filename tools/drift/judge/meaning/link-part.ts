import type { StateResource } from "../../../../access/terraform/plan-json";
import type { Difference, Edit } from "../differences/difference";

/**
 * The part of a link that a difference is in, by a name of its own: the trust policy, the boundary or the permissions of a
 * role, or a whole resource of any other type. A part decides by itself: together with differences of another part, one
 * could hide what it means.
 *
 * @param resources the state that the difference is seen from
 */
export function linkPartOf(
  { edit, attribute }: Pick<Difference, "edit" | "attribute">,
  resources: readonly StateResource[],
): string {
  const { address = "", type, values = {} } = resourceOfEdit(edit, resources) ?? {};
  if (type === "aws_iam_role_policy" || type === "aws_iam_role_policy_attachment") {
    return `permissions of ${String(values.role)}`;
  }
  return type === "aws_iam_role" ? `${attribute ?? "all"} of ${address}` : address;
}

/** The name that the decisions of the simulator give the policy a difference is in; `undefined`: it is in none. */
export function policyNameOf(edit: Edit, resources: readonly StateResource[]): string | undefined {
  const { type, values = {} } = resourceOfEdit(edit, resources) ?? {};
  if (type === "aws_iam_role_policy") return String(values.name);
  if (type !== "aws_iam_role_policy_attachment") return undefined;
  const arn = String(values.policy_arn);
  return arn.slice(arn.lastIndexOf("/") + 1);
}

function resourceOfEdit(edit: Edit, resources: readonly StateResource[]): StateResource | undefined {
  if ("add" in edit) return edit.add;
  const address = "set" in edit ? edit.set : edit.remove;
  return resources.find((resource) => resource.address === address);
}
