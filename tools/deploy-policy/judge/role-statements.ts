import { managedPolicy } from "../../../access/iam/managed-policies";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import { parseIamArn, roleArnsOnEveryPath } from "../../../aws/iam";
import { LOOKS } from "../../lib/link/looks";
import { allow, type PolicyStatement } from "./policy-statement";

const READ = ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"];

/** Grants that could widen the role: with a boundary configured, only while that boundary is on it. */
const GRANTING = ["iam:CreateRole", "iam:PutRolePolicy"];

const OTHER_WRITES = ["iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"];

/** Detaching undoes what was attached by hand; ListInstanceProfilesForRole comes before a role's deletion. */
const REMOVING = [
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:ListInstanceProfilesForRole",
];

/** To read one role and all its policies, also where it was before its path changed: a plan refreshes it there. */
export function readRole(role: SynthesizedRole): PolicyStatement {
  return allow("ReadRole", READ, onEveryPath(role));
}

/** To read a role of somebody else's, where it is. */
export function readRoleOfOthers({ arn }: SynthesizedRole): PolicyStatement {
  return allow("ReadRole", READ, [arn]);
}

/** What {@link attachPolicy} is known by. */
export const ATTACH_POLICY = "AttachPolicy";

/** To put one inline policy on a role of somebody else's, and to take it away. IAM tells no inline policy from another. */
export function attachPolicy({ arn }: SynthesizedRole): PolicyStatement {
  return allow(ATTACH_POLICY, ["iam:DeleteRolePolicy", "iam:PutRolePolicy"], [arn]);
}

/** To take away one role and its policies, also where it was before its path changed: nothing else could make room for it. */
export function removeRole(role: SynthesizedRole): PolicyStatement {
  return allow("RemoveRole", REMOVING, onEveryPath(role));
}

function onEveryPath({ arn }: SynthesizedRole): readonly string[] {
  const parts = parseIamArn(arn);
  return parts === undefined ? [arn] : roleArnsOnEveryPath(parts);
}

/** To look at the texts of the boundaries and managed policies that the roles are declared with; none for roles without any. */
export function lookAtPolicies(roles: readonly SynthesizedRole[]): PolicyStatement[] {
  const arns = new Set(
    roles.flatMap(({ boundaryArn, managedPolicyArns }) => [
      ...managedPolicyArns,
      ...(boundaryArn === undefined ? [] : [boundaryArn]),
    ]),
  );
  // Those whose text this project keeps are not asked for.
  const asked = [...arns].filter((arn) => managedPolicy(arn) === undefined);
  return asked.length === 0 ? [] : [allow("LookAtPolicies", LOOKS["policy-text"].actions, asked)];
}

/**
 * To create and change one role, and to take away tags set by hand. Not to take away a boundary: it
 * would not limit whoever may remove it.
 */
export function writeRole(role: SynthesizedRole, isTagged: boolean): PolicyStatement[] {
  const { arn, boundaryArn, managedPolicyArns } = role;
  const tagging = [...(isTagged ? ["iam:TagRole"] : []), "iam:UntagRole"];
  const bounded = boundaryArn === undefined ? {} : { "iam:PermissionsBoundary": [boundaryArn] };
  const statements =
    boundaryArn === undefined
      ? [allow("WriteRole", [...GRANTING, ...OTHER_WRITES, ...tagging], [arn])]
      : [
          allow("GrantWithinBoundary", [...GRANTING, "iam:PutRolePermissionsBoundary"], [arn], {
            ArnEquals: bounded,
          }),
          allow("WriteRole", [...OTHER_WRITES, ...tagging], [arn]),
        ];
  if (managedPolicyArns.length > 0) {
    const condition = { ArnEquals: { "iam:PolicyARN": managedPolicyArns, ...bounded } };
    statements.push(allow("AttachManagedPolicies", ["iam:AttachRolePolicy"], [arn], condition));
  }
  return statements;
}
