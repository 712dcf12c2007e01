import { bucketArn, s3Service } from "../../../aws/s3";
import type { Question } from "../question";
import type { UsedBucket } from "../transfer/transfer-access";
import { ANY_OTHER, ANY_OTHER_ID } from "./describe-request";
import type { Probe } from "./probe";

/** The name of an object below a prefix. */
export const OBJECT = "any-object";

/** A call with the bucket role: id, what it does in words, the answer, and the call. */
export type BucketCall = readonly [
  subject: string,
  does: string,
  expected: Probe["expected"],
  call: Omit<Extract<Question, { readonly kind: "call-as-transfer-role" }>, "kind" | "role">,
];

/**
 * What concerns one bucket: its prefixes each with every verb, the near misses of them, and its key.
 *
 * @param stranger account that is not the link's
 */
export function bucketCalls(bucket: UsedBucket, partition: string, stranger: string): readonly BucketCall[] {
  const { name, copyFrom, unloadTo, cleanPath } = bucket;
  const arn = bucketArn(partition, name);
  const other = `${ANY_OTHER}-prefix/`;
  const prefixes = [...new Set([...copyFrom, ...unloadTo])];
  const answer = (isNeeded: boolean): Probe["expected"] => (isNeeded ? "allowed" : "denied");
  const isBelow = (prefix: string, kept: readonly string[]) => kept.some((own) => prefix.startsWith(own));
  const at = (prefix: string) => (prefix === other ? "another prefix" : `\`${prefix}\``);
  const list = (prefix: string): BucketCall => [
    `list ${name} ${prefix}`,
    `list ${at(prefix)} of bucket \`${name}\``,
    answer(isBelow(prefix, prefixes)),
    { action: "s3:ListBucket", resource: arn, context: { "s3:prefix": prefix } },
  ];
  const object = (verb: string, action: string, kept: readonly string[], prefix: string): BucketCall => [
    `${action.slice("s3:".length)} ${name} ${prefix}`,
    `${verb} ${at(prefix)} of bucket \`${name}\``,
    answer(isBelow(prefix, kept)),
    { action, resource: `${arn}/${prefix}${OBJECT}` },
  ];
  const [first = ""] = prefixes;
  return [
    ...[...prefixes, other].flatMap((prefix) => [
      list(prefix),
      object("read", "s3:GetObject", prefixes, prefix),
      object("write below", "s3:PutObject", unloadTo, prefix),
      object("delete below", "s3:DeleteObject", cleanPath === true ? unloadTo : [], prefix),
    ]),
    [
      `list ${name} all`,
      `list all of bucket \`${name}\``,
      "denied",
      { action: "s3:ListBucket", resource: arn },
    ],
    [
      `get ${name} of another account`,
      `read \`${first}\` of bucket \`${name}\` when another account owns it`,
      "denied",
      { action: "s3:GetObject", resource: `${arn}/${first}${OBJECT}`, resourceAccountId: stranger },
    ],
    [
      `put ${name} of another account`,
      `write to bucket \`${name}\` when another account owns it`,
      "denied",
      {
        action: "s3:PutObject",
        resource: `${arn}/${unloadTo[0] ?? first}${OBJECT}`,
        resourceAccountId: stranger,
      },
    ],
    ...keyCalls(bucket, partition),
  ];
}

/** S3 uses the key of a bucket for whoever reads and writes there, and nobody uses it without S3. */
function keyCalls(
  { name, region, unloadTo, kmsKeyArn }: UsedBucket,
  partition: string,
): readonly BucketCall[] {
  if (kmsKeyArn === undefined) return [];
  const viaS3 = { "kms:ViaService": s3Service({ partition, region }) };
  const otherKey = kmsKeyArn.replace(/\/[^/]*$/, `/${ANY_OTHER_ID}`);
  const key = `the key of bucket \`${name}\``;
  return [
    [
      `decrypt ${name}`,
      `decrypt with ${key}`,
      "allowed",
      { action: "kms:Decrypt", resource: kmsKeyArn, context: viaS3 },
    ],
    [
      `data key ${name}`,
      `encrypt with ${key}`,
      unloadTo.length === 0 ? "denied" : "allowed",
      { action: "kms:GenerateDataKey", resource: kmsKeyArn, context: viaS3 },
    ],
    [
      `decrypt ${name} without s3`,
      `decrypt with ${key} outside S3`,
      "denied",
      { action: "kms:Decrypt", resource: kmsKeyArn },
    ],
    [
      `decrypt ${name} other key`,
      `decrypt with another key in S3 beside ${key}`,
      "denied",
      { action: "kms:Decrypt", resource: otherKey, context: viaS3 },
    ],
  ];
}
