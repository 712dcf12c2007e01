import { regionalArn } from "../../../aws/arn";
import { clusterArn, dbGroupArn, dbNameArn, dbUserArn, workgroupArn } from "../../../aws/redshift";
import type { LinkTarget } from "../link-target";
import { ANY_OTHER, ANY_OTHER_ID } from "./describe-request";
import type { Probe } from "./probe";

const OTHER_ACCOUNT = "999999999999";

/** A request of the data role, and what the answer should be. */
export type ExpectedAnswer = readonly [action: string, resource: string, expected: Probe["expected"]];

/** Every request that concerns the target: those its auth mode needs, and the near misses of each, which must be denied. */
export function targetRequests(target: LinkTarget): readonly ExpectedAnswer[] {
  return [...statementRequests(target), ...credentialRequests(target)];
}

/** The requests that the data role is there for. */
export function neededRequests(target: LinkTarget): readonly (readonly [action: string, resource: string])[] {
  return targetRequests(target)
    .filter(([, , expected]) => expected === "allowed")
    .map(([action, resource]) => [action, resource]);
}

/** What submits statements, and what else the Data API and Redshift would do with the cluster or workgroup. */
function statementRequests(target: LinkTarget): readonly ExpectedAnswer[] {
  const { arn, kind, region, accountId } = target;
  const execute = "redshift-data:ExecuteStatement";
  const batch = "redshift-data:BatchExecuteStatement";
  const elsewhere = region === "us-east-1" ? "us-west-2" : "us-east-1";
  return [
    [execute, arn, "allowed"],
    [batch, arn, "allowed"],
    [execute, clusterArn(target, `${ANY_OTHER}-cluster`), "denied"],
    [execute, workgroupArn(target, ANY_OTHER_ID), "denied"],
    [execute, arn.replace(`:${accountId}:`, `:${OTHER_ACCOUNT}:`), "denied"],
    [execute, arn.replace(`:${region}:`, `:${elsewhere}:`), "denied"],
    ["redshift-data:ListTables", arn, "denied"],
    kind === "cluster"
      ? ["redshift:DeleteCluster", arn, "denied"]
      : ["redshift-serverless:DeleteWorkgroup", arn, "denied"],
  ];
}

/** What opens the database session: allowed for the mode of the target, denied for the other modes. */
function credentialRequests(target: LinkTarget): readonly ExpectedAnswer[] {
  const { name, kind, database, dbUser, secretArn } = target;
  const read = "secretsmanager:GetSecretValue";
  const secrets: readonly ExpectedAnswer[] = [
    ...(secretArn === undefined ? [] : [[read, secretArn, "allowed"] satisfies ExpectedAnswer]),
    [read, regionalArn(target, "secretsmanager", `secret:${ANY_OTHER}-secret-AbCdEf`), "denied"],
  ];
  if (kind === "workgroup") {
    const credentials = "redshift-serverless:GetCredentials";
    return [
      [credentials, target.arn, secretArn === undefined ? "allowed" : "denied"],
      [credentials, target.arn.replace(/\/.*$/, `/${ANY_OTHER_ID}`), "denied"],
      ...secrets,
    ];
  }
  const user = (of: string) => dbUserArn(target, name, of);
  const own = dbNameArn(target, name, database);
  const other = dbNameArn(target, name, `${ANY_OTHER}-database`);
  const asUser: Probe["expected"] = dbUser === undefined ? "denied" : "allowed";
  const asIdentity: Probe["expected"] =
    dbUser === undefined && secretArn === undefined ? "allowed" : "denied";
  return [
    ...(dbUser === undefined
      ? []
      : [["redshift:GetClusterCredentials", user(dbUser), "allowed"] satisfies ExpectedAnswer]),
    ["redshift:GetClusterCredentials", own, asUser],
    ...administrators(dbUser).map(
      (administrator): ExpectedAnswer => ["redshift:GetClusterCredentials", user(administrator), "denied"],
    ),
    ["redshift:GetClusterCredentials", other, "denied"],
    ["redshift:GetClusterCredentialsWithIAM", own, asIdentity],
    ["redshift:GetClusterCredentialsWithIAM", other, "denied"],
    ["redshift:CreateClusterUser", user(dbUser ?? "any-new-user"), "denied"],
    ["redshift:JoinGroup", dbGroupArn(target, name, "any-group"), "denied"],
    ...secrets,
  ];
}

/** `awsuser` is what the console proposes, `admin` what people write. */
function administrators(dbUser: string | undefined): readonly string[] {
  return ["admin", "awsuser"].filter((user) => user !== dbUser);
}
