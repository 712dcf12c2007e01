import { isJson } from "../../aws/json";

/** A bucket of the lambda account that a link loads from or unloads to. */
export interface CopyBucket {
  readonly name: string;
  readonly region: string;
  /** Role of the lambda account that may use the bucket, and nothing else. */
  readonly bucketRoleArn: string;
  /** Prefixes of the keys that COPY may read. Empty: none. */
  readonly copyFrom: readonly string[];
  /** Prefixes of the keys that UNLOAD may write. Empty: none. */
  readonly unloadTo: readonly string[];
  /** Key that the bucket encrypts with. Absent: the bucket has no key of its own. */
  readonly kmsKeyArn?: string;
  /** Whether UNLOAD may delete what is there. Absent: it may not. */
  readonly cleanPath?: true;
}

/** What COPY and UNLOAD need to know of a link. */
export interface CopySettings {
  /** Role of the redshift account, attached to the cluster or namespace, that assumes the bucket roles. */
  readonly copyRoleArn: string;
  /** At least one. */
  readonly buckets: readonly CopyBucket[];
}

/** A comma, which names of roles may have, parts the roles of a chain: of such a role no statement can speak. */
const ROLE_ARN = /^arn:[\w-]+:iam::\d{12}:role\/[\w+=.@/-]+$/;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const REGION = /^[a-z0-9-]+$/;
const KMS_KEY_ARN = /^arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/;

/** Characters of an S3 key that mean themselves in a statement, in a URL, and to whoever reads them. */
export const KEY_CHARACTERS = /^[A-Za-z0-9!_.()=+@,:~&/-]*$/;

/** The settings as an environment variable holds them; {@link decodeCopySettings} reads them back. */
export function encodeCopySettings({ copyRoleArn, buckets }: CopySettings): string {
  return JSON.stringify({
    copyRoleArn,
    buckets: buckets.map(({ name, region, bucketRoleArn, copyFrom, unloadTo, kmsKeyArn, cleanPath }) => ({
      name,
      region,
      bucketRoleArn,
      copyFrom,
      unloadTo,
      kmsKeyArn,
      cleanPath,
    })),
  });
}

/**
 * Reads what {@link encodeCopySettings} has written.
 *
 * @returns nothing for any other text, and where a name could not stand in a statement as it is
 */
export function decodeCopySettings(text: string): CopySettings | undefined {
  const json = parsed(text);
  if (!isJson(json) || !isText(json.copyRoleArn, ROLE_ARN)) return undefined;
  const { copyRoleArn, buckets } = json;
  if (!Array.isArray(buckets) || buckets.length === 0 || !buckets.every(isBucket)) return undefined;
  return { copyRoleArn, buckets };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && pattern.test(value);
}

function isBucket(value: unknown): value is CopyBucket {
  return (
    isJson(value) &&
    isText(value.name, BUCKET) &&
    isText(value.region, REGION) &&
    isText(value.bucketRoleArn, ROLE_ARN) &&
    arePrefixes(value.copyFrom) &&
    arePrefixes(value.unloadTo) &&
    (value.kmsKeyArn === undefined || isText(value.kmsKeyArn, KMS_KEY_ARN)) &&
    (value.cleanPath === undefined || value.cleanPath === true)
  );
}

function arePrefixes(value: unknown): boolean {
  return Array.isArray(value) && value.every((prefix) => isText(prefix, KEY_CHARACTERS));
}
