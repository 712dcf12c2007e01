import { regionalArn } from "../../aws/arn";
import { dnsSuffix } from "../../aws/partition";
import type { XmlRecord } from "../protocol/xml";
import type { WarehouseSpec } from "../redshift-data/warehouse/warehouse-spec";

/** Redshift's port. Nothing listens on it here: a local warehouse is reached through the Data API alone. */
export const REDSHIFT_PORT = 5439;

/** Namespaces of local clusters have no id of their own. */
const NAMESPACE_ID = "00000000-0000-4000-8000-000000000000";

/** A local cluster as DescribeClusters shows it: available, one node, without tags and roles. */
export function describedCluster(
  spec: WarehouseSpec & { readonly cluster: string },
  createdAt: Date,
): XmlRecord {
  const { cluster, region, partition, databases, users } = spec;
  return {
    ClusterIdentifier: cluster,
    NodeType: "ra3.large",
    ClusterStatus: "available",
    ClusterAvailabilityStatus: "Available",
    // Clients that begin here log in as this user; the local warehouses have none with more rights.
    MasterUsername: users[0]?.name ?? "awsuser",
    DBName: databases[0] ?? "dev",
    Endpoint: { Address: `${cluster}.local.${region}.redshift.${dnsSuffix(partition)}`, Port: REDSHIFT_PORT },
    ClusterCreateTime: createdAt.toISOString(),
    AutomatedSnapshotRetentionPeriod: 1,
    ManualSnapshotRetentionPeriod: -1,
    AvailabilityZone: `${region}a`,
    ClusterVersion: "1.0",
    AllowVersionUpgrade: "true",
    NumberOfNodes: 1,
    PubliclyAccessible: "false",
    Encrypted: "true",
    EnhancedVpcRouting: "false",
    ClusterNamespaceArn: regionalArn(spec, "redshift", `namespace:${NAMESPACE_ID}`),
    MultiAZ: "Disabled",
  };
}
