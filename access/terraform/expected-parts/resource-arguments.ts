import { isJson } from "../../../aws/json";
import { ALIAS_ARGUMENTS, QUALIFIER } from "./alias-arguments";
import {
  anyOf,
  type BlockForm,
  blockOf,
  integerBetween,
  listOf,
  listOfOne,
  literal,
  literalText,
  readElsewhere,
  reference,
  textLike,
  type ValueCheck,
} from "./checks";
import { ARN, COMMON, FUNCTION_NAME, KMS_KEY, LIFECYCLE, PROVIDER_REFERENCE, TAGS } from "./common-arguments";
import { MONITORING_ARGUMENTS } from "./monitoring-arguments";

/** The longest retention that CloudWatch Logs takes, short of forever (PutRetentionPolicy). */
const MAX_RETENTION_DAYS = 3653;

const ROLE_NAME = reference(/^\$\{aws_iam_role\.[\w-]+\.(?:name|id)\}$/);
const ROLE_ARN = reference(/^\$\{aws_iam_role\.[\w-]+\.arn\}$/);
const LOG_GROUP_NAME = reference(/^\$\{aws_cloudwatch_log_group\.[\w-]+\.(?:name|id)\}$/);
const QUEUE_OR_TOPIC = textLike(/^arn:[\w-]+:(?:sqs|sns):[\w-]+:\d{12}:[\w-]+$/);
const DESTINATION = textLike(
  /^arn:[\w-]+:(?:(?:sqs|sns):[\w-]+:\d{12}:[\w-]+|events:[\w-]+:\d{12}:event-bus\/[\w./-]+|lambda:[\w-]+:\d{12}:function:[\w-]+)$/,
);
const CODE_SIGNING_CONFIG = textLike(
  /^arn:[\w-]+:lambda:[\w-]+:\d{12}:code-signing-config:csc-[a-z0-9]{17}$/,
);
const LAYER_VERSION = textLike(/^arn:[\w-]+:lambda:[\w-]+:\d{12}:layer:[\w-]{1,140}:[1-9]\d*$/);
/** Of a function (AWS Lambda quotas). */
const MAX_LAYERS = 5;

/** The name of the archive's folder is cdktf's: its hash of the content. */
const ARCHIVE: ValueCheck = textLike(/^assets\/[\w-]+\/[0-9A-F]{32}\/function\.zip$/);

/** Base64 of 32 bytes. */
const SHA_256 = textLike(/^[A-Za-z0-9+/]{43}=$/);

/** The names are judged elsewhere. The text around a role's name or ARN may be any. */
const VARIABLES: ValueCheck = (value) =>
  isJson(value) &&
  Object.keys(value).every(literal) &&
  Object.values(value).every(
    (text) =>
      typeof text === "string" && literal(text.replace(/\$\{aws_iam_role\.[\w-]+\.(?:name|id|arn)\}/g, "")),
  );

/** One version of each layer, or none. */
const areLayers: ValueCheck = (value) => {
  if (!Array.isArray(value) || value.length > MAX_LAYERS) return false;
  if (value.length === 0) return true;
  const names = value.map((arn) => String(arn).replace(/:\d+$/, ""));
  return listOf(LAYER_VERSION)(value) && new Set(names).size === names.length;
};

const LOGGING: BlockForm = {
  required: { log_format: anyOf("JSON"), log_group: LOG_GROUP_NAME },
  optional: { application_log_level: anyOf("INFO"), system_log_level: anyOf("INFO") },
  unset: ["application_log_level", "system_log_level"],
};

/** What a plan fills in beside them says nothing. */
const VPC: BlockForm = {
  required: {
    subnet_ids: listOf(textLike(/^subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})$/)),
    security_group_ids: listOf(textLike(/^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/)),
  },
  optional: { vpc_id: textLike(/^vpc-[0-9a-f]+$/) },
};

const FUNCTION: BlockForm = {
  required: {
    ...PROVIDER_REFERENCE,
    architectures: listOfOne(anyOf("arm64", "x86_64")),
    environment: blockOf({ required: { variables: VARIABLES } }),
    filename: ARCHIVE,
    function_name: textLike(/./),
    // Which one belongs to the link, the review judges.
    handler: textLike(/^[\w.:/@$-]{1,128}$/),
    logging_config: blockOf(LOGGING, "plan"),
    memory_size: integerBetween(128, 10_240),
    role: ROLE_ARN,
    // Those that Lambda maintains: nodejs20.x is deprecated.
    runtime: textLike(
      /^(?:nodejs2[2-9]\.x|python3\.\d+|java\d+(?:\.al2)?|dotnet\d+|ruby3\.\d|provided\.al20\d\d)$/,
    ),
    source_code_hash: SHA_256,
    timeout: integerBetween(1, 900),
  },
  optional: {
    ...COMMON,
    ...LIFECYCLE,
    ...TAGS,
    description: literalText,
    region: readElsewhere,
    // A plan writes -1 for none.
    reserved_concurrent_executions: (value) => value === -1 || integerBetween(0, 100_000)(value),
    // Filled in by the provider, or its defaults.
    arn: ARN,
    code_sha256: SHA_256,
    ephemeral_storage: blockOf({ required: { size: integerBetween(512, 10_240) } }),
    invoke_arn: ARN,
    code_signing_config_arn: CODE_SIGNING_CONFIG,
    kms_key_arn: KMS_KEY,
    last_modified: literalText,
    layers: areLayers,
    // Where the function has an alias.
    publish: anyOf(true),
    package_type: anyOf("Zip"),
    qualified_arn: ARN,
    qualified_invoke_arn: ARN,
    response_streaming_invoke_arn: ARN,
    source_code_size: integerBetween(0, Number.MAX_SAFE_INTEGER),
    tracing_config: blockOf({ required: { mode: anyOf("Active", "PassThrough") } }),
    dead_letter_config: blockOf({ required: { target_arn: QUEUE_OR_TOPIC } }),
    vpc_config: blockOf(VPC, "plan"),
    version: literalText,
  },
  unset: [
    ...["dead_letter_config", "file_system_config", "image_config", "image_uri"],
    ...["publish", "replace_security_groups_on_destroy"],
    ...["replacement_security_group_ids", "s3_bucket", "s3_key", "s3_object_version", "skip_destroy"],
    ...["snap_start", "tags", "vpc_config"],
  ],
};

