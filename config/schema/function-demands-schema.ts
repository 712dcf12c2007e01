import { z } from "zod";
import { accountId } from "./account-schema";
import { codeSigningConfigArn, destinationArn, kmsKeyArn, queueOrTopicArn, roleArnField } from "./arns";
import { flag, oneOf, section, text, wholeNumber } from "./fields";
import { MONITORING } from "./operations/monitoring-schema";

const SUBNET_IDS =
  "a list of 1 to 16 subnet ids, each like subnet-0123456789abcdef0; copy them from the VPC console";
const GROUP_IDS =
  "a list of 1 to 5 security group ids, each like sg-0123456789abcdef0; copy them from the VPC console";

/** Ids as EC2 makes them; the old ones have eight digits. */
function idsOf(prefix: string, most: number, allowed: string) {
  const id = text(new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`), allowed);
  return z.array(id, { error: allowed }).min(1, { error: allowed }).max(most, { error: allowed });
}

const INVOKER_NAME = text(
  /^[a-z][a-z0-9-]{0,40}$/,
  "1 to 41 lowercase letters, digits and hyphens that start with a letter; correct it",
);

/** Who may invoke the function. Which fields go together is asked in `checks/invokers-check.ts`. */
const INVOKER = section({
  name: INVOKER_NAME.describe(
    "Name of the statement in the function's resource policy, unique in the link. Required.",
  ),
  roleArn: roleArnField
    .describe("Role that may invoke. Excludes accountId and service. Default: none.")
    .exactOptional(),
  accountId: accountId
    .describe(
      "Account whose IAM decides who may invoke: twelve digits in quotes. Excludes roleArn and service. Default: none.",
    )
    .exactOptional(),
  service: text(
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/,
    "a service principal like events.amazonaws.com; copy it from the service's documentation",
  )
    .describe("Service that may invoke, for sourceArn alone. Excludes roleArn and accountId. Default: none.")
    .exactOptional(),
  sourceArn: text(
    /^arn:(?:aws|aws-cn|aws-us-gov):[a-z0-9-]+:[a-z0-9-]*:(?:\d{12})?:(?!\*|.*%\{)[^?$\s\p{Cc}\p{Cf}]+$/u,
    "the ARN of the rule, topic, bucket or API that invokes, with its account and without ?, $ and %{; copy it from the service's console",
  )
    .describe("What of the service invokes. Required with service, and only there. Default: none.")
    .exactOptional(),
});

/** What organisations demand of a function: fields of `function`, none of which a link needs. */
export const FUNCTION_DEMANDS = {
  kmsKeyArn: kmsKeyArn
    .describe(
      "Customer managed KMS key that encrypts the environment variables, in the lambda account and region. " +
        "Default: none, the key that AWS keeps for Lambda.",
    )
    .exactOptional(),
  logGroup: section({
    kmsKeyArn: kmsKeyArn
      .describe(
        "Customer managed KMS key that encrypts the log, in the lambda account and region. Its key policy must let " +
          "CloudWatch Logs use it. Default: none, CloudWatch's own encryption.",
      )
      .exactOptional(),
    keepOnDestroy: flag()
      .describe("Whether the log group and its lines stay when the link is destroyed. Default: false.")
      .exactOptional(),
  })
    .describe(
      "The function's log group. How long it keeps lines says logRetentionDays. Default: as CloudWatch has it.",
    )
    .exactOptional(),
  ephemeralStorageMegabytes: wholeNumber(
    512,
    10_240,
    "a whole number from 512 to 10240 (megabytes); correct it",
  )
    .describe("Size of /tmp, megabytes, 512 to 10240. Default: Lambda's, 512.")
    .exactOptional(),
  tracing: oneOf("active")
    .describe(
      "active: Lambda traces invocations with X-Ray. Default: none, it passes on what callers decide.",
    )
    .exactOptional(),
  vpc: section({
    subnetIds: idsOf("subnet", 16, SUBNET_IDS).describe(
      "Subnets of one VPC of the lambda region, 1 to 16. Required.",
    ),
    securityGroupIds: idsOf("sg", 5, GROUP_IDS).describe("Security groups of that VPC, 1 to 5. Required."),
  })
    .describe(
      "Connects the function to a VPC. Its traffic then needs endpoints for sts and redshift-data, or a NAT (docs/demands.md). " +
        "Default: none, Lambda's own network.",
    )
    .exactOptional(),
  asyncInvocation: section({
    maximumRetryAttempts: wholeNumber(
      0,
      2,
      "a whole number from 0 to 2 (attempts after the first); correct it",
    )
      .describe("How often a failed event is tried again, 0 to 2. Default: 2.")
      .exactOptional(),
    maximumEventAgeSeconds: wholeNumber(60, 21_600, "a whole number from 60 to 21600 (seconds); correct it")
      .describe("How long an event may wait, seconds, 60 to 21600. Default: 21600.")
      .exactOptional(),
    onFailureArn: destinationArn
      .describe(
        "Queue, topic, event bus or function of the lambda account and region that is told of every event that failed, with its " +
          "request. Default: none.",
      )
      .exactOptional(),
    deadLetterArn: queueOrTopicArn
      .describe(
        "Queue or topic of the lambda account and region that gets the events that failed. Default: none.",
      )
      .exactOptional(),
  })
    .describe("What becomes of events that nobody waits for. Default: as Lambda has it.")
    .exactOptional(),
  invokers: z
    .array(INVOKER, { error: "a list of invokers; begin each with `- name:`" })
    .describe(
      "Who may invoke the function by its own resource policy: roles, accounts, services for one source. Default: nobody, IAM alone " +
        "decides in the lambda account.",
    )
    .exactOptional(),
  codeSigningConfigArn: codeSigningConfigArn
    .describe(
      "Code signing configuration of the lambda account and region. The archive of a synth is not signed: with policy Warn " +
        "Lambda tells of it, with Enforce it refuses it. Default: none.",
    )
    .exactOptional(),
  ...MONITORING,
};
