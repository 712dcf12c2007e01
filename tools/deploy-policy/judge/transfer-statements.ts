import type { TransferResources } from "../read/transfer-resources";
import { allow, type PolicyStatement } from "./policy-statement";

/** What the doctor asks about the way from the warehouse to the buckets: who is attached, whether a file is there, what a bucket encrypts with, the state of a key. */
export function lookAtTransfer({ buckets, keys, warehouse }: TransferResources): PolicyStatement[] {
  return [
    ...(warehouse.cluster.length === 0
      ? []
      : [allow("LookAtCluster", ["redshift:DescribeClusters"], warehouse.cluster)]),
    ...(warehouse.serverless.length === 0
      ? []
      : [
          allow(
            "LookAtWorkgroup",
            ["redshift-serverless:GetWorkgroup", "redshift-serverless:GetNamespace"],
            warehouse.serverless,
          ),
        ]),
    // Names of files below the link's prefixes, and nothing of what they hold.
    ...buckets.map(({ arn, prefixes }, index) =>
      allow(`ListBucket${index + 1}`, ["s3:ListBucket"], [arn], { StringEquals: { "s3:prefix": prefixes } }),
    ),
    ...(buckets.length === 0
      ? []
      : [
          allow(
            "LookAtBuckets",
            ["s3:GetEncryptionConfiguration"],
            buckets.map(({ arn }) => arn),
          ),
        ]),
    ...(keys.length === 0 ? [] : [allow("LookAtKeys", ["kms:DescribeKey"], keys)]),
  ];
}
