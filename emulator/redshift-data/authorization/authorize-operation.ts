import { parseArn } from "../../../aws/arn";
import { clusterArn, workgroupArn } from "../../../aws/redshift";
import { SESSION_OWNER_KEY, STATEMENT_OWNER_KEY } from "../../../aws/redshift-data";
import type { Authorizer } from "../../authorization/authorizer";
import { AwsError } from "../../protocol/aws-error";
import { locationOfOrigin, type RequestOrigin } from "../request/request-origin";
import type { SubmissionTarget } from "../request/submission-input";
import type { Warehouse } from "../warehouse/warehouse";

/** @throws AwsError AccessDeniedException with AWS's sentence */
async function requireAllowed(
  authorizer: Authorizer,
  { caller }: RequestOrigin,
  action: string,
  resource: string,
  context?: Readonly<Record<string, string>>,
): Promise<void> {
  const denial = await authorizer.denial(caller, {
    action: `redshift-data:${action}`,
    resource,
    resourceAccountId: caller.accountId,
    ...(context === undefined ? {} : { context }),
  });
  if (denial !== undefined) throw new AwsError("AccessDeniedException", denial);
}

/** ARN of the cluster or workgroup a request names. IAM names a workgroup by its id; for an unknown one the name stands in its place. */
export function targetArn(
  origin: RequestOrigin,
  target: SubmissionTarget,
  warehouse: Warehouse | undefined,
): string {
  const location = locationOfOrigin(origin);
  if (target.cluster !== undefined) return clusterArn(location, target.cluster);
  if (parseArn(target.workgroup) !== undefined) return target.workgroup;
  const id = warehouse?.spec.workgroup?.id ?? target.workgroup;
  return workgroupArn(location, id);
}

/**
 * A submission into a session is authorized on the warehouse of the session (AWS does not document on what).
 *
 * @param sessionOwner `aws:userid` of who opened the session
 * @throws AwsError AccessDeniedException
 */
export function authorizeSubmission(
  authorizer: Authorizer,
  origin: RequestOrigin,
  action: "ExecuteStatement" | "BatchExecuteStatement",
  resource: string,
  sessionOwner: string | undefined,
): Promise<void> {
  const keys = sessionOwner === undefined ? undefined : { [SESSION_OWNER_KEY]: sessionOwner };
  return requireAllowed(authorizer, origin, action, resource, keys);
}

/** Lists of what a database holds are authorized on its cluster or workgroup. @throws AwsError AccessDeniedException */
export function authorizeCatalogue(
  authorizer: Authorizer,
  origin: RequestOrigin,
  action: "ListDatabases" | "ListSchemas" | "ListTables" | "DescribeTable",
  resource: string,
): Promise<void> {
  return requireAllowed(authorizer, origin, action, resource);
}

/**
 * These actions have no resource type; the owner of the statement narrows them. A statement the caller cannot see has
 * no owner here, so a policy with a condition on the owner denies it.
 *
 * @param ownerUserId `aws:userid` of the session that submitted the statement
 * @throws AwsError AccessDeniedException
 */
export function authorizeFollowUp(
  authorizer: Authorizer,
  origin: RequestOrigin,
  action: "DescribeStatement" | "GetStatementResult" | "CancelStatement",
  ownerUserId: string | undefined,
): Promise<void> {
  const keys = ownerUserId === undefined ? undefined : { [STATEMENT_OWNER_KEY]: ownerUserId };
  return requireAllowed(authorizer, origin, action, "*", keys);
}

/**
 * The owner is the caller when only the session's own statements are listed; which value AWS gives for the statements
 * of a whole role is not documented, so the key is left out.
 *
 * @throws AwsError AccessDeniedException
 */
export function authorizeList(
  authorizer: Authorizer,
  origin: RequestOrigin,
  roleLevel: boolean,
): Promise<void> {
  const keys = roleLevel ? undefined : { [STATEMENT_OWNER_KEY]: origin.caller.userId };
  return requireAllowed(authorizer, origin, "ListStatements", "*", keys);
}

/**
 * As {@link authorizeList}, for sessions.
 *
 * @throws AwsError AccessDeniedException
 */
export function authorizeSessionList(
  authorizer: Authorizer,
  origin: RequestOrigin,
  roleLevel: boolean,
): Promise<void> {
  const keys = roleLevel ? undefined : { [SESSION_OWNER_KEY]: origin.caller.userId };
  return requireAllowed(authorizer, origin, "ListSessions", "*", keys);
}
