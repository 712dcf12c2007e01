import { REDSHIFT_SERVERLESS_SERVICE, REDSHIFT_SERVICE } from "../aws/redshift";
import { bucketArn, objectsArn, s3Service } from "../aws/s3";
import type { Condition, Statement, TrustStatement } from "./statement";

/** Who may have COPY and UNLOAD use the copy role. */
export interface TrustRedshiftProps {
  /** Account of the warehouse. */
  readonly accountId: string;
  /** ARN of the one database user whose statements may name the role. */
  readonly dbUserArn: string;
  /** A workgroup asks through a service of its own, and through Redshift's. */
  readonly isServerless: boolean;
}

/**
 * Hop 3, the role's half: Redshift assumes it for one database user of one account. Redshift sends the user's ARN as external id
 * ("Restricting access to IAM roles", Redshift Management Guide), and the ARN names the cluster or the workgroup. `aws:SourceArn`
 * is left out: on serverless every documented spelling of it was refused when tried.
 */
export function trustRedshift({ accountId, dbUserArn, isServerless }: TrustRedshiftProps): TrustStatement[] {
  const conditions: readonly Condition[] = [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
    { test: "StringEquals", variable: "sts:ExternalId", values: [dbUserArn] },
  ];
  const trust = (sid: string, service: string): TrustStatement => ({
    sid,
    principal: { type: "service", service },
    conditions,
  });
  return [
    trust("TrustRedshift", REDSHIFT_SERVICE),
    ...(isServerless ? [trust("TrustRedshiftServerless", REDSHIFT_SERVERLESS_SERVICE)] : []),
  ];
}

/** The one thing the copy role may do: assume the bucket role. */
export function assumeBucketRole(bucketRoleArn: string): Statement {
  return { sid: "AssumeBucketRole", actions: ["sts:AssumeRole"], resources: [bucketRoleArn] };
}

/** A bucket, and what COPY and UNLOAD do with it. */
export interface BucketUse {
  readonly partition: string;
  /** Account that owns the bucket: a bucket of the same name that somebody else makes later is another one. */
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  /** Prefixes of keys. Empty: no COPY. */
  readonly copyFrom: readonly string[];
  /** Prefixes of keys. Empty: no UNLOAD. */
  readonly unloadTo: readonly string[];
  readonly kmsKeyArn?: string;
  /** UNLOAD with CLEANPATH deletes what is there. */
  readonly cleanPath: boolean;
}

/**
 * Hop 4, the bucket role's permissions on one bucket. What COPY and UNLOAD need: Redshift Database Developer Guide, "Permissions
 * to access other AWS resources" (list and get; UNLOAD also put; CLEANPATH also delete), and S3 User Guide, "Using server-side
 * encryption with AWS KMS keys" (decrypt; to write in parts also a data key).
 *
 * @param number of the bucket in its link, from 1: part of the statements' ids, which may hold no hyphen
 */
export function useBucket(bucket: BucketUse, number: number): Statement[] {
  const { partition, name, copyFrom, unloadTo, kmsKeyArn } = bucket;
  const prefixes = [...new Set([...copyFrom, ...unloadTo])];
  const owned: Condition = {
    test: "StringEquals",
    variable: "aws:ResourceAccount",
    values: [bucket.accountId],
  };
  const objects = (kept: readonly string[]) => kept.map((prefix) => objectsArn(partition, name, prefix));
  const statement = (what: string, actions: string[], resources: string[], conditions: Condition[]) => ({
    sid: `${what}Bucket${number}`,
    actions,
    resources,
    conditions,
  });
  return [
    statement(
      "List",
      ["s3:ListBucket"],
      [bucketArn(partition, name)],
      [{ test: "StringLike", variable: "s3:prefix", values: prefixes.map((prefix) => `${prefix}*`) }, owned],
    ),
    statement("Read", ["s3:GetObject"], objects(prefixes), [owned]),
    ...(unloadTo.length === 0 ? [] : [statement("Write", ["s3:PutObject"], objects(unloadTo), [owned])]),
    ...(unloadTo.length === 0 || !bucket.cleanPath
      ? []
      : [statement("Clean", ["s3:DeleteObject"], objects(unloadTo), [owned])]),
    ...(kmsKeyArn === undefined
      ? []
      : [
          statement(
            "Crypt",
            ["kms:Decrypt", ...(unloadTo.length === 0 ? [] : ["kms:GenerateDataKey"])],
            [kmsKeyArn],
            [{ test: "StringEquals", variable: "kms:ViaService", values: [s3Service(bucket)] }],
          ),
        ]),
  ];
}
