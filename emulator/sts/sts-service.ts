import { MAX_CHAINED_SESSION_SECONDS } from "../../aws/quotas";
import { type Caller, roleSession } from "../authentication/caller";
import type { CredentialStore } from "../authentication/credential-store";
import type { SignedRequest } from "../authentication/signed-request";
import type { AccessDecisions } from "../authorization/access-decisions";
import { callerContext } from "../authorization/caller-context";
import { rightsOf } from "../authorization/caller-policies";
import type { EmulatorEvent } from "../emulator-event";
import type { StoredIam } from "../iam/stored-iam";
import type { StoredRole } from "../iam/stored-role";
import { queryAnswer } from "../protocol/answer";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import { operationName, queryParameters } from "../protocol/protocol";
import type { XmlRecord } from "../protocol/xml";
import { type AssumeRoleInput, assumeRoleInput } from "./assume-role-input";

const XML_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** STS: GetCallerIdentity and AssumeRole. */
export class StsService {
  constructor(
    private readonly iam: Pick<StoredIam, "role">,
    private readonly credentials: CredentialStore,
    private readonly decisions: Pick<AccessDecisions, "assumeRole">,
    private readonly log: (event: EmulatorEvent) => void,
  ) {}

  async handle(request: SignedRequest): Promise<AwsResponse> {
    const operation = operationName(request) ?? "";
    switch (operation) {
      case "GetCallerIdentity":
        return queryAnswer(operation, XML_NAMESPACE, callerIdentity(request.caller));
      case "AssumeRole":
        return queryAnswer(operation, XML_NAMESPACE, await this.assumeRole(request));
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
    const session = roleSession(role, input.sessionName);
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
