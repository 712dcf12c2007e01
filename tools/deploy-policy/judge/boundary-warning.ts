import type { LinkPolicies } from "./deploy-policies";

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
      ).flatMap(({ Resource }) =>
        Resource.map(
          (role) =>
            `warning: ${role} of link ${link} has no permissions boundary, so whoever holds the deploy policy is an administrator of the ${account} account: it may give the role any policy and let itself assume it; set permissionsBoundaryArn in links.yaml`,
        ),
      ),
    ),
  );
  return [...new Set(warnings)];
}
