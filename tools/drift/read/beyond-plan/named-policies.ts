import { managedPolicy } from "../../../../access/iam/managed-policies";
import { awsManagedPolicyArn } from "../../../../aws/iam";
import type { Link } from "../../../../config/link";
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
  const { partition, queryRole, dataRole, permissions, dataTransfer } = link;
  const managed =
    permissions.mode === "managed" && dataRole.existing === undefined
      ? [awsManagedPolicyArn(partition, permissions.managedPolicy)]
      : [];
  const named: readonly (readonly [RefusedLook["account"], string | undefined])[] = [
    ["lambda", queryRole.permissionsBoundaryArn],
    ["redshift", dataRole.permissionsBoundaryArn],
    ["redshift", dataTransfer?.copyRole.permissionsBoundaryArn],
    ["lambda", dataTransfer?.bucketRole.permissionsBoundaryArn],
    ...managed.map((arn) => ["redshift", arn] as const),
  ];
  const policies = named.flatMap(([account, arn]) =>
    arn === undefined || managedPolicy(arn) !== undefined ? [] : [{ account, arn }],
  );
  return [...new Map(policies.map((policy) => [`${policy.account} ${policy.arn}`, policy])).values()];
}
