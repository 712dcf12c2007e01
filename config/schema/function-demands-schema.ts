import { z } from "zod";
import { codeSigningConfigArn, destinationArn, kmsKeyArn, queueOrTopicArn } from "./arns";
import { flag, oneOf, section, text, wholeNumber } from "./fields";

const SUBNET_IDS =
  "a list of 1 to 16 subnet ids, each like subnet-0123456789abcdef0; copy them from the VPC console";
const GROUP_IDS =
  "a list of 1 to 5 security group ids, each like sg-0123456789abcdef0; copy them from the VPC console";

/** Ids as EC2 makes them; the old ones have eight digits. */
function idsOf(prefix: string, most: number, allowed: string) {
  const id = text(new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`), allowed);
  return z.array(id, { error: allowed }).min(1, { error: allowed }).max(most, { error: allowed });
}

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
  codeSigningConfigArn: codeSigningConfigArn
    .describe(
      "Code signing configuration of the lambda account and region. The archive of a synth is not signed: with policy Warn " +
        "Lambda tells of it, with Enforce it refuses it. Default: none.",
    )
    .exactOptional(),
};
