import type { Link } from "../config/link";
import type { WarehouseSpec } from "../emulator/redshift-data/warehouse/warehouse-spec";

type DatabaseUser = WarehouseSpec["users"][number];
type Secret = WarehouseSpec["secrets"][number];

/** The user a secret of the rehearsal logs in as. */
const SECRET_USER = "secret_reader";

/** The database user a link's statements run as. An IAM identity is the role itself, as `IAMR:<role name>`. */
function databaseUser({ target, dataRole }: Link): DatabaseUser {
  if ("dbUser" in target) return { name: target.dbUser, grants: "read" };
  if ("secretArn" in target) return { name: SECRET_USER, grants: "read" };
  return { name: `IAMR:${dataRole.name}`, grants: "read" };
}

function secrets({ target }: Link): readonly Secret[] {
  if (!("secretArn" in target)) return [];
  const { secretArn: arn, secretKmsKeyArn: kmsKeyArn } = target;
  return [{ arn, username: SECRET_USER, ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }) }];
}

function warehouseOf(link: Link): WarehouseSpec {
  const { target, partition, redshiftAccount } = link;
  return {
    partition,
    accountId: redshiftAccount.id,
    region: redshiftAccount.region,
    ...("cluster" in target
      ? { cluster: target.cluster }
      : { workgroup: { name: target.workgroup, id: target.workgroupId } }),
    databases: [target.database],
    users: [databaseUser(link)],
    secrets: secrets(link),
  };
}

function identity({ accountId, region, cluster, workgroup }: WarehouseSpec): string {
  return [accountId, region, cluster ?? "", workgroup?.name ?? ""].join("/");
}

function merged(a: WarehouseSpec, b: WarehouseSpec): WarehouseSpec {
  const users = [...a.users, ...b.users.filter(({ name }) => a.users.every((user) => user.name !== name))];
  const more = b.secrets.filter(({ arn }) => a.secrets.every((secret) => secret.arn !== arn));
  return {
    ...a,
    databases: [...new Set([...a.databases, ...b.databases])],
    users,
    secrets: [...a.secrets, ...more],
  };
}

/** The clusters and workgroups the links point at, each once, with every user and secret that a link names. */
export function warehouseSpecs(links: readonly Link[]): readonly WarehouseSpec[] {
  const byIdentity = new Map<string, WarehouseSpec>();
  for (const spec of links.map(warehouseOf)) {
    const known = byIdentity.get(identity(spec));
    byIdentity.set(identity(spec), known === undefined ? spec : merged(known, spec));
  }
  return [...byIdentity.values()];
}
