import type { LinkPolicies } from "./deploy-policies";
import { ATTACH_POLICY } from "./role-statements";

/**
 * What must be known before a deploy policy is handed out. A role without a permissions boundary can be given any policy, so
 * whoever may write its policies and its trust can do anything in the account.
 *
 * @returns one line for each role without a boundary
 */
export function boundaryWarnings(links: readonly LinkPolicies[]): readonly string[] {
  const warnings = links.flatMap(({ link, policies }) =>
    policies.flatMap(({ account, deploy }) =>
      deploy.Statement.filter(
        ({ Action, Condition }) => Action.includes("iam:PutRolePolicy") && Condition === undefined,
      ).flatMap(({ Sid, Resource }) =>
        Resource.map((role) =>
          Sid === ATTACH_POLICY
            ? `warning: ${role} is somebody else's, and whoever holds the deploy policy of link ${link} may give it any inline policy: IAM tells none from another; a permissions boundary that its owner puts on it bounds them all`
            : `warning: ${role} of link ${link} has no permissions boundary, so whoever holds the deploy policy is an administrator of the ${account} account: it may give the role any policy and let itself assume it; set permissionsBoundaryArn in links.yaml`,
        ),
      ),
    ),
  );
  return [...new Set(warnings)];
}
