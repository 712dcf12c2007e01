import { managedPolicy } from "../../../../access/iam/managed-policies";
import { awsManagedPolicyArn } from "../../../../aws/iam";
import type { Link } from "../../../../config/link";
import { boundariesOf } from "../../../../config/parts/boundaries";
import type { RefusedLook } from "./beyond-plan";

/** A managed policy or boundary that a link names, and the account whose role has it. */
export interface NamedPolicy {
  readonly account: RefusedLook["account"];
  readonly arn: string;
}

/** Policies that the roles of a link are declared with and whose text is not kept in this project, each once an account. */
export function namedPolicies(
  link: Pick<Link, "partition" | "queryRole" | "dataRole" | "permissions" | "dataTransfer">,
): readonly NamedPolicy[] {
  const { partition, dataRole, permissions } = link;
  const managed =
    permissions.mode === "managed" && dataRole.existing === undefined
      ? [awsManagedPolicyArn(partition, permissions.managedPolicy)]
      : [];
  const named: readonly NamedPolicy[] = [
    ...boundariesOf(link).map(({ account, arn }) => ({ account, arn })),
    ...managed.map((arn) => ({ account: "redshift" as const, arn })),
  ];
  const policies = named.filter(({ arn }) => managedPolicy(arn) === undefined);
  return [...new Map(policies.map((policy) => [`${policy.account} ${policy.arn}`, policy])).values()];
}
