import type { LinkContext } from "../../redshift-data/link/link-context";
import type { LinkSettings, StatementTarget } from "../../redshift-data/link/link-settings";

const CLUSTER_TARGET: StatementTarget = {
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

export const LINK_CONTEXT: LinkContext = {
  settings: SETTINGS,
  lambdaAccountId: "111111111111",
  functionName: "analytics-query",
};

export function linkContextWith(settings: Partial<LinkSettings>): LinkContext {
  return { ...LINK_CONTEXT, settings: { ...SETTINGS, ...settings } };
}
