import type { NamedDocument } from "../../access/iam/decision";
import { accountOfCaller, type Caller } from "../authentication/caller";
import type { AuthorizationRequest, Authorizer } from "../authorization/authorizer";
import { AwsError } from "../protocol/aws-error";

/** Of a user's session whose `DurationSeconds` is not sent (STS API reference, GetSessionToken, GetFederationToken). */
const DEFAULT_SECONDS = 43_200;

/** How long a user's session lasts, seconds. @param text as it is sent and the model has taken it */
export function userSessionSeconds(text: string | null): number {
  return Number(text ?? DEFAULT_SECONDS);
}

/**
 * The user who asks for a session of its own: long-term keys alone can.
 *
 * @throws AwsError AccessDenied
 */
export function userWithLongTermKey(caller: Caller, operation: string): Caller {
  if (caller.session === undefined) return caller;
  throw new AwsError("AccessDenied", `Cannot call ${operation} with session credentials`, 403);
}

/**
 * A federated session in the name of a user, who has to be allowed to make it.
 *
 * @param policies none: it may do nothing but what a resource's policy allows it
 * @throws AwsError AccessDenied
 */
export async function federatedSession(
  user: Caller,
  name: string,
  policies: readonly NamedDocument[],
  authorizer: Authorizer,
): Promise<Caller> {
  const { partition, accountId } = accountOfCaller(user);
  const arn = `arn:${partition}:sts::${accountId}:federated-user/${name}`;
  const request: AuthorizationRequest = {
    action: "sts:GetFederationToken",
    resource: arn,
    resourceAccountId: accountId,
  };
  const denial = await authorizer.denial(user, request);
  if (denial !== undefined) throw new AwsError("AccessDenied", denial, 403);
  return {
    accountId,
    arn,
    userId: `${accountId}:${name}`,
    federatedBy: { arn: user.arn, userId: user.userId },
    session: policies.length === 0 ? {} : { policies },
  };
}
