import type { Link } from "../config/link";
import { ENVIRONMENT } from "../functions/run-query/contract";
import { linkArns } from "./link-names";

/** The environment variables of the query function: its contract filled in, and the user's own. */
export function functionEnvironment(link: Link): Readonly<Record<string, string>> {
  const { target, trust } = link;
  const { statementTimeoutSeconds } = link.function;
  return {
    ...link.function.environment,
    [ENVIRONMENT.linkName]: link.name,
    [ENVIRONMENT.dataRoleArn]: linkArns(link).dataRole,
    [ENVIRONMENT.roleSessionName]: link.function.roleSessionName,
    ...(trust.externalId === undefined ? {} : { [ENVIRONMENT.externalId]: trust.externalId }),
    [ENVIRONMENT.redshiftAccountId]: link.redshiftAccount.id,
    [ENVIRONMENT.redshiftRegion]: link.redshiftAccount.region,
    ...("cluster" in target
      ? { [ENVIRONMENT.clusterIdentifier]: target.cluster }
      : { [ENVIRONMENT.workgroupName]: target.workgroup }),
    [ENVIRONMENT.database]: target.database,
    ...("dbUser" in target ? { [ENVIRONMENT.dbUser]: target.dbUser } : {}),
    ...("secretArn" in target ? { [ENVIRONMENT.secretArn]: target.secretArn } : {}),
    ...(statementTimeoutSeconds === undefined
      ? {}
      : { [ENVIRONMENT.statementTimeoutSeconds]: String(statementTimeoutSeconds) }),
  };
}
