import { parseArn } from "../../../aws/arn";
import { dbNameArn, dbUserArn } from "../../../aws/redshift";
import { secretArn, secretsManagerService } from "../../../aws/secrets-manager";
import type { AuthorizationRequest, Authorizer } from "../../authorization/authorizer";
import { AwsError } from "../../protocol/aws-error";
import { locationOfOrigin, type RequestOrigin } from "../request/request-origin";
import type { SubmissionInput } from "../request/submission-input";
import type { DatabaseIdentity, Warehouse } from "../warehouse/warehouse";
import type { WarehouseSpec } from "../warehouse/warehouse-spec";

/** Suffix AWS gives a secret's name in its ARN. */
const SECRET_SUFFIX = /-[A-Za-z0-9]{6}$/;

type CredentialRequest = Omit<AuthorizationRequest, "resourceAccountId">;

/** One submission that looks for the database user it runs as. */
export interface CredentialSearch {
  readonly authorizer: Authorizer;
  readonly context: RequestOrigin;
  readonly submission: SubmissionInput;
  readonly warehouse: Warehouse;
  /** ARN of the cluster or workgroup. */
  readonly targetArn: string;
}

/**
 * Unlike the Data API's own actions, a refused credential call surfaces as ValidationException with the sentence of
 * the service that refused (measured against AWS).
 */
async function requireCredential(
  { authorizer, context }: CredentialSearch,
  request: CredentialRequest,
): Promise<void> {
  const resourceAccountId = parseArn(request.resource)?.accountId ?? context.caller.accountId;
  const denial = await authorizer.denial(context.caller, { ...request, resourceAccountId });
  if (denial !== undefined) throw new AwsError("ValidationException", denial);
}

/** The database user of an IAM identity: `IAMR:<role>` for a role session, `IAM:<user>` for a user. */
function iamDatabaseUser({ caller }: RequestOrigin): string {
  return caller.role === undefined ? `IAM:${caller.arn.split("/").at(-1)}` : `IAMR:${caller.role.name}`;
}

async function clusterUser(
  search: CredentialSearch,
  cluster: string,
  user: string,
): Promise<DatabaseIdentity> {
  const { database } = search.submission;
  const action = "redshift:GetClusterCredentials";
  const keys = { "redshift:DbUser": user, "redshift:DbName": database };
  const location = locationOfOrigin(search.context);
  for (const resource of [dbUserArn(location, cluster, user), dbNameArn(location, cluster, database)]) {
    await requireCredential(search, { action, resource, context: keys });
  }
  return { user, createUser: false };
}

async function clusterIdentity(search: CredentialSearch, cluster: string): Promise<DatabaseIdentity> {
  const { database } = search.submission;
  await requireCredential(search, {
    action: "redshift:GetClusterCredentialsWithIAM",
    resource: dbNameArn(locationOfOrigin(search.context), cluster, database),
    context: { "redshift:DbName": database },
  });
  return { user: iamDatabaseUser(search.context), createUser: true };
}

async function workgroupIdentity(search: CredentialSearch): Promise<DatabaseIdentity> {
  await requireCredential(search, {
    action: "redshift-serverless:GetCredentials",
    resource: search.targetArn,
  });
  return { user: iamDatabaseUser(search.context), createUser: true };
}

function secretName(arn: string): string {
  return (parseArn(arn)?.resource.split(":")[1] ?? "").replace(SECRET_SUFFIX, "");
}

/** What the secret holds; the text for a deleted one is Secrets Manager's, that it is handed through is not verified. */
function secretIdentity({ username, defect }: WarehouseSpec["secrets"][number]): DatabaseIdentity {
  if (defect === "deleted") {
    throw new AwsError(
      "ValidationException",
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  }
  if (defect === "empty") {
    throw new AwsError("ValidationException", "username and password in secret cannot be empty");
  }
  return { user: username, createUser: false, hasWrongPassword: defect === "outdated-password" };
}

async function secretUser(search: CredentialSearch, nameOrArn: string): Promise<DatabaseIdentity> {
  const { context, warehouse } = search;
  const secret = warehouse.spec.secrets.find(({ arn }) => arn === nameOrArn || secretName(arn) === nameOrArn);
  const unknownArn =
    parseArn(nameOrArn) === undefined ? secretArn(locationOfOrigin(context), nameOrArn) : nameOrArn;
  const action = "secretsmanager:GetSecretValue";
  await requireCredential(search, { action, resource: secret?.arn ?? unknownArn });
  // Secrets Manager's text; that the Data API hands it through is not verified.
  if (secret === undefined) {
    throw new AwsError("ValidationException", "Secrets Manager can't find the specified secret.");
  }
  if (secret.kmsKeyArn !== undefined) {
    await requireCredential(search, {
      action: "kms:Decrypt",
      resource: secret.kmsKeyArn,
      context: { "kms:ViaService": secretsManagerService(locationOfOrigin(context)) },
    });
  }
  return secretIdentity(secret);
}

/**
 * The database user a submission runs as, after every permission that its way of logging in takes.
 *
 * @throws AwsError ValidationException with the sentence of the service that refused
 */
export function findDatabaseIdentity(search: CredentialSearch): Promise<DatabaseIdentity> {
  const { secretArn, dbUser, target } = search.submission;
  if (secretArn !== undefined) return secretUser(search, secretArn);
  if (target.cluster === undefined) return workgroupIdentity(search);
  if (dbUser !== undefined) return clusterUser(search, target.cluster, dbUser);
  return clusterIdentity(search, target.cluster);
}
