import { commentedCode } from "../../../access/terraform/carried/carried-code";
import { partsOfOthers } from "../../../access/terraform/carried/parts-of-others";
import {
  type RolesAndFunctions,
  readSynthesizedStack,
  type SynthesizedRole,
} from "../../../access/terraform/synthesized-stack";
import {
  readTerraformStack,
  resourceAt,
  type TerraformStack,
} from "../../../access/terraform/terraform-stack";
import { presentMembers } from "../../../aws/json";
import type { Location } from "../../../aws/location";
import { logGroupArn } from "../../../aws/logs";
import { type MonitoredResources, monitoredResources } from "./monitored-resources";
import { type NamedByFunction, namedByFunction } from "./named-by-function";
import { type StateBucket, stateBucket } from "./state-bucket";
import { type TransferResources, transferResources } from "./transfer-resources";

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
  /** What others make for the link there. */
  readonly ofOthers: ResourcesOfOthers;
  readonly logGroups: readonly DeployedLogGroup[];
  readonly monitored: MonitoredResources;
  /** What COPY and UNLOAD use there. */
  readonly transfer: TransferResources;
}

/** What others make: the doctor looks at it, and Terraform changes nothing of it but for one policy. */
interface ResourcesOfOthers {
  readonly roles: readonly SynthesizedRole[];
  /** Roles to which the link attaches a policy of its own. */
  readonly attachedTo: readonly SynthesizedRole[];
  readonly functionArns: readonly string[];
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

/** Types whose API calls the statements of this folder cover. What a user adds of others is told beside (`own-statements.ts`). */
export const COVERED_TYPES: ReadonlySet<string> = new Set([
  "aws_cloudwatch_dashboard",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_iam_role",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
  "aws_lambda_alias",
  "aws_lambda_function",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_permission",
  "aws_ssm_parameter",
  "aws_lambda_provisioned_concurrency_config",
]);

/**
 * Reads what the provider of this alias manages in a synthesized stack (`cdk.tf.json` as an object).
 *
 * @param alias `lambda_account` or `redshift_account`
 * @throws AccessError when a name or an account is unknown at synth
 */
export function accountResources(stackJson: unknown, alias: string): AccountResources {
  const stack = readTerraformStack(stackJson);
  const provider = stack.providers.find((candidate) => candidate.alias === alias);
  // An account in which others make everything has no provider.
  const left = provider === undefined ? placeOfOthers(stackJson, alias) : undefined;
  const { accountId, partition } = left ?? stack.locate({ provider: `aws.${alias}` });
  const { roles, functions } = readSynthesizedStack(stackJson);
  const isMade = ({ assumed, ...part }: { readonly assumed?: unknown; readonly accountId: string }) =>
    assumed === undefined && left === undefined && part.accountId === accountId;
  const logGroups = stack.resources.filter(
    ({ type, block }) => type === "aws_cloudwatch_log_group" && block.provider === `aws.${alias}`,
  );
  return {
    accountId,
    partition,
    ...(provider?.deployRoleArn === undefined ? {} : { deployRoleArn: provider.deployRoleArn }),
    isTagged: provider?.defaultTags !== undefined,
    ...presentMembers({ states: stateBucket(stackJson, alias) }),
    ofOthers: resourcesOfOthers(stack, { roles, functions }, accountId),
    roles: roles.filter(isMade),
    functions: functions.filter(isMade).map(({ address, arn, roleArn, invokers, alias }) => {
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
    monitored: monitoredResources(stack, alias),
    transfer: transferResources(functions, { accountId, partition }),
  };
}

/** Where an account is of which a stack makes nothing. */
function placeOfOthers(
  stackJson: unknown,
  alias: string,
): Pick<Location, "accountId" | "partition"> | undefined {
  const { queryRole, dataRole } = partsOfOthers(stackJson);
  return alias === "lambda_account" ? queryRole : dataRole;
}

function resourcesOfOthers(
  { resources }: Pick<TerraformStack, "resources">,
  { roles, functions }: RolesAndFunctions,
  accountId: string,
): ResourcesOfOthers {
  const ofOthers = roles.filter((role) => role.assumed !== undefined && role.accountId === accountId);
  return {
    roles: ofOthers,
    attachedTo: ofOthers.filter(({ name }) =>
      resources.some(({ type, block }) => type === "aws_iam_role_policy" && block.role === name),
    ),
    functionArns: functions
      .filter((found) => found.assumed !== undefined && found.accountId === accountId)
      .map(({ arn }) => arn),
  };
}
