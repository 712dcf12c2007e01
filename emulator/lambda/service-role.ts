import { LAMBDA_SERVICE } from "../../aws/lambda";
import { type AccessDecisions, refusedWhenUnreadable } from "../authorization/access-decisions";
import { requestContext } from "../authorization/request-context";
import type { StoredIam } from "../iam/stored-iam";
import type { StoredRole } from "../iam/stored-role";
import type { FunctionReference } from "../protocol/function-reference";

/** Lambda's text for a role that does not exist or does not trust it. */
export const ROLE_NOT_ASSUMABLE = "The role defined for the function cannot be assumed by Lambda.";

/** The role, if it exists in the function's account and trusts Lambda for this function. */
export async function assumableByLambda(
  roleArn: string,
  { arn, accountId, region }: FunctionReference,
  iam: Pick<StoredIam, "role">,
  decisions: Pick<AccessDecisions, "serviceTrust">,
): Promise<StoredRole | undefined> {
  const role = await iam.role(roleArn);
  if (role === undefined || role.accountId !== accountId) return undefined;
  const decision = decisions.serviceTrust({
    service: LAMBDA_SERVICE,
    roleArn,
    trust: role.trust,
    context: requestContext({
      principal: { service: LAMBDA_SERVICE, sourceArn: arn, sourceAccountId: accountId, region },
      resourceAccountId: role.accountId,
      resourceTags: role.tags,
      now: new Date(),
    }),
  });
  return (await refusedWhenUnreadable(decision)).allowed ? role : undefined;
}
