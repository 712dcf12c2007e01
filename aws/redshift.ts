/**
 * ARNs of Redshift. Formats: Service Authorization Reference, "Resource types" of Amazon Redshift and Amazon Redshift
 * Serverless.
 */
import { regionalArn } from "./arn";
import type { Location } from "./location";

/** The service principal that assumes a role for COPY and UNLOAD. */
export const REDSHIFT_SERVICE = "redshift.amazonaws.com";

/** The same of Redshift Serverless, which assumes as {@link REDSHIFT_SERVICE} too. */
export const REDSHIFT_SERVERLESS_SERVICE = "redshift-serverless.amazonaws.com";

/** The ARN of a provisioned cluster. */
export function clusterArn(at: Location, cluster: string): string {
  return regionalArn(at, "redshift", `cluster:${cluster}`);
}

/** The documented order is cluster, then user; the article has user and database here. */
export function dbUserArn(at: Location, cluster: string, dbUser: string): string {
  return regionalArn(at, "redshift", `dbuser:${cluster}/${dbUser}`);
}

/** A database user of a workgroup, as Redshift Serverless spells it in the external id of a role that it assumes. */
export function workgroupDbUserArn(at: Location, workgroupId: string, dbUser: string): string {
  return dbUserArn(at, `serverless-${at.accountId}-${workgroupId}`, dbUser);
}

/** A database of a cluster. */
export function dbNameArn(at: Location, cluster: string, database: string): string {
  return regionalArn(at, "redshift", `dbname:${cluster}/${database}`);
}

/** A user group of a cluster. */
export function dbGroupArn(at: Location, cluster: string, group: string): string {
  return regionalArn(at, "redshift", `dbgroup:${cluster}/${group}`);
}

/**
 * Tags of a role whose names begin so, in any case, give its database sessions roles and groups ("Authorizing access to the
 * Data API"). No policy shows it.
 */
export const DATABASE_TAG_PREFIX = "redshiftdb";

/** IAM names a workgroup by its UUID, not by its name. */
export function workgroupArn(at: Location, workgroupId: string): string {
  return regionalArn(at, "redshift-serverless", `workgroup/${workgroupId}`);
}

/** A namespace of Redshift Serverless, by its UUID as a workgroup. */
export function namespaceArn(at: Location, namespaceId: string): string {
  return regionalArn(at, "redshift-serverless", `namespace/${namespaceId}`);
}
