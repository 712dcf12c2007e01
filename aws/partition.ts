import type { Partition } from "../config/link";

/** Partition of a region this project supports; the schema has refused every other region before. */
export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}
