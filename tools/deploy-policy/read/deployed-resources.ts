import { blocks, jsonRecord } from "../../../access/terraform/json-record";
import { providerLocations } from "../../../access/terraform/provider-location";
import { readSynthesizedStack, type SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import type { Json } from "../../../aws/json";
import { logGroupArn } from "../../../aws/logs";
import { ToolError } from "../../lib/terminal/tool-error";

/** What one account of a link holds, as far as a deploy role has to reach it. */
export interface AccountResources {
  readonly accountId: string;
  readonly partition: string;
  /** Role the provider assumes. Absent: a profile, or the caller's own credentials. */
  readonly deployRoleArn?: string;
  readonly isTagged: boolean;
  readonly roles: readonly SynthesizedRole[];
  readonly functions: readonly {
    readonly arn: string;
    readonly roleArn: string;
    readonly reservesConcurrency: boolean;
  }[];
  /** Without the trailing `:*`. */
  readonly logGroupArns: readonly string[];
}

/** Types whose API calls the statements of this folder cover. */
const COVERED: ReadonlySet<string> = new Set([
  "aws_cloudwatch_log_group",
  "aws_iam_role",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
  "aws_lambda_function",
]);

/**
 * Reads what the provider of this alias manages in a synthesized stack (`cdk.tf.json` as an object).
 *
 * @param alias `lambda_account` or `redshift_account`
 * @throws ToolError `DEPLOY_POLICY_UNKNOWN_RESOURCE` for a type no statement covers: the policy would be incomplete
 * @throws AccessError when a name or an account is unknown at synth
 */
export function accountResources(stackJson: unknown, alias: string): AccountResources {
  const stack = jsonRecord(stackJson, "stack");
  const resource = jsonRecord(stack.resource, "resource");
  const uncovered = Object.keys(resource).filter((type) => !COVERED.has(type));
  if (uncovered.length > 0) {
    throw new ToolError(
      "DEPLOY_POLICY_UNKNOWN_RESOURCE",
      `the stack holds ${uncovered.join(", ")}, expected only ${[...COVERED].join(", ")}; add its statements to tools/deploy-policy`,
    );
  }
  const provider = blocks(jsonRecord(stack.provider, "provider").aws).find((block) => block.alias === alias);
  const locate = providerLocations(stack);
  const { accountId, partition } = locate({ provider: `aws.${alias}` });
  const ours = (type: string): readonly Json[] =>
    Object.entries(jsonRecord(resource[type], type))
      .map(([name, block]) => jsonRecord(block, `${type}.${name}`))
      .filter((block) => block.provider === `aws.${alias}`);
  const { roles, functions } = readSynthesizedStack(stackJson);
  const reserving = new Set(
    ours("aws_lambda_function")
      .filter((block) => block.reserved_concurrent_executions !== undefined)
      .map((block) => block.function_name),
  );
  const deployRoleArn = blocks(provider?.assume_role)[0]?.role_arn;
  return {
    accountId,
    partition,
    ...(typeof deployRoleArn === "string" ? { deployRoleArn } : {}),
    isTagged: blocks(provider?.default_tags).length > 0,
    roles: roles.filter((role) => role.accountId === accountId),
    functions: functions
      .filter((found) => found.accountId === accountId)
      .map(({ arn, roleArn, name }) => ({ arn, roleArn, reservesConcurrency: reserving.has(name) })),
    logGroupArns: ours("aws_cloudwatch_log_group").map((block) =>
      logGroupArn(locate(block), String(block.name)),
    ),
  };
}
