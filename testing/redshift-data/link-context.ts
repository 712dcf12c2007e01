import type { StatementTarget } from "../../redshift-data/client/data-api";
import type { LinkSettings } from "../../redshift-data/client/link-settings";
import type { Place } from "../../redshift-data/errors/link-context";

export const CLUSTER_TARGET: StatementTarget = {
  ClusterIdentifier: "warehouse",
  Database: "dev",
  DbUser: "analyst",
};

export const SETTINGS: LinkSettings = {
  linkName: "analytics",
  dataRoleArn: "arn:aws:iam::222222222222:role/analytics-data",
  roleSessionName: "analytics-query",
  redshiftAccountId: "222222222222",
  redshiftRegion: "ap-northeast-1",
  lambdaRegion: "eu-west-1",
  target: CLUSTER_TARGET,
};

export const PLACE: Place = {
  settings: SETTINGS,
  lambdaAccountId: "111111111111",
  functionName: "analytics-query",
};

export function placeWith(settings: Partial<LinkSettings>): Place {
  return { ...PLACE, settings: { ...SETTINGS, ...settings } };
}
