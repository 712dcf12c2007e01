import { parseArn } from "../../aws/arn";
import administratorAccess from "./managed-policies/AdministratorAccess.json";
import dataFullAccess from "./managed-policies/AmazonRedshiftDataFullAccess.json";
import fullAccess from "./managed-policies/AmazonRedshiftFullAccess.json";
import s3FullAccess from "./managed-policies/AmazonS3FullAccess.json";
import s3ReadOnlyAccess from "./managed-policies/AmazonS3ReadOnlyAccess.json";
import lambdaBasicExecution from "./managed-policies/AWSLambdaBasicExecutionRole.json";
import powerUserAccess from "./managed-policies/PowerUserAccess.json";

/**
 * An AWS managed policy as AWS publishes it in the AWS Managed Policy Reference (page in `source`). AWS changes
 * these documents at will: `version` and `updated` say which text a decision rests on.
 */
interface ManagedPolicy {
  readonly name: string;
  /** IAM path, starting and ending with a slash. */
  readonly path: string;
  /** Default version, for example `v5`. */
  readonly version: string;
  /** Day of that version, `YYYY-MM-DD`. */
  readonly updated: string;
  readonly source: string;
  readonly document: unknown;
}

const MANAGED_POLICIES: readonly ManagedPolicy[] = [
  dataFullAccess,
  fullAccess,
  lambdaBasicExecution,
  // No link has those below; they are what people attach by hand to a role that is refused something.
  administratorAccess,
  powerUserAccess,
  s3FullAccess,
  s3ReadOnlyAccess,
];

/** Policies of other partitions than `aws`, by ARN: each is one object, however often it is asked for. */
const OF_OTHER_PARTITIONS = new Map<string, ManagedPolicy>();

/** The AWS managed policy with this ARN, as its partition has it; `undefined` when its text is not kept here. */
export function managedPolicy(arn: string): ManagedPolicy | undefined {
  const { partition, service, accountId, resource } = parseArn(arn) ?? {};
  if (service !== "iam" || accountId !== "aws") return undefined;
  const kept = MANAGED_POLICIES.find(({ name, path }) => resource === `policy${path}${name}`);
  if (kept === undefined || partition === "aws") return kept;
  const known = OF_OTHER_PARTITIONS.get(arn);
  if (known !== undefined) return known;
  const document: unknown = JSON.parse(managedPolicyText(arn, JSON.stringify(kept.document)));
  const policy = { ...kept, document };
  OF_OTHER_PARTITIONS.set(arn, policy);
  return policy;
}

/**
 * The text of an AWS managed policy as the partition of its ARN has it. AWS publishes the texts of partition `aws`; IAM takes no ARN
 * of a foreign partition in any policy (`Partition "aws" is not valid for resource …`), so those of others name their own.
 *
 * @param arn of any policy: the text of one that is not AWS's own is given back as it is
 * @param text as in partition `aws`, plain or percent-encoded
 */
export function managedPolicyText(arn: string, text: string): string {
  const { partition, accountId } = parseArn(arn) ?? {};
  if (accountId !== "aws") return text;
  return text.replace(/(?<=^|\W|%[0-9A-F]{2})arn(:|%3A)aws(?=\1)/gi, `arn$1${partition}`);
}
