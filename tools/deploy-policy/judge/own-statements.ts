import { readTerraformStack } from "../../../access/terraform/terraform-stack";
import { roleArn } from "../../../aws/iam";
import { isJson, type Json } from "../../../aws/json";
import type { Location } from "../../../aws/location";
import { COVERED_TYPES } from "../read/deployed-resources";
import { ALIASES, type DeployAccount } from "./deploy-policies";
import { allow, type PolicyStatement } from "./policy-statement";

/** What Terraform calls for a resource beside the link's parts. */
interface OwnActions {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Service to which a role is passed. Absent: to none. */
  readonly passesTo?: string;
  /** What the resource's ARN is, of its block: where any other one would let the deploy role give itself what it likes. */
  readonly arnOf?: (block: Json, at: Location) => string;
}

/** In the place of a name that nobody knows before the apply. */
const UNKNOWN_NAME = "NAME";

/** Whoever may write any policy of the account may write one that is attached to the deploy role. */
function policyArn({ name, path }: Json, { partition, accountId }: Location): string {
  const known = (text: unknown, otherwise: string) =>
    typeof text === "string" && /^[\w+=,.@/-]+$/.test(text) ? text : otherwise;
  return `arn:${partition}:iam::${accountId}:policy${known(path, "/")}${known(name, UNKNOWN_NAME)}`;
}

/**
 * The commonest types that users add, by the calls of Terraform's AWS provider. No deploy of the tests proves them, as it does
 * those of a link's own parts.
 */
export const ACTIONS_OF_OWN: Readonly<Record<string, OwnActions>> = {
  aws_cloudwatch_event_rule: {
    reads: ["events:DescribeRule", "events:ListTagsForResource"],
    writes: ["events:PutRule", "events:DeleteRule", "events:TagResource", "events:UntagResource"],
  },
  aws_cloudwatch_event_target: {
    reads: ["events:ListTargetsByRule"],
    writes: ["events:PutTargets", "events:RemoveTargets"],
  },
  aws_cloudwatch_log_metric_filter: {
    reads: ["logs:DescribeMetricFilters"],
    writes: ["logs:PutMetricFilter", "logs:DeleteMetricFilter"],
  },
  aws_iam_policy: {
    reads: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"],
    writes: [
      ...["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion"],
      ...["iam:TagPolicy", "iam:UntagPolicy"],
    ],
    arnOf: policyArn,
  },
  aws_lambda_event_source_mapping: {
    reads: ["lambda:GetEventSourceMapping", "lambda:ListTags"],
    writes: [
      ...["lambda:CreateEventSourceMapping", "lambda:UpdateEventSourceMapping"],
      ...["lambda:DeleteEventSourceMapping", "lambda:TagResource", "lambda:UntagResource"],
    ],
  },
  aws_scheduler_schedule: {
    reads: ["scheduler:GetSchedule"],
    writes: ["scheduler:CreateSchedule", "scheduler:UpdateSchedule", "scheduler:DeleteSchedule"],
    passesTo: "scheduler.amazonaws.com",
  },
  aws_sfn_state_machine: {
    reads: [
      ...["states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource"],
      "states:ValidateStateMachineDefinition",
    ],
    writes: [
      ...["states:CreateStateMachine", "states:UpdateStateMachine", "states:DeleteStateMachine"],
      ...["states:TagResource", "states:UntagResource"],
    ],
    passesTo: "states.amazonaws.com",
  },
  aws_sns_topic: {
    reads: ["sns:GetTopicAttributes", "sns:ListTagsForResource"],
    writes: [
      ...["sns:CreateTopic", "sns:SetTopicAttributes", "sns:DeleteTopic"],
      ...["sns:TagResource", "sns:UntagResource"],
    ],
  },
  aws_sns_topic_subscription: {
    reads: ["sns:GetSubscriptionAttributes"],
    writes: ["sns:Subscribe", "sns:SetSubscriptionAttributes", "sns:Unsubscribe"],
  },
  aws_sqs_queue: {
    reads: ["sqs:GetQueueAttributes", "sqs:ListQueueTags"],
    writes: [
      ...["sqs:CreateQueue", "sqs:SetQueueAttributes", "sqs:DeleteQueue"],
      ...["sqs:TagQueue", "sqs:UntagQueue"],
    ],
  },
  aws_sqs_queue_policy: {
    reads: ["sqs:GetQueueAttributes"],
    writes: ["sqs:SetQueueAttributes"],
  },
};

/** What is missing from the policies of an account for the resources that a user adds to a link. */
export interface OwnResources {
  /** Of every type in the table. Its resources are to be narrowed by hand: an added resource has any name. */
  readonly statements: readonly PolicyStatement[];
  /** Addresses of the other types, of which nobody here knows the calls. */
  readonly unknown: readonly string[];
}

/**
 * What a deploy role needs beside the generated policies.
 *
 * @param stackJson `cdk.tf.json` of the link, as an object
 */
export function ownResources(stackJson: unknown, account: DeployAccount): OwnResources {
  const stack = readTerraformStack(stackJson);
  const added = stack.resources.filter(
    ({ type, block }) =>
      !COVERED_TYPES.has(type) && isJson(block) && block.provider === `aws.${ALIASES[account]}`,
  );
  const types = [...new Set(added.map(({ type }) => type))].sort();
  const known = types.filter((type) => Object.hasOwn(ACTIONS_OF_OWN, type));
  return {
    statements: known.flatMap((type) => {
      const { reads = [], writes = [], passesTo, arnOf } = ACTIONS_OF_OWN[type] ?? {};
      const words = type.replace(/^aws_/, "").split("_");
      const sid = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
      const blocks = added.filter((resource) => resource.type === type).map(({ block }) => block);
      const arns = arnOf === undefined ? ["*"] : blocks.map((block) => arnOf(block, stack.locate(block)));
      return [
        allow(`Own${sid}`, [...reads, ...writes], arns),
        ...(passesTo === undefined ? [] : [passRoles(sid, passesTo, stack.locate(blocks[0] ?? {}))]),
      ];
    }),
    unknown: added.filter(({ type }) => !known.includes(type)).map(({ address }) => address),
  };
}

/** A role that may be passed anywhere is as good as its permissions. */
function passRoles(sid: string, service: string, { partition, accountId }: Location): PolicyStatement {
  return allow(
    `PassRoleTo${sid}`,
    ["iam:PassRole"],
    [roleArn({ partition, accountId, path: "/", name: UNKNOWN_NAME })],
    { StringEquals: { "iam:PassedToService": [service] } },
  );
}
