import { commentedCode } from "../../../access/terraform/carried/carried-code";
import { readSynthesizedStack, type SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import { readTerraformStack, resourceAt } from "../../../access/terraform/terraform-stack";
import { presentMembers } from "../../../aws/json";
import { logGroupArn } from "../../../aws/logs";
import { ToolError } from "../../lib/terminal/tool-error";
import { type NamedByFunction, namedByFunction } from "./named-by-function";
import { type StateBucket, stateBucket } from "./state-bucket";

/** What one account of a link holds, as far as a deploy role has to reach it. */
export interface AccountResources {
  readonly accountId: string;
  readonly partition: string;
  /** Role the provider assumes. Absent: a profile, or the caller's own credentials. */
  readonly deployRoleArn?: string;
  readonly isTagged: boolean;
  /** Where this account's deploy role or profile reads the link's state. Absent: the state is local, or somebody else reads it. */
  readonly states?: StateBucket;
  readonly roles: readonly SynthesizedRole[];
  readonly functions: readonly DeployedFunction[];
  readonly logGroups: readonly DeployedLogGroup[];
}

/** A function, as far as a deploy role has to reach it. */
export interface DeployedFunction {
  readonly arn: string;
  readonly roleArn: string;
  readonly reservesConcurrency: boolean;
  /** Code of the user's own: the doctor does not invoke it, and npm run query cannot. */
  readonly isOwnCode: boolean;
  /** It has a resource policy. */
  readonly hasInvokers: boolean;
  readonly isInVpc: boolean;
  /** Asynchronous invocations of it have settings. */
  readonly configuresInvocations: boolean;
  /** ARN of the alias under which it is invoked. Absent: it is invoked itself. */
  readonly aliasArn?: string;
  /** Instances of the alias are kept ready. */
  readonly keepsInstancesReady: boolean;
  /** What else its arguments name. */
  readonly names: NamedByFunction;
}

/** A log group, as far as a deploy role has to reach it. */
export interface DeployedLogGroup {
  /** Without the trailing `:*`. */
  readonly arn: string;
  /** It has a key of the link's own choice. */
  readonly isEncrypted: boolean;
}

/** Types whose API calls the statements of this folder cover. */
const COVERED: ReadonlySet<string> = new Set([
  "aws_cloudwatch_log_group",
  "aws_iam_role",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
  "aws_lambda_alias",
  "aws_lambda_function",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_permission",
  "aws_lambda_provisioned_concurrency_config",
]);

/**
 * Reads what the provider of this alias manages in a synthesized stack (`cdk.tf.json` as an object).
 *
 * @param alias `lambda_account` or `redshift_account`
 * @throws ToolError `DEPLOY_POLICY_UNKNOWN_RESOURCE` for a type no statement covers: the policy would be incomplete
 * @throws AccessError when a name or an account is unknown at synth
 */
export function accountResources(stackJson: unknown, alias: string): AccountResources {
  const stack = readTerraformStack(stackJson);
  const uncovered = new Set(stack.resources.map(({ type }) => type).filter((type) => !COVERED.has(type)));
  if (uncovered.size > 0) {
    throw new ToolError(
      "DEPLOY_POLICY_UNKNOWN_RESOURCE",
      `the stack holds ${[...uncovered].join(", ")}, expected only ${[...COVERED].join(", ")}; add its statements to tools/deploy-policy`,
    );
  }
  const provider = stack.providers.find((candidate) => candidate.alias === alias);
  const { accountId, partition } = stack.locate({ provider: `aws.${alias}` });
  const { roles, functions } = readSynthesizedStack(stackJson);
  const logGroups = stack.resources.filter(
    ({ type, block }) => type === "aws_cloudwatch_log_group" && block.provider === `aws.${alias}`,
  );
  return {
    accountId,
    partition,
    ...(provider?.deployRoleArn === undefined ? {} : { deployRoleArn: provider.deployRoleArn }),
    isTagged: provider?.defaultTags !== undefined,
    ...presentMembers({ states: stateBucket(stackJson, alias) }),
    roles: roles.filter((role) => role.accountId === accountId),
    functions: functions
      .filter((found) => found.accountId === accountId)
      .map(({ address, arn, roleArn, invokers, alias }) => {
        const block = resourceAt(stack, address)?.block ?? {};
        return {
          arn,
          roleArn,
          reservesConcurrency: block.reserved_concurrent_executions !== undefined,
          isOwnCode: commentedCode(stackJson) !== undefined,
          hasInvokers: invokers !== undefined,
          isInVpc: block.vpc_config !== undefined,
          configuresInvocations: stack.resources.some(
            ({ type }) => type === "aws_lambda_function_event_invoke_config",
          ),
          ...presentMembers({ aliasArn: alias === undefined ? undefined : `${arn}:${alias.name}` }),
          keepsInstancesReady: stack.resources.some(
            ({ type }) => type === "aws_lambda_provisioned_concurrency_config",
          ),
          names: namedByFunction(block, stack.locate(block)),
        };
      }),
    logGroups: logGroups.map(({ block }) => ({
      arn: logGroupArn(stack.locate(block), String(block.name)),
      isEncrypted: block.kms_key_id !== undefined,
    })),
  };
}
