import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { attachCommand } from "../aws/attach-command";
import { roleArn } from "../aws/iam";
import { dbUserArn, workgroupDbUserArn } from "../aws/redshift";
import type { DataTransfer } from "../config/data-transfer/data-transfer";
import type { Link } from "../config/link";
import { ExclusiveRole } from "../constructs/exclusive-role";
import { assumeBucketRole, trustRedshift, useBucket } from "../policies/copy";
import { trustRole } from "../policies/trust";
import type { CopySettings } from "../redshift-data/link/copy-settings";
import { linkCommand } from "../states/link-command";
import { redshiftLocation } from "./link-names";
import type { RolePolicies } from "./link-policies";

type TransferLink = Link & { readonly dataTransfer: NonNullable<Link["dataTransfer"]> };

/** Whether a link has buckets. */
export function hasBuckets(link: Link): link is TransferLink {
  return link.dataTransfer !== undefined;
}

/** The ARNs that the roles between Redshift and the buckets will have. */
export function transferArns({ partition, lambdaAccount, redshiftAccount, dataTransfer }: TransferLink): {
  readonly copyRole: string;
  readonly bucketRole: string;
} {
  return {
    copyRole: roleArn({ partition, accountId: redshiftAccount.id, ...dataTransfer.copyRole }),
    bucketRole: roleArn({ partition, accountId: lambdaAccount.id, ...dataTransfer.bucketRole }),
  };
}

/** The copy role: assumed by Redshift for one database user, allowed to assume the bucket role. */
export function copyRolePolicies(link: TransferLink): RolePolicies {
  const { target, redshiftAccount, dataTransfer } = link;
  const at = redshiftLocation(link);
  return {
    trust: trustRedshift({
      accountId: redshiftAccount.id,
      dbUserArn:
        "cluster" in target
          ? dbUserArn(at, target.cluster, dataTransfer.dbUser)
          : workgroupDbUserArn(at, target.workgroupId, dataTransfer.dbUser),
      isServerless: "workgroup" in target,
    }),
    inlinePolicies: { "assume-bucket-role": [assumeBucketRole(transferArns(link).bucketRole)] },
    managedPolicyArns: [],
  };
}

/** The bucket role: assumed by the copy role, allowed what COPY and UNLOAD need of the buckets. */
export function bucketRolePolicies(link: TransferLink): RolePolicies {
  const { partition, lambdaAccount, trust, dataTransfer } = link;
  const { copyRole } = transferArns(link);
  return {
    trust: [trustRole({ roleArn: copyRole, match: trust.mode === "role" ? "role" : "role-by-name" })],
    inlinePolicies: {
      "use-buckets": dataTransfer.buckets.flatMap((bucket, index) =>
        useBucket({ partition, accountId: lambdaAccount.id, ...bucket }, index + 1),
      ),
    },
    managedPolicyArns: [],
  };
}

/**
 * What lets Redshift use the copy role, and what takes that back, with the AWS CLI in the redshift account. Terraform's own resource
 * replaces the list of a warehouse, and empties it on destroy, so no stack has it.
 */
export function copyRoleCommands(link: TransferLink): {
  readonly attach: string;
  readonly detach: string;
  /** Why it is somebody's to run, and why in this form. */
  readonly reason: string;
} {
  const { target, redshiftAccount } = link;
  const { copyRole } = transferArns(link);
  const warehouse = { target, region: redshiftAccount.region };
  return {
    attach: attachCommand(warehouse, copyRole, { isDetaching: false }),
    detach: attachCommand(warehouse, copyRole, { isDetaching: true }),
    reason: [
      "For the owner of the warehouse: Redshift uses no role that is not attached, and this adds the copy role and leaves every other one.",
      ...("workgroup" in target
        ? [
            "A namespace takes its whole list of roles, so the list is read right before; nobody else should change it meanwhile.",
          ]
        : []),
      `${linkCommand("attach", link)} does the same after asking, and looks at the list afterwards.`,
    ].join(" "),
  };
}

/** What the function is told of a link's buckets. */
export function copySettings(link: TransferLink): CopySettings {
  const { copyRole, bucketRole } = transferArns(link);
  return {
    copyRoleArn: copyRole,
    buckets: link.dataTransfer.buckets.map(({ cleanPath, ...bucket }) => ({
      ...bucket,
      bucketRoleArn: bucketRole,
      ...(cleanPath && { cleanPath }),
    })),
  };
}

/** The two roles between Redshift and the buckets of a link. One that is absent somebody else makes. */
export interface TransferRoles {
  readonly copyRole: ExclusiveRole["role"] | undefined;
  readonly bucketRole: ExclusiveRole["role"] | undefined;
}

/** Adds the two roles, if the link has buckets. */
export function addTransferRoles(
  scope: Construct,
  link: Link,
  { lambda, redshift }: Readonly<Record<"lambda" | "redshift", AwsProvider | undefined>>,
): TransferRoles | undefined {
  if (!hasBuckets(link)) return undefined;
  const copyRole = addCopyRole(scope, link, redshift);
  return { copyRole, bucketRole: addBucketRole(scope, link, lambda, copyRole) };
}

function addCopyRole(
  scope: Construct,
  link: TransferLink,
  provider: AwsProvider | undefined,
): TransferRoles["copyRole"] {
  const { existing, ...role } = link.dataTransfer.copyRole;
  if (provider === undefined || existing !== undefined) return undefined;
  return new ExclusiveRole(scope, "copy-role", {
    provider,
    address: "copy_role",
    description: `Assumed by Redshift for COPY and UNLOAD of link ${link.name}`,
    ...identity(role),
    ...copyRolePolicies(link),
  }).role;
}

function addBucketRole(
  scope: Construct,
  link: TransferLink,
  provider: AwsProvider | undefined,
  copyRole: TransferRoles["copyRole"],
): TransferRoles["bucketRole"] {
  const { existing, ...role } = link.dataTransfer.bucketRole;
  if (provider === undefined || existing !== undefined) return undefined;
  return new ExclusiveRole(scope, "bucket-role", {
    provider,
    address: "bucket_role",
    description: `Assumed by the copy role of link ${link.name} to use the buckets`,
    ...identity(role),
    ...bucketRolePolicies(link),
    // Mode `account` names the account, and the copy role by a condition on its ARN. One that somebody else makes is there before.
    ...(link.trust.mode === "role" && copyRole !== undefined ? { trustedRole: copyRole } : {}),
  }).role;
}

function identity({ name, ...role }: Omit<DataTransfer<Link["dataRole"]>["copyRole"], "existing">) {
  return { roleName: name, ...role };
}
