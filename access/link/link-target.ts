import { AccessError } from "../iam/access-error";
import { isAllow, statementsOf, textsOf } from "../iam/statements";
import type { LinkAccess } from "./link-access";

/** Variables of the function's contract that name its target; a test compares them with the contract. */
export const TARGET_VARIABLES = {
  redshiftAccountId: "REDSHIFT_ACCOUNT_ID",
  redshiftRegion: "REDSHIFT_REGION",
  clusterIdentifier: "CLUSTER_IDENTIFIER",
  workgroupName: "WORKGROUP_NAME",
  database: "DATABASE",
  dbUser: "DB_USER",
  secretArn: "SECRET_ARN",
} as const;

/** What the function connects to, as its environment says. */
export interface LinkTarget {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** ARN of the cluster or workgroup. */
  readonly arn: string;
  /** Name as the Data API takes it. */
  readonly name: string;
  readonly kind: "cluster" | "workgroup";
  readonly database: string;
  /** Present in mode `cluster-db-user` only. */
  readonly dbUser?: string;
  /** Present in the two secret modes. */
  readonly secretArn?: string;
  /** KMS keys the data role's policies name: no variable tells the key of the secret. */
  readonly keyArns: readonly string[];
}

/** Stands in when no policy tells the id of the workgroup: the Data API knows its name only. */
const UNKNOWN_WORKGROUP_ID = "00000000-0000-4000-8000-000000000000";

/**
 * Reads the target from the function's environment.
 *
 * @throws AccessError when the variables name no cluster and no workgroup
 */
export function linkTarget(link: LinkAccess): LinkTarget {
  const { environment } = link.queryFunction;
  const { partition } = link.dataRole;
  const v = TARGET_VARIABLES;
  const cluster = environment[v.clusterIdentifier];
  const name = cluster ?? environment[v.workgroupName];
  const [region, database] = [environment[v.redshiftRegion], environment[v.database]];
  if (name === undefined || region === undefined || database === undefined) {
    throw new AccessError(
      "no-target",
      `environment of ${link.queryFunction.address} names no target, expected ${v.redshiftRegion}, ${v.database} and one of ${v.clusterIdentifier} and ${v.workgroupName}; check the synthesized JSON`,
    );
  }
  const accountId = environment[v.redshiftAccountId] ?? link.dataRole.accountId;
  const at = `${region}:${accountId}`;
  const [dbUser, secretArn] = [environment[v.dbUser], environment[v.secretArn]];
  return {
    partition,
    accountId,
    region,
    name,
    kind: cluster === undefined ? "workgroup" : "cluster",
    arn:
      cluster === undefined
        ? (workgroupIn(link) ??
          `arn:${partition}:redshift-serverless:${at}:workgroup/${UNKNOWN_WORKGROUP_ID}`)
        : `arn:${partition}:redshift:${at}:cluster:${cluster}`,
    database,
    ...(dbUser === undefined ? {} : { dbUser }),
    ...(secretArn === undefined ? {} : { secretArn }),
    keyArns: resourcesIn(link).filter((arn) => /^arn:[^:]+:kms:[^*?]*:key\/[^*?]+$/.test(arn)),
  };
}

function workgroupIn(link: LinkAccess): string | undefined {
  return resourcesIn(link).find((arn) => /:redshift-serverless:[^*?]*:workgroup\/[^*?]+$/.test(arn));
}

function resourcesIn({ dataRole }: LinkAccess): readonly string[] {
  return dataRole.inlinePolicies
    .flatMap(({ document }) => statementsOf(document))
    .filter(isAllow)
    .flatMap((statement) => textsOf(statement.Resource));
}
