import type { ConditionContext, Decision } from "../../access/iam/decision";
import type { AssumeRoleRequest } from "../../access/iam/simulator";
import { parseArn } from "../../aws/arn";
import { MAX_CHAINED_SESSION_SECONDS } from "../../aws/quotas";
import { type Caller, roleSession, type SessionProperties } from "../authentication/caller";
import { type AccessDecisions, refusedWhenUnreadable } from "../authorization/access-decisions";
import { rightsOf } from "../authorization/caller-policies";
import { requestContext } from "../authorization/request-context";
import type { EmulatorEvent } from "../emulator-event";
import type { StoredIam } from "../iam/stored-iam";
import type { StoredRole } from "../iam/stored-role";
import { AwsError } from "../protocol/aws-error";
import type { AssumeRoleInput } from "./assume-role-input";
import { sessionPolicies } from "./session-policies";

/** What AssumeRole works with. */
export interface AssumeRoleOptions {
  readonly iam: Pick<StoredIam, "role" | "user" | "managedPolicy">;
  readonly decisions: Pick<AccessDecisions, "assumeRole" | "identity">;
  readonly log: (event: EmulatorEvent) => void;
}

type NewSession = SessionProperties & { readonly tags: Readonly<Record<string, string>> };

/**
 * The session that the caller may have of the role.
 *
 * @throws AwsError AccessDenied, ValidationError, MalformedPolicyDocument
 */
export async function assumedSession(
  caller: Caller,
  input: AssumeRoleInput,
  options: AssumeRoleOptions,
): Promise<Caller> {
  // A federated user can call nothing of STS but GetCallerIdentity (STS API reference, GetFederationToken).
  if (caller.federatedBy !== undefined) throw denied(caller, "sts:AssumeRole", input.roleArn);
  const session = inherited(caller, input);
  const role = await authorizedRole(caller, input, session, options);
  checkDuration(caller, role, input.durationSeconds);
  const partition = parseArn(role.arn)?.partition ?? "aws";
  const account = { partition, accountId: role.accountId };
  const policies = await sessionPolicies(input, account, options.iam, options.decisions);
  const assumed = roleSession(role, input.sessionName);
  return { ...assumed, session: { ...session, ...(policies.length === 0 ? {} : { policies }) } };
}

/** The session's labels: those asked for, and those that the caller's own session hands down. */
function inherited(caller: Caller, input: AssumeRoleInput): NewSession {
  const { tags = {}, transitiveTagKeys = [], sourceIdentity } = caller.session ?? {};
  const handedDown = Object.entries(tags).filter(([key]) => transitiveTagKeys.includes(key));
  const keys = handedDown.map(([key]) => key.toLowerCase());
  if (Object.keys(input.tags).some((key) => keys.includes(key.toLowerCase()))) {
    throw new AwsError(
      "InvalidParameterValue",
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  const identity = sourceIdentity ?? input.sourceIdentity;
  return {
    tags: { ...Object.fromEntries(handedDown), ...input.tags },
    transitiveTagKeys: [...handedDown.map(([key]) => key), ...input.transitiveTagKeys],
    ...(identity === undefined ? {} : { sourceIdentity: identity }),
  };
}

async function authorizedRole(
  caller: Caller,
  input: AssumeRoleInput,
  { tags, sourceIdentity }: NewSession,
  { iam, decisions, log }: AssumeRoleOptions,
): Promise<StoredRole> {
  const { roleArn } = input;
  const rights = await rightsOf(caller, iam);
  const role = await iam.role(roleArn);
  const now = new Date();
  const actions: NonNullable<AssumeRoleRequest["action"]>[] = ["sts:AssumeRole"];
  if (Object.keys(tags).length > 0) actions.push("sts:TagSession");
  if (sourceIdentity !== undefined) actions.push("sts:SetSourceIdentity");
  for (const action of actions) {
    const decision = await decide(action);
    log({ kind: "assume-role", caller: caller.arn, role: roleArn, ...decision });
    const isChanged =
      action === "sts:SetSourceIdentity" && sourceIdentity !== (input.sourceIdentity ?? sourceIdentity);
    if (!decision.allowed || isChanged) throw denied(caller, action, roleArn);
  }
  if (role === undefined) throw denied(caller, "sts:AssumeRole", roleArn);
  return role;

  async function decide(
    action: NonNullable<AssumeRoleRequest["action"]>,
  ): Promise<Pick<Decision, "allowed" | "reason">> {
    if (role === undefined) {
      return { allowed: false, reason: `sts:AssumeRole on ${roleArn} is refused: the role does not exist` };
    }
    const principal = { caller, rights };
    const facts = { principal, resourceAccountId: role.accountId, resourceTags: role.tags, now };
    const decision = decisions.assumeRole({
      action,
      caller: { ...assumeRoleCaller(caller), policies: rights.policies },
      role: { arn: role.arn, accountId: role.accountId, trust: role.trust },
      context: { ...requestContext(facts), ...sessionContext(input, sourceIdentity) },
    });
    const { allowed, reason } = await refusedWhenUnreadable(decision);
    return { allowed, reason };
  }
}

function assumeRoleCaller({ arn, accountId, userId, role }: Caller) {
  return { arn, accountId, userId, ...(role === undefined ? {} : { roleArn: role.arn, roleId: role.id }) };
}

/** The keys of AssumeRole itself (Service Authorization Reference, STS). */
function sessionContext(
  { sessionName, externalId, tags, transitiveTagKeys }: AssumeRoleInput,
  sourceIdentity: string | undefined,
): ConditionContext {
  const keys = Object.keys(tags);
  return {
    "sts:RoleSessionName": sessionName,
    ...(externalId === undefined ? {} : { "sts:ExternalId": externalId }),
    ...(sourceIdentity === undefined ? {} : { "sts:SourceIdentity": sourceIdentity }),
    ...(keys.length === 0 ? {} : { "aws:TagKeys": keys }),
    ...(transitiveTagKeys.length === 0 ? {} : { "sts:TransitiveTagKeys": transitiveTagKeys }),
    ...Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, tags[key] ?? ""])),
  };
}

function denied(caller: Caller, action: string, roleArn: string): AwsError {
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${roleArn}`;
  return new AwsError("AccessDenied", message, 403);
}

function checkDuration(caller: Caller, role: StoredRole, durationSeconds: number): void {
  if (caller.role !== undefined && durationSeconds > MAX_CHAINED_SESSION_SECONDS) {
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
  }
  if (durationSeconds > role.maxSessionSeconds) {
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
}
