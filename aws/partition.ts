/** The partitions this project supports; isolated and sovereign ones are not. */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** Partition of a region. A region of no known special partition is one of `aws`. */
export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/** Domain suffix of a partition's service principals and endpoints. */
export function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** The region whose signing name a partition's global services (IAM, organizations) use. */
export function globalServiceRegion(partition: string): string {
  if (partition === "aws-cn") return "cn-north-1";
  return partition === "aws-us-gov" ? "us-gov-west-1" : "us-east-1";
}
