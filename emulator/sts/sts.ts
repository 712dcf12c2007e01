import { randomUUID } from "node:crypto";
import type { AccessDecisions } from "../authorization/access-decisions";
import { callerContext } from "../authorization/caller-context";
import { rightsOf } from "../authorization/caller-policies";
import type { Caller } from "../gateway/caller";
import type { CredentialStore } from "../gateway/credential-store";
import type { GatewayEvent } from "../gateway/gateway-event";
import type { StoredRole } from "../iam/role-policies";
import type { StoredIam } from "../iam/stored-iam";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse, SignedRequest } from "../protocol/aws-request";
import { operationName, queryParameters } from "../protocol/protocol";
import { type XmlRecord, xmlElements } from "../protocol/xml";
import { type AssumeRoleInput, assumeRoleInput } from "./sts-input";

/** Longest session of a role assumed by a role session, seconds (IAM User Guide, "Role chaining"). */
const MAX_CHAINED_SESSION_SECONDS = 3600;

/** STS: who am I, and hop 1. */
export class Sts {
  constructor(
    private readonly iam: Pick<StoredIam, "role">,
    private readonly credentials: CredentialStore,
    private readonly decisions: Pick<AccessDecisions, "assumeRole">,
    private readonly log: (event: GatewayEvent) => void,
  ) {}

  async handle(request: SignedRequest): Promise<AwsResponse> {
    const operation = operationName(request) ?? "";
    switch (operation) {
      case "GetCallerIdentity":
        return answer(operation, callerIdentity(request.caller));
      case "AssumeRole":
        return answer(operation, await this.assumeRole(request));
      default:
        throw new AwsError(
          "InvalidAction",
          `the rehearsal serves GetCallerIdentity and AssumeRole of STS, not ${operation}`,
        );
    }
  }

  private async assumeRole(request: SignedRequest): Promise<XmlRecord> {
    const { caller } = request;
    const input = assumeRoleInput(queryParameters(request));
    const role = await this.authorizedRole(caller, input, request.scope.region);
    checkDuration(caller, role, input.durationSeconds);
    const session = sessionOf(role, input.sessionName);
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = this.credentials.issue(
      session,
      input.durationSeconds,
    );
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: `${expiresAt.toISOString().slice(0, 19)}Z`,
      },
      AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    };
  }

  private async authorizedRole(caller: Caller, input: AssumeRoleInput, region: string): Promise<StoredRole> {
    const { roleArn, sessionName, externalId } = input;
    const rights = await rightsOf(caller, this.iam);
    const role = await this.iam.role(roleArn);
    const { allowed, reason } =
      role === undefined
        ? { allowed: false, reason: `sts:AssumeRole on ${roleArn} is refused: the role does not exist` }
        : await this.decisions.assumeRole({
            caller: {
              arn: caller.arn,
              accountId: caller.accountId,
              userId: caller.userId,
              ...(caller.role === undefined ? {} : { roleArn: caller.role.arn, roleId: caller.role.id }),
              policies: rights.policies,
            },
            role: { arn: role.arn, accountId: role.accountId, trust: role.trust },
            context: {
              ...callerContext(caller, rights, new Date()),
              "aws:RequestedRegion": region,
              "aws:ResourceAccount": role.accountId,
              "sts:RoleSessionName": sessionName,
              ...(externalId === undefined ? {} : { "sts:ExternalId": externalId }),
              ...resourceTags(role),
            },
          });
    this.log({ kind: "assume-role", caller: caller.arn, role: roleArn, allowed, reason });
    if (allowed && role !== undefined) return role;
    throw new AwsError(
      "AccessDenied",
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    );
  }
}

/** The identity a session of this role has. */
export function sessionOf(
  role: Pick<StoredRole, "arn" | "id" | "name" | "accountId">,
  sessionName: string,
): Caller {
  const partition = role.arn.split(":")[1];
  return {
    accountId: role.accountId,
    arn: `arn:${partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    userId: `${role.id}:${sessionName}`,
    role: { arn: role.arn, name: role.name, id: role.id, sessionName },
  };
}

function resourceTags({ tags }: StoredRole): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
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

function callerIdentity({ arn, userId, accountId }: Caller): XmlRecord {
  return { Arn: arn, UserId: userId, Account: accountId };
}

function answer(operation: string, result: XmlRecord): AwsResponse {
  const requestId = randomUUID();
  const content = xmlElements({
    [`${operation}Result`]: result,
    ResponseMetadata: { RequestId: requestId },
  });
  return {
    status: 200,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body: `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${content}</${operation}Response>`,
  };
}
