/**
 * ARNs of Redshift. Formats: Service Authorization Reference, "Resource types" of Amazon Redshift and Amazon Redshift
 * Serverless.
 */
import { regionalArn } from "./arn";
import type { Location } from "./location";

export function clusterArn(at: Location, cluster: string): string {
  return regionalArn(at, "redshift", `cluster:${cluster}`);
}

/** The documented order is cluster, then user; the article has user and database here. */
export function dbUserArn(at: Location, cluster: string, dbUser: string): string {
  return regionalArn(at, "redshift", `dbuser:${cluster}/${dbUser}`);
}

export function dbNameArn(at: Location, cluster: string, database: string): string {
  return regionalArn(at, "redshift", `dbname:${cluster}/${database}`);
}

export function dbGroupArn(at: Location, cluster: string, group: string): string {
  return regionalArn(at, "redshift", `dbgroup:${cluster}/${group}`);
}

/** IAM names a workgroup by its UUID, not by its name. */
export function workgroupArn(at: Location, workgroupId: string): string {
  return regionalArn(at, "redshift-serverless", `workgroup/${workgroupId}`);
}
