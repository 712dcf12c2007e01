import type { NamedDocument } from "../../access/iam/decision";
import { accountOfCaller, type Caller } from "../authentication/caller";
import type { AuthorizationRequest, Authorizer } from "../authorization/authorizer";
import { AwsError } from "../protocol/aws-error";

/** Shortest and longest session of a user, and its default, seconds (STS API reference, GetSessionToken, GetFederationToken). */
const MIN_SECONDS = 900;
const MAX_SECONDS = 129_600;
const DEFAULT_SECONDS = 43_200;

/** Name of a federated user (STS API reference, GetFederationToken). */
const FEDERATED_NAME = /^[\w+=,.@-]{2,32}$/;

/** @throws AwsError ValidationError */
export function userSessionSeconds(text: string | null): number {
  const seconds = text === null ? DEFAULT_SECONDS : Number(text);
  if (!Number.isInteger(seconds)) throw new AwsError("MalformedInput", "DurationSeconds is not an integer");
  if (seconds < MIN_SECONDS) throw outOfRange(seconds, `greater than or equal to ${MIN_SECONDS}`);
  if (seconds > MAX_SECONDS) throw outOfRange(seconds, `less than or equal to ${MAX_SECONDS}`);
  return seconds;
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
 * @throws AwsError AccessDenied, ValidationError
 */
export async function federatedSession(
  user: Caller,
  name: string | null,
  policies: readonly NamedDocument[],
  authorizer: Authorizer,
): Promise<Caller> {
  if (name === null || !FEDERATED_NAME.test(name)) {
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
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

function outOfRange(seconds: number, bound: string): AwsError {
  return new AwsError(
    "ValidationError",
    `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${bound}`,
  );
}
