import { isJson } from "../../../aws/json";
import {
  type Arguments,
  anyOf,
  blocksOf,
  listOf,
  literal,
  literalMap,
  readElsewhere,
  reference,
  textLike,
  type ValueCheck,
} from "./checks";

const ROLE_NAME = reference(/^\$\{aws_iam_role\.[\w-]+\.(?:name|id)\}$/);
const ROLE_ARN = reference(/^\$\{aws_iam_role\.[\w-]+\.arn\}$/);
const LOG_GROUP_NAME = reference(/^\$\{aws_cloudwatch_log_group\.[\w-]+\.(?:name|id)\}$/);
const ARN = textLike(/^arn:/);

/** Arguments that every resource has. */
const COMMON: Arguments = {
  "//": readElsewhere,
  provider: textLike(/^aws\.[\w-]+$/),
  depends_on: listOf(textLike(/^aws_[a-z_]+\.[\w-]+$/)),
  // Filled in by the provider.
  id: literal,
};

const TAGS: Arguments = { tags: literalMap, tags_all: literalMap };

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
      typeof text !== "string" || literal(text.replace(/\$\{aws_iam_role\.[\w-]+\.(?:name|id|arn)\}/g, "")),
  );

const FUNCTION: Arguments = {
  ...COMMON,
  ...TAGS,
  architectures: listOf(anyOf("arm64", "x86_64")),
  description: literal,
  environment: blocksOf({ variables: VARIABLES }),
  filename: ARCHIVE,
  function_name: literal,
  handler: anyOf("index.handler"),
  logging_config: blocksOf({
    log_format: anyOf("JSON"),
    log_group: LOG_GROUP_NAME,
    application_log_level: anyOf("INFO"),
    system_log_level: anyOf("INFO"),
  }),
  memory_size: literal,
  region: readElsewhere,
  reserved_concurrent_executions: literal,
  role: ROLE_ARN,
  runtime: textLike(/^nodejs\d+\.x$/),
  source_code_hash: SHA_256,
  timeout: literal,
  // Filled in by the provider, or its defaults.
  arn: ARN,
  code_sha256: SHA_256,
  ephemeral_storage: blocksOf({ size: anyOf(512) }),
  invoke_arn: ARN,
  last_modified: literal,
  package_type: anyOf("Zip"),
  qualified_arn: ARN,
  qualified_invoke_arn: ARN,
  response_streaming_invoke_arn: ARN,
  source_code_size: literal,
  tracing_config: blocksOf({ mode: anyOf("PassThrough") }),
  version: literal,
};

/**
 * What the resources of a link may say, by type. An allow-list: the next argument that the provider gets is not on it, and what
 * only an attacker writes was never on it. `access/` reads and judges the values that grant something; here stands their form.
 * The same list serves a plan, whose resources also have what the provider fills in.
 */
export const RESOURCE_ARGUMENTS: Readonly<Record<string, Arguments>> = {
  aws_cloudwatch_log_group: {
    ...COMMON,
    ...TAGS,
    name: literal,
    region: readElsewhere,
    retention_in_days: literal,
    arn: ARN,
    log_group_class: anyOf("STANDARD"),
  },
  aws_iam_role: {
    ...COMMON,
    ...TAGS,
    assume_role_policy: readElsewhere,
    description: literal,
    inline_policy: readElsewhere,
    managed_policy_arns: readElsewhere,
    max_session_duration: literal,
    name: literal,
    path: literal,
    permissions_boundary: ARN,
    arn: ARN,
    create_date: literal,
    unique_id: literal,
  },
  aws_iam_role_policy: { ...COMMON, name: literal, policy: readElsewhere, role: ROLE_NAME },
  aws_iam_role_policy_attachment: { ...COMMON, policy_arn: ARN, role: ROLE_NAME },
  aws_iam_role_policies_exclusive: {
    ...COMMON,
    policy_names: listOf(reference(/^\$\{aws_iam_role_policy\.[\w-]+\.name\}$/)),
    role_name: ROLE_NAME,
  },
  aws_iam_role_policy_attachments_exclusive: {
    ...COMMON,
    policy_arns: listOf(reference(/^\$\{aws_iam_role_policy_attachment\.[\w-]+\.policy_arn\}$/)),
    role_name: ROLE_NAME,
  },
  aws_lambda_function: FUNCTION,
};
