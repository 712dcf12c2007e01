import type { Link } from "../../config/link";
import { type WarehouseSpec, warehouseName } from "../../emulator/redshift-data/warehouse/warehouse-spec";
import type { OwnWarehouse } from "./own-warehouse";

type Secret = WarehouseSpec["secrets"][number];

/** The user a secret of the rehearsal logs in as. */
const SECRET_USER = "secret_reader";

/**
 * The database user a link's statements run as. An IAM identity is the role itself, as `IAMR:<role name>`; of a secret a link with
 * buckets names it, for the copy role is trusted for that user.
 */
export function databaseUserName({
  target,
  dataRole,
  dataTransfer,
}: Pick<Link, "target" | "dataRole" | "dataTransfer">): string {
  if ("dbUser" in target) return target.dbUser;
  return "secretArn" in target ? (dataTransfer?.dbUser ?? SECRET_USER) : `IAMR:${dataRole.name}`;
}

function secrets(link: Link): readonly Secret[] {
  const { target } = link;
  if (!("secretArn" in target)) return [];
  const { secretArn: arn, secretKmsKeyArn: kmsKeyArn } = target;
  return [{ arn, username: databaseUserName(link), ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }) }];
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
    users: [{ name: databaseUserName(link), grants: "read" }],
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

/**
 * The clusters and workgroups the links point at, each once, with every user and secret that a link names.
 *
 * @param own scripts that make them. Absent: each has the built-in tables
 */
export function warehouseSpecs(links: readonly Link[], own?: OwnWarehouse): readonly WarehouseSpec[] {
  const byIdentity = new Map<string, WarehouseSpec>();
  for (const spec of links.map(warehouseOf)) {
    const known = byIdentity.get(identity(spec));
    byIdentity.set(identity(spec), known === undefined ? spec : merged(known, spec));
  }
  return [...byIdentity.values()].map((spec) => {
    const scripts = own?.scriptsOf(warehouseName(spec)) ?? [];
    return scripts.length === 0 ? spec : { ...spec, scripts };
  });
}
