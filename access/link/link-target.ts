import { parseArn } from "../../aws/arn";
import { clusterArn, workgroupArn } from "../../aws/redshift";
import { AccessError } from "../iam/access-error";
import { isAllow, statementsOf, textsOf } from "../iam/statements";
import { type LinkAccess, settingsOf } from "./link-access";

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

/** Every statement of a link is compared with it, and a state of a link is never changed. */
const TARGETS = new WeakMap<LinkAccess, LinkTarget>();

/**
 * Reads the target from the function's environment.
 *
 * @throws AccessError `no-target` when the environment names no cluster and no workgroup, no database or no region
 */
export function linkTarget(link: LinkAccess): LinkTarget {
  const known = TARGETS.get(link) ?? readTarget(link);
  TARGETS.set(link, known);
  return known;
}

function readTarget(link: LinkAccess): LinkTarget {
  const { target, redshiftRegion: region, redshiftAccountId } = settingsOf(link);
  const { ClusterIdentifier: cluster, Database: database, DbUser: dbUser, SecretArn: secretArn } = target;
  const name = cluster ?? target.WorkgroupName;
  if (name === undefined || region === undefined || database === undefined) throw noTarget(link);
  const { partition } = link.dataRole;
  const at = { partition, region, accountId: redshiftAccountId ?? link.dataRole.accountId };
  return {
    ...at,
    name,
    kind: cluster === undefined ? "workgroup" : "cluster",
    arn:
      cluster === undefined
        ? (workgroupIn(link) ?? workgroupArn(at, UNKNOWN_WORKGROUP_ID))
        : clusterArn(at, cluster),
    database,
    ...(dbUser === undefined ? {} : { dbUser }),
    ...(secretArn === undefined ? {} : { secretArn }),
    keyArns: literalResources(link).filter((arn) => isResource(arn, "kms", /^key\/./)),
  };
}

function noTarget({ codec: { variables }, queryFunction }: LinkAccess): AccessError {
  const { redshiftRegion, database, clusterIdentifier, workgroupName } = variables;
  return new AccessError(
    "no-target",
    `environment of ${queryFunction.address} names no target, expected ${redshiftRegion}, ${database} and one of ${clusterIdentifier} and ${workgroupName}; check the synthesized JSON`,
  );
}

/** The workgroup as a policy of the data role names it. */
function workgroupIn(link: LinkAccess): string | undefined {
  return literalResources(link).find((arn) => isResource(arn, "redshift-serverless", /^workgroup\/./));
}

function isResource(arn: string, service: string, type: RegExp): boolean {
  const parts = parseArn(arn);
  return parts?.service === service && type.test(parts.resource);
}

/** What the statements of the data role name without a wildcard. */
function literalResources({ dataRole }: LinkAccess): readonly string[] {
  return dataRole.inlinePolicies
    .flatMap(({ document }) => statementsOf(document))
    .filter(isAllow)
    .flatMap((statement) => textsOf(statement.Resource))
    .filter((arn) => !/[*?]/.test(arn));
}
