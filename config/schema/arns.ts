import { text } from "./fields";

/**
 * ARNs as users write them: one resource each, no wildcard, no policy variable. Whether partition, account and
 * region fit the link is asked in `checks/arn-check.ts`.
 */

const ANY_PARTITION = "arn:(?:aws|aws-cn|aws-us-gov)";
const IAM_PATH_AND_NAME = String.raw`(?:[\w+=,.@-]+/)*[\w+=,.@-]`;

/** ARN of an IAM role. */
export const roleArnField = text(
  new RegExp(`^${ANY_PARTITION}:iam::\\d{12}:role/${IAM_PATH_AND_NAME}{1,64}$`),
  "a role ARN like arn:aws:iam::111111111111:role/deployer; copy it from the IAM console",
);

/** ARN of a managed policy, of an account or of AWS. */
export const policyArn = text(
  new RegExp(`^${ANY_PARTITION}:iam::(?:\\d{12}|aws):policy/${IAM_PATH_AND_NAME}{1,128}$`),
  "a managed policy ARN like arn:aws:iam::111111111111:policy/boundary; copy it from the IAM console",
);

/** Full ARN of a secret; Secrets Manager ends the name with a hyphen and six random characters. */
export const secretArnField = text(
  new RegExp(`^${ANY_PARTITION}:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[\\w/+=.@!-]+-[A-Za-z0-9]{6}$`),
  "a full secret ARN like arn:aws:secretsmanager:eu-west-1:222222222222:secret:warehouse-AbC123, with its six " +
    "character suffix; copy it from Secrets Manager",
);

/** ARN of a KMS key. An alias is no resource of `kms:Decrypt`, so it is refused. */
export const kmsKeyArn = text(
  new RegExp(
    `^${ANY_PARTITION}:kms:[a-z0-9-]+:\\d{12}:key/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$`,
  ),
  "a KMS key ARN like arn:aws:kms:eu-west-1:222222222222:key/01234567-89ab-cdef-0123-456789abcdef, not an alias; " +
    "copy it from the KMS console",
);

const DESTINATION_ALLOWED = (services: string) =>
  `the ARN of ${services}, like arn:aws:sqs:eu-west-1:111111111111:failures; copy it from the console of its service`;
const QUEUE_OR_TOPIC = String.raw`(?:sqs|sns):[a-z0-9-]+:\d{12}:[\w-]{1,256}`;

/** ARN of a queue or a topic. None that is FIFO: Lambda sends events to none. */
export const queueOrTopicArn = text(
  new RegExp(`^${ANY_PARTITION}:${QUEUE_OR_TOPIC}$`),
  DESTINATION_ALLOWED("a standard queue or topic"),
);

/** ARN of a topic. None that is FIFO, which no alarm can tell. */
export const topicArn = text(
  new RegExp(`^${ANY_PARTITION}:sns:[a-z0-9-]+:\\d{12}:[\\w-]{1,256}$`),
  DESTINATION_ALLOWED("a standard topic").replace(":sqs:", ":sns:"),
);

/** ARN of whatever takes events that failed. */
export const destinationArn = text(
  new RegExp(
    `^${ANY_PARTITION}:(?:${QUEUE_OR_TOPIC}|events:[a-z0-9-]+:\\d{12}:event-bus/[\\w./-]{1,256}|lambda:[a-z0-9-]+:\\d{12}:function:[\\w-]{1,64})$`,
  ),
  DESTINATION_ALLOWED("a standard queue or topic, an event bus or an unqualified function"),
);

/** ARN of one version of a layer, of any account. */
export const layerVersionArn = text(
  new RegExp(`^${ANY_PARTITION}:lambda:[a-z0-9-]+:\\d{12}:layer:[A-Za-z0-9_-]{1,140}:[1-9]\\d{0,17}$`),
  "the ARN of a layer's version like arn:aws:lambda:eu-west-1:111111111111:layer:certificates:3, with its number; copy it from the Lambda console",
);

/** ARN of a code signing configuration; Lambda ends it with seventeen random characters. */
export const codeSigningConfigArn = text(
  new RegExp(`^${ANY_PARTITION}:lambda:[a-z0-9-]+:\\d{12}:code-signing-config:csc-[a-z0-9]{17}$`),
  "a code signing configuration ARN like arn:aws:lambda:eu-west-1:111111111111:code-signing-config:csc-0123456789abcdef0; " +
    "copy it from the Lambda console",
);
