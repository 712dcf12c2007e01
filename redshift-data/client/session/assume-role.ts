import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import { accountOf } from "../../../aws/arn";
import { presentMembers } from "../../../aws/json";
import { MAX_CHAINED_SESSION_SECONDS } from "../../../aws/quotas";
import { QueryError } from "../../errors/query-error";
import { type LinkContext, lambdaSide } from "../../link/link-context";

/** The part of STS that the library uses. */
export interface Sts {
  assumeRole(
    request: AssumeRoleCommandInput,
  ): Promise<Pick<AssumeRoleCommandOutput, "Credentials" | "AssumedRoleUser">>;
}

/** Credentials of a session of the data role. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** Hop 1 failed; `cause` is the STS client's error. */
export class AssumeRoleFailed extends Error {
  constructor(cause: unknown) {
    super("the data role could not be assumed", { cause });
  }
}

/**
 * Hop 1: a session of the data role, checked to be of the configured redshift account.
 *
 * @throws AssumeRoleFailed when STS does not give one
 * @throws QueryError `WRONG_ACCOUNT` when the session is of another account
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumeDataRole(sts: Sts, link: LinkContext): Promise<SessionCredentials> {
  const { dataRoleArn, roleSessionName, externalId } = link.settings;
  const { Credentials, AssumedRoleUser } = await sts
    .assumeRole({
      RoleArn: dataRoleArn,
      // The same in every container: the data role's policy compares it with the owner of a statement.
      RoleSessionName: roleSessionName,
      DurationSeconds: MAX_CHAINED_SESSION_SECONDS,
      ...presentMembers({ ExternalId: externalId }),
    })
    .catch((error: unknown) => {
      throw new AssumeRoleFailed(error);
    });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
  // Kept for the life of the container: an expiry that is none would fail every later invocation.
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !(Expiration instanceof Date)) {
    throw new AssumeRoleFailed(new Error("AssumeRole answered without credentials"));
  }
  refuseOtherAccount(AssumedRoleUser?.Arn ?? "", link);
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

function refuseOtherAccount(sessionArn: string, link: LinkContext): void {
  const accountId = accountOf(sessionArn);
  const { redshiftAccountId, dataRoleArn } = link.settings;
  if (accountId === redshiftAccountId) return;
  throw new QueryError({
    code: "WRONG_ACCOUNT",
    hop: "assume-role",
    message: `the session of the data role is of account ${accountId || "unknown"}, expected ${redshiftAccountId}; no statement was sent`,
    advice: `${lambdaSide(link)}, environment of function ${link.functionName}: DATA_ROLE_ARN is ${dataRoleArn}, REDSHIFT_ACCOUNT_ID is ${redshiftAccountId}; correct the link and deploy it again`,
  });
}
