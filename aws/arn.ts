/**
 * Every ARN shape the project names, in one place and for any partition. Formats: Service Authorization
 * Reference, "Resource types" of IAM, Lambda, CloudWatch Logs, Redshift and Redshift Serverless.
 */

/** Partition, account and region a resource lives in. */
export interface Location {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** `path` starts and ends with a slash. */
export function roleArn(role: { partition: string; accountId: string; path: string; name: string }): string {
  return `arn:${role.partition}:iam::${role.accountId}:role${role.path}${role.name}`;
}

/** The root of the account a role lives in. */
export function accountRootArn(roleArnInAccount: string): string {
  const [, partition, , , accountId] = roleArnInAccount.split(":");
  return `arn:${partition}:iam::${accountId}:root`;
}

/** An AWS managed policy by its name (all that this project knows live at the root path). */
export function awsManagedPolicyArn(partition: string, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** The unqualified ARN, the only form `lambda:SourceFunctionArn` ever has. */
export function functionArn(at: Location, functionName: string): string {
  return `arn:${at.partition}:lambda:${at.region}:${at.accountId}:function:${functionName}`;
}

/** All streams of a log group. */
export function logStreamsArn(at: Location, logGroupName: string): string {
  return `arn:${at.partition}:logs:${at.region}:${at.accountId}:log-group:${logGroupName}:log-stream:*`;
}

export function clusterArn(at: Location, cluster: string): string {
  return `arn:${at.partition}:redshift:${at.region}:${at.accountId}:cluster:${cluster}`;
}

/** The documented order is cluster, then user; the article has user and database here. */
export function dbUserArn(at: Location, cluster: string, dbUser: string): string {
  return `arn:${at.partition}:redshift:${at.region}:${at.accountId}:dbuser:${cluster}/${dbUser}`;
}

export function dbNameArn(at: Location, cluster: string, database: string): string {
  return `arn:${at.partition}:redshift:${at.region}:${at.accountId}:dbname:${cluster}/${database}`;
}

/** IAM names a workgroup by its UUID, not by its name. */
export function workgroupArn(at: Location, workgroupId: string): string {
  return `arn:${at.partition}:redshift-serverless:${at.region}:${at.accountId}:workgroup/${workgroupId}`;
}

/** Domain suffix of a partition's service principals and endpoints. */
export function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
