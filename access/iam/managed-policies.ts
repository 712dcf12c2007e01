import { parseArn } from "../../aws/arn";
import dataFullAccess from "./managed-policies/AmazonRedshiftDataFullAccess.json";
import fullAccess from "./managed-policies/AmazonRedshiftFullAccess.json";
import lambdaBasicExecution from "./managed-policies/AWSLambdaBasicExecutionRole.json";

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

const MANAGED_POLICIES: readonly ManagedPolicy[] = [dataFullAccess, fullAccess, lambdaBasicExecution];

/** The AWS managed policy with this ARN, in any partition; `undefined` when its text is not kept here. */
export function managedPolicy(arn: string): ManagedPolicy | undefined {
  const { service, accountId, resource } = parseArn(arn) ?? {};
  if (service !== "iam" || accountId !== "aws") return undefined;
  return MANAGED_POLICIES.find(({ name, path }) => resource === `policy${path}${name}`);
}
