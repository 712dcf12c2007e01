import type { IamRole } from "../../access/iam/iam-role";
import type { Link } from "../../config/link";
import { permissionDocument, trustDocument } from "../../policies/document";
import { bucketRolePolicies, copyRolePolicies, hasBuckets, transferArns } from "../../stacks/data-transfer";
import type { RoleSide } from "../../tools/doctor/read/sides";

/** A role of the buckets as the stack makes it. */
export function deployedRole(link: Link, role: RoleSide): IamRole {
  if (!hasBuckets(link)) throw new Error("the link has no buckets");
  const isCopy = role === "copy role";
  const { trust, inlinePolicies } = isCopy ? copyRolePolicies(link) : bucketRolePolicies(link);
  const { copyRole, bucketRole } = transferArns(link);
  return {
    arn: isCopy ? copyRole : bucketRole,
    uniqueId: "AROAROLE",
    trust: trustDocument(trust),
    inlinePolicies: Object.entries(inlinePolicies).map(([name, statements]) => ({
      ...{ name, document: permissionDocument(statements) },
    })),
    ...{ managedPolicyArns: [], documents: {}, maxSessionSeconds: 3600, description: "", tags: {} },
  };
}
