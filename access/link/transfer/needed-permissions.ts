import type { Json } from "../../../aws/json";
import { bucketArn, objectsArn, s3Service } from "../../../aws/s3";
import { conditionKeys } from "../../iam/statements";
import type { TransferAccess, TransferRole, UsedBucket } from "./transfer-access";

/** A condition with the values that a link compares with. */
export type WantedCondition = readonly [operator: string, key: string, ...values: readonly string[]];

/** What one of the two roles is there for: one action on one resource, under conditions. */
interface NeededPermission {
  /** In lower case. */
  readonly action: string;
  readonly resource: string;
  readonly conditions: readonly WantedCondition[];
}

/** Everything that a role between Redshift and the buckets may do, and nothing else. */
export function neededPermissions(
  { copyRole, bucketRole, buckets }: TransferAccess,
  role: TransferRole,
): readonly NeededPermission[] {
  if (role === "copy") {
    return [{ action: "sts:assumerole", resource: bucketRole.arn, conditions: [] }];
  }
  return buckets.flatMap((bucket) => bucketPermissions(bucket, bucketRole, copyRole.partition));
}

function bucketPermissions(
  { name, region, copyFrom, unloadTo, kmsKeyArn, cleanPath }: UsedBucket,
  { accountId }: TransferAccess["bucketRole"],
  partition: string,
): readonly NeededPermission[] {
  const owned: WantedCondition = ["StringEquals", "aws:ResourceAccount", accountId];
  const prefixes = [...new Set([...copyFrom, ...unloadTo])];
  const objects = (action: string, kept: readonly string[]) =>
    kept.map((prefix) => ({ action, resource: objectsArn(partition, name, prefix), conditions: [owned] }));
  const crypt = ["kms:decrypt", ...(unloadTo.length === 0 ? [] : ["kms:generatedatakey"])];
  return [
    {
      action: "s3:listbucket",
      resource: bucketArn(partition, name),
      conditions: [["StringLike", "s3:prefix", ...prefixes.map((prefix) => `${prefix}*`)], owned],
    },
    ...objects("s3:getobject", prefixes),
    ...objects("s3:putobject", unloadTo),
    ...(cleanPath === true ? objects("s3:deleteobject", unloadTo) : []),
    ...(kmsKeyArn === undefined
      ? []
      : crypt.map((action) => ({
          action,
          resource: kmsKeyArn,
          conditions: [["StringEquals", "kms:ViaService", s3Service({ partition, region })] as const],
        }))),
  ];
}

/** Whether a statement asks exactly this: no value more, no value less, and no looser operator beside which it would not hold. */
export function asksFor(statement: Json, [operator, key, ...values]: WantedCondition): boolean {
  return conditionKeys(statement).some(
    (found) =>
      found.operator === operator &&
      found.key.toLowerCase() === key.toLowerCase() &&
      sorted(found.values) === sorted(values),
  );
}

function sorted(values: readonly string[]): string {
  return JSON.stringify([...values].sort());
}
