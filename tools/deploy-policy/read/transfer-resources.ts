import type { FunctionSettings } from "../../../access/link/function-settings";
import type { SynthesizedFunction } from "../../../access/terraform/synthesized-stack";
import { clusterArn, namespaceArn, workgroupArn } from "../../../aws/redshift";
import { SETTINGS_CODEC } from "../../lib/link/settings-codec";

/** What a link with buckets uses in one account and Terraform does not manage: the doctor looks at it. */
export interface TransferResources {
  /** Of the lambda account. */
  readonly buckets: readonly { readonly arn: string; readonly prefixes: readonly string[] }[];
  /** ARNs of the buckets' keys. */
  readonly keys: readonly string[];
  /** Of the redshift account; IAM names a workgroup and its namespace by ids that no link knows, so they are all of the account's. */
  readonly warehouse: { readonly cluster: readonly string[]; readonly serverless: readonly string[] };
}

const NOTHING: TransferResources = { buckets: [], keys: [], warehouse: { cluster: [], serverless: [] } };

/**
 * Reads them from the environment of the link's function, whoever deploys it.
 *
 * @param place the account and its partition
 */
export function transferResources(
  functions: readonly Pick<SynthesizedFunction, "accountId" | "environment">[],
  place: { readonly accountId: string; readonly partition: string },
): TransferResources {
  for (const { accountId, environment } of functions) {
    const settings = SETTINGS_CODEC.decode(environment);
    if (settings.copy === undefined) continue;
    return {
      ...(accountId === place.accountId ? usedBuckets(settings.copy, place.partition) : NOTHING),
      warehouse:
        settings.redshiftAccountId === place.accountId ? warehouseOf(settings, place) : NOTHING.warehouse,
    };
  }
  return NOTHING;
}

function usedBuckets(
  { buckets }: NonNullable<FunctionSettings["copy"]>,
  partition: string,
): Pick<TransferResources, "buckets" | "keys"> {
  return {
    buckets: buckets.map(({ name, copyFrom, unloadTo }) => ({
      arn: `arn:${partition}:s3:::${name}`,
      prefixes: [...new Set([...copyFrom, ...unloadTo])],
    })),
    keys: [...new Set(buckets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []))],
  };
}

function warehouseOf(
  { redshiftRegion: region, target: { ClusterIdentifier: cluster } }: FunctionSettings,
  place: { readonly accountId: string; readonly partition: string },
): TransferResources["warehouse"] {
  if (region === undefined) return NOTHING.warehouse;
  const at = { ...place, region };
  return cluster === undefined
    ? { cluster: [], serverless: [workgroupArn(at, "*"), namespaceArn(at, "*")] }
    : { cluster: [clusterArn(at, cluster)], serverless: [] };
}