/**
 * What the resources of a link say, by type. An allow-list: the next argument that the provider gets is not on it, and what
 * only an attacker writes was never on it. `access/` reads and judges the values that grant something; here stands their form.
 * The same list serves a plan, whose resources also have what the provider fills in.
 */
export const RESOURCE_ARGUMENTS: Readonly<Record<string, BlockForm>> = {
  ...MONITORING_ARGUMENTS,
  aws_cloudwatch_log_group: {
    required: {
      ...PROVIDER_REFERENCE,
      name: textLike(/./),
      retention_in_days: integerBetween(1, MAX_RETENTION_DAYS),
    },
    optional: {
      ...COMMON,
      ...TAGS,
      region: readElsewhere,
      arn: ARN,
      log_group_class: anyOf("STANDARD"),
      kms_key_id: KMS_KEY,
      skip_destroy: anyOf(true),
    },
    unset: ["tags"],
  },
  aws_iam_role: {
    required: { ...PROVIDER_REFERENCE, assume_role_policy: readElsewhere, name: textLike(/./) },
    optional: {
      ...COMMON,
      ...LIFECYCLE,
      ...TAGS,
      description: literalText,
      inline_policy: readElsewhere,
      managed_policy_arns: readElsewhere,
      max_session_duration: integerBetween(3600, 43_200),
      path: literalText,
      permissions_boundary: ARN,
      arn: ARN,
      create_date: literalText,
      unique_id: literalText,
    },
    unset: ["force_detach_policies", "permissions_boundary", "tags"],
  },
  aws_iam_role_policy: {
    required: { ...PROVIDER_REFERENCE, name: textLike(/./), policy: readElsewhere, role: ROLE_NAME },
    optional: { ...COMMON, ...LIFECYCLE },
  },
  aws_iam_role_policy_attachment: {
    required: { ...PROVIDER_REFERENCE, policy_arn: ARN, role: ROLE_NAME },
    optional: { ...COMMON, ...LIFECYCLE },
  },
  aws_iam_role_policies_exclusive: {
    required: {
      ...PROVIDER_REFERENCE,
      policy_names: listOf(reference(/^\$\{aws_iam_role_policy\.[\w-]+\.name\}$/)),
      role_name: ROLE_NAME,
    },
    optional: { ...COMMON, ...LIFECYCLE },
  },
  aws_iam_role_policy_attachments_exclusive: {
    required: {
      ...PROVIDER_REFERENCE,
      policy_arns: listOf(reference(/^\$\{aws_iam_role_policy_attachment\.[\w-]+\.policy_arn\}$/)),
      role_name: ROLE_NAME,
    },
    optional: { ...COMMON, ...LIFECYCLE },
  },
  aws_lambda_function: FUNCTION,
  aws_lambda_permission: {
    required: {
      ...PROVIDER_REFERENCE,
      action: anyOf("lambda:InvokeFunction"),
      function_name: FUNCTION_NAME,
      principal: textLike(
        /^(?:\d{12}|arn:[\w-]+:iam::\d{12}:(?:root|role\/[\w+=,.@/-]+)|[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?)$/,
      ),
      statement_id: textLike(/^[a-z][a-z0-9-]*$/),
    },
    optional: {
      ...COMMON,
      ...LIFECYCLE,
      qualifier: QUALIFIER,
      region: readElsewhere,
      source_account: textLike(/^\d{12}$/),
      source_arn: textLike(/^arn:[\w-]+:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12})?:(?!\*)[^?$\s\p{Cc}\p{Cf}]+$/u),
    },
  },
  aws_lambda_function_event_invoke_config: {
    required: { ...PROVIDER_REFERENCE, function_name: FUNCTION_NAME },
    optional: {
      ...COMMON,
      ...LIFECYCLE,
      region: readElsewhere,
      destination_config: blockOf(
        { required: { on_failure: blockOf({ required: { destination: DESTINATION } }) } },
        "plan",
      ),
      maximum_event_age_in_seconds: integerBetween(60, 21_600),
      maximum_retry_attempts: integerBetween(0, 2),
      qualifier: QUALIFIER,
    },
  },
  ...ALIAS_ARGUMENTS,
};
