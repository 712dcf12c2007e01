import type { Link } from "../config/link";
import { type DeployedSettings, encodeSettings } from "../redshift-data/link/environment-settings";
import { copySettings, hasBuckets } from "./data-transfer";
import { linkArns } from "./link-names";

/** The environment variables of the query function: the user's own, and the link's settings. */
export function functionEnvironment(link: Link): Readonly<Record<string, string>> {
  return { ...link.function.environment, ...encodeSettings(linkSettings(link)) };
}

function linkSettings(link: Link): DeployedSettings {
  const { target, trust, redshiftAccount, queries } = link;
  const { roleSessionName, statementTimeoutSeconds } = link.function;
  return {
    linkName: link.name,
    dataRoleArn: linkArns(link).dataRole,
    roleSessionName,
    ...(trust.externalId !== undefined && { externalId: trust.externalId }),
    redshiftAccountId: redshiftAccount.id,
    redshiftRegion: redshiftAccount.region,
    target: {
      ...("cluster" in target ? { ClusterIdentifier: target.cluster } : { WorkgroupName: target.workgroup }),
      Database: target.database,
      ...("dbUser" in target && { DbUser: target.dbUser }),
      ...("secretArn" in target && { SecretArn: target.secretArn }),
    },
    ...(statementTimeoutSeconds !== undefined && { statementTimeoutSeconds }),
    ...(queries?.rawSql === false && { rawSql: false }),
    ...(hasBuckets(link) && { copy: copySettings(link) }),
  };
}
