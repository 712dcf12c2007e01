import type { LinkAccess } from "../../../../access/link/link-access";
import type { StateResource } from "../../../../access/terraform/plan-json";
import type { Difference, Edit } from "../difference";

/** A part of a link that decides by itself: what changes in one part has no effect on what another one decides. */
export interface LinkPart {
  /** The same for all differences of the part. */
  readonly key: string;
  /** The hop on which its decisions count. Absent: either. */
  readonly hop?: 1 | 2;
}

/**
 * The part of a link that a difference is in: the trust policy, the boundary or the permissions of a role, or a whole
 * resource of any other type. Trust counts on hop 1, the permissions of the query role too, those of the data role on hop 2.
 *
 * @param resources the state that the difference is seen from
 */
export function linkPartOf(
  { edit, attribute }: Pick<Difference, "edit" | "attribute">,
  resources: readonly StateResource[],
  { queryRole, dataRole }: LinkAccess,
): LinkPart {
  const resource = resourceOfEdit(edit, resources);
  const { address = "", type, values = {} } = resource ?? {};
  const hopOf = (role: unknown) =>
    role === queryRole.name ? { hop: 1 as const } : role === dataRole.name ? { hop: 2 as const } : {};
  if (type === "aws_iam_role_policy" || type === "aws_iam_role_policy_attachment") {
    return { key: `permissions of ${String(values.role)}`, ...hopOf(values.role) };
  }
  if (type !== "aws_iam_role" || attribute === undefined) return { key: address };
  if (attribute === "assume_role_policy") return { key: `trust of ${address}`, hop: 1 };
  return { key: `${attribute} of ${address}`, ...hopOf(values.name) };
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
