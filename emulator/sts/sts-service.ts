import { accountOfAccessKeyId } from "../authentication/access-key-id";
import { accountOfCaller, type Caller } from "../authentication/caller";
import type { CredentialStore } from "../authentication/credential-store";
import type { SignedRequest } from "../authentication/signed-request";
import type { Authorizer } from "../authorization/authorizer";
import { queryAnswer } from "../protocol/answer";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import { notOffered } from "../protocol/not-offered";
import { operationName, queryParameters } from "../protocol/protocol";
import type { XmlRecord } from "../protocol/xml";
import { type AssumeRoleOptions, assumedSession } from "./assume-role";
import { assumeRoleInput } from "./assume-role-input";
import { type SessionInput, sessionInput } from "./session-input";
import { sessionPolicies } from "./session-policies";
import { federatedSession, userSessionSeconds, userWithLongTermKey } from "./user-session";

const XML_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** Characters of session policies and tags that make 100 % of `PackedPolicySize`: AWS packs them in a way of its own. */
const PACKED_CHARACTERS = 2048;

/** What STS works with. */
interface StsServiceOptions extends AssumeRoleOptions {
  readonly credentials: CredentialStore;
  readonly authorizer: Authorizer;
}

/** STS: who signed, and temporary credentials of roles and users. */
export class StsService {
  constructor(private readonly options: StsServiceOptions) {}

  /**
   * Answers one request.
   *
   * @throws AwsError what STS refuses; `NotImplemented` for the operations that need what is not here
   */
  async handle(request: SignedRequest): Promise<AwsResponse> {
    const operation = operationName(request) ?? "";
    return queryAnswer(operation, XML_NAMESPACE, await this.result(operation, request));
  }

  private async result(operation: string, { caller, ...request }: SignedRequest): Promise<XmlRecord> {
    const parameters = queryParameters(request);
    switch (operation) {
      case "GetCallerIdentity":
        return { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn };
      case "GetAccessKeyInfo":
        return { Account: accountOfKey(parameters.get("AccessKeyId") ?? "") };
      case "AssumeRole":
        return this.assumeRole(caller, parameters);
      case "GetSessionToken": {
        const user = userWithLongTermKey(caller, operation);
        refuseSecondFactor(operation, parameters);
        return this.credentialsOf(user, userSessionSeconds(parameters.get("DurationSeconds")));
      }
      case "GetFederationToken":
        return this.federationToken(caller, parameters);
      default:
        throw notOffered("sts", operation);
    }
  }

  private async assumeRole(caller: Caller, parameters: URLSearchParams): Promise<XmlRecord> {
    const input = assumeRoleInput(parameters);
    const assumed = await assumedSession(caller, input, this.options);
    const { sourceIdentity } = assumed.session ?? {};
    return {
      ...this.credentialsOf(assumed, input.durationSeconds),
      AssumedRoleUser: { AssumedRoleId: assumed.userId, Arn: assumed.arn },
      ...packedSize(input),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  }

  private async federationToken(caller: Caller, parameters: URLSearchParams): Promise<XmlRecord> {
    const user = userWithLongTermKey(caller, "GetFederationToken");
    const seconds = userSessionSeconds(parameters.get("DurationSeconds"));
    const input = sessionInput(parameters);
    if (Object.keys(input.tags).length > 0) throw notOffered("sts", "GetFederationToken with Tags");
    const { iam, decisions, authorizer } = this.options;
    const policies = await sessionPolicies(input, accountOfCaller(user), iam, decisions);
    const federated = await federatedSession(user, parameters.get("Name") ?? "", policies, authorizer);
    return {
      ...this.credentialsOf(federated, seconds),
      FederatedUser: { FederatedUserId: federated.userId, Arn: federated.arn },
      ...packedSize(input),
    };
  }

  private credentialsOf(caller: Caller, seconds: number): XmlRecord {
    const issued = this.options.credentials.issue(caller, seconds);
    return {
      Credentials: {
        AccessKeyId: issued.accessKeyId,
        SecretAccessKey: issued.secretAccessKey,
        SessionToken: issued.sessionToken,
        Expiration: `${issued.expiresAt.toISOString().slice(0, 19)}Z`,
      },
    };
  }
}

/** @throws AwsError ValidationError for an id that the model takes and in which no account is written */
function accountOfKey(accessKeyId: string): string {
  const account = accountOfAccessKeyId(accessKeyId);
  if (account !== undefined) return account;
  throw new AwsError(
    "ValidationError",
    `1 validation error detected: Value '${accessKeyId}' at 'accessKeyId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w]*`,
  );
}

function refuseSecondFactor(operation: string, parameters: URLSearchParams): void {
  for (const name of ["SerialNumber", "TokenCode"]) {
    if (parameters.has(name)) throw notOffered("sts", `${operation} with ${name}`);
  }
}

function packedSize({ policy = "", policyArns, tags }: SessionInput): Partial<XmlRecord> & XmlRecord {
  const texts = [policy, ...policyArns, ...Object.entries(tags).flat()];
  const characters = texts.join("").length;
  return characters === 0 ? {} : { PackedPolicySize: Math.ceil((100 * characters) / PACKED_CHARACTERS) };
}
