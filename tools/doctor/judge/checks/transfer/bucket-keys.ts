import { bucketArn } from "../../../../../aws/s3";
import type { Link } from "../../../../../config/link";
import type { TransferFacts } from "../../../read/transfer-facts";
import { couldNotCheck, type LinkCheck, type Outcome, ok, problem } from "../../check";
import { permitted } from "../../permitted";
import { bucketProblem, transferOf, unreachable } from "./transferring";

/**
 * The keys of the buckets can be used, and are those that the buckets encrypt with. Whom their policies let, COPY alone shows: reading a
 * policy is its owner's right.
 */
export const bucketKeys: LinkCheck = {
  id: "bucket-keys",
  lookedAt: ({ link }) => {
    const keys = transferOf(link).buckets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
    const names = transferOf(link).buckets.map(({ name }) => name);
    const states = keys.length === 0 ? "links.yaml names no key" : `state of ${keys.join(", ")}`;
    return `default encryption of ${names.join(", ")}; ${states}`;
  },
  expected: () => "every key is enabled, and its bucket's default; no other bucket has a key of its own",
  run: async ({ link, transfer }) => {
    const keys = transferOf(link).buckets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
    for (const key of keys) {
      const state = await permitted(stateOf(transfer, key), `kms:DescribeKey on ${key}`, "lambda account");
      if (state === "not there") {
        return problem(
          `there is no key ${key}: nothing is read or written`,
          "correct kmsKeyArn of links.yaml",
        );
      }
      if (state !== "Enabled") {
        return problem(
          `${key} is ${state}: nothing is read or written`,
          "enable it, or correct kmsKeyArn of links.yaml",
        );
      }
    }
    for (const bucket of transferOf(link).buckets) {
      const permission = `s3:GetEncryptionConfiguration on ${bucketArn(link.partition, bucket.name)}`;
      const named = transfer.defaultKey(bucket).then(
        (key) => otherKey(bucket, key),
        (error: unknown) => {
          const why = unreachable(error);
          if (why === undefined) throw error;
          return bucketProblem(link, bucket, why);
        },
      );
      const other = await permitted(named, permission, "lambda account");
      if (other !== undefined) return other;
    }
    return ok(keys.length === 0 ? "no bucket has a key of its own" : `${keys.join(", ")}: enabled`);
  },
};

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
function stateOf({ keyState }: TransferFacts, key: string): Promise<string> {
  return keyState(key).catch((error: unknown) => {
    if (error instanceof Error && error.name === "NotFoundException") return "not there";
    throw error;
  });
}

type Bucket = NonNullable<Link["dataTransfer"]>["buckets"][number];

/**
 * What is wrong where a bucket encrypts with another key than the link's: its files are read and written with the bucket's.
 *
 * @param named by ARN, by id or by an alias, which says no key
 */
function otherKey({ name, kmsKeyArn }: Bucket, named: string | undefined): Outcome | undefined {
  if (named === kmsKeyArn || (named !== undefined && kmsKeyArn?.endsWith(`:key/${named}`))) return undefined;
  const found = `bucket ${name} encrypts ${named === undefined ? "without a key of its own" : `with ${named}`}`;
  if (named?.includes("alias/") === true) {
    return couldNotCheck(
      `${found}, an alias that may be any key's`,
      "see which key the alias names: kmsKeyArn of links.yaml must be that key's ARN",
    );
  }
  return problem(
    `${found}, and links.yaml names ${kmsKeyArn ?? "no key"}: what others put there from now on cannot be read, or is not encrypted as it should be`,
    "correct kmsKeyArn of the bucket in links.yaml and deploy it, or have the bucket's owner correct its default encryption",
  );
}
