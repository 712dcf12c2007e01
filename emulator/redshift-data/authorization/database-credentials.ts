import { parseArn } from "../../../aws/arn";
import { dbNameArn, dbUserArn } from "../../../aws/redshift";
import { secretArn, secretsManagerService } from "../../../aws/secrets-manager";
import type { AuthorizationRequest, Authorizer } from "../../authorization/authorizer";
import { AwsError } from "../../protocol/aws-error";
import type { Login } from "../request/login-input";
import { locationOfOrigin, type RequestOrigin } from "../request/request-origin";
import type { DatabaseIdentity, Warehouse } from "../warehouse/warehouse";
import type { WarehouseSpec } from "../warehouse/warehouse-spec";

/** Service principals that ask in the caller's name (IAM User Guide, "Forward access sessions"). */
const DATA_API_SERVICE = "redshift-data.amazonaws.com";
const SECRETS_MANAGER_SERVICE = "secretsmanager.amazonaws.com";

/** Suffix AWS gives a secret's name in its ARN. */
const SECRET_SUFFIX = /-[A-Za-z0-9]{6}$/;

type CredentialRequest = Omit<AuthorizationRequest, "resourceAccountId">;

/** What the database user of a request is determined from. */
interface LoginRequest {
  readonly authorizer: Authorizer;
  readonly origin: RequestOrigin;
  readonly login: Login;
  readonly warehouse: Warehouse;
  /** ARN of the cluster or workgroup. */
  readonly targetArn: string;
}

/**
 * Unlike the Data API's own actions, a refused credential call surfaces as ValidationException with the sentence of
 * the service that refused (measured against AWS).
 */
async function requireCredential(
  { authorizer, origin }: LoginRequest,
  credential: CredentialRequest,
): Promise<void> {
  const resourceAccountId = parseArn(credential.resource)?.accountId ?? origin.caller.accountId;
  const calledVia = [DATA_API_SERVICE, ...(credential.calledVia ?? [])];
  const denial = await authorizer.denial(origin.caller, { ...credential, resourceAccountId, calledVia });
  if (denial !== undefined) throw new AwsError("ValidationException", denial);
}

/** The database user of an IAM identity: `IAMR:<role>` for a role session, `IAM:<user>` for a user. */
function iamDatabaseUser({ caller }: RequestOrigin): string {
  return caller.role === undefined ? `IAM:${caller.arn.split("/").at(-1)}` : `IAMR:${caller.role.name}`;
}

async function clusterUser(request: LoginRequest, cluster: string, user: string): Promise<DatabaseIdentity> {
  const { database } = request.login;
  const action = "redshift:GetClusterCredentials";
  const keys = { "redshift:DbUser": user, "redshift:DbName": database };
  const location = locationOfOrigin(request.origin);
  for (const resource of [dbUserArn(location, cluster, user), dbNameArn(location, cluster, database)]) {
    await requireCredential(request, { action, resource, context: keys });
  }
  return { user, createUser: false };
}

async function clusterIdentity(request: LoginRequest, cluster: string): Promise<DatabaseIdentity> {
  const { database } = request.login;
  await requireCredential(request, {
    action: "redshift:GetClusterCredentialsWithIAM",
    resource: dbNameArn(locationOfOrigin(request.origin), cluster, database),
    context: { "redshift:DbName": database },
  });
  return { user: iamDatabaseUser(request.origin), createUser: true };
}

async function workgroupIdentity(request: LoginRequest): Promise<DatabaseIdentity> {
  await requireCredential(request, {
    action: "redshift-serverless:GetCredentials",
    resource: request.targetArn,
  });
  return { user: iamDatabaseUser(request.origin), createUser: true };
}

function secretName(arn: string): string {
  return (parseArn(arn)?.resource.split(":")[1] ?? "").replace(SECRET_SUFFIX, "");
}

/** The user in a secret. The text for a deleted secret is Secrets Manager's; that the Data API passes it on is not verified. */
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

async function secretUser(request: LoginRequest, nameOrArn: string): Promise<DatabaseIdentity> {
  const { origin, warehouse } = request;
  const secret = warehouse.spec.secrets.find(({ arn }) => arn === nameOrArn || secretName(arn) === nameOrArn);
  const unknownArn =
    parseArn(nameOrArn) === undefined ? secretArn(locationOfOrigin(origin), nameOrArn) : nameOrArn;
  const action = "secretsmanager:GetSecretValue";
  await requireCredential(request, { action, resource: secret?.arn ?? unknownArn });
  // Secrets Manager's text; that the Data API passes it on is not verified.
  if (secret === undefined) {
    throw new AwsError("ValidationException", "Secrets Manager can't find the specified secret.");
  }
  if (secret.kmsKeyArn !== undefined) {
    await requireCredential(request, {
      action: "kms:Decrypt",
      resource: secret.kmsKeyArn,
      calledVia: [SECRETS_MANAGER_SERVICE],
      context: {
        "kms:ViaService": secretsManagerService(locationOfOrigin(origin)),
        "kms:CallerAccount": origin.caller.accountId,
      },
    });
  }
  return secretIdentity(secret);
}

/**
 * Checks every permission that the way of logging in needs, and resolves to the database user the request runs as.
 *
 * @throws AwsError ValidationException with the sentence of the service that refused
 */
export function findDatabaseIdentity(request: LoginRequest): Promise<DatabaseIdentity> {
  const { secretArn, dbUser, target } = request.login;
  if (secretArn !== undefined) return secretUser(request, secretArn);
  if (target.cluster === undefined) return workgroupIdentity(request);
  if (dbUser !== undefined) return clusterUser(request, target.cluster, dbUser);
  return clusterIdentity(request, target.cluster);
}
