import { isJson, type Json } from "../../../aws/json";
import { isInvoker } from "./chosen-invoker";
import { areOwnLayers, isProvisioned, withoutQualifiers } from "./chosen-release";

/** A place at which a link may say this or that, and what it may say: no other part of the stack tells which. */
interface UserChoice {
  /** Members that lead there; `*` is any. */
  readonly path: readonly string[];
  readonly mayBe: (value: unknown, parent: Json, name: string) => boolean;
  /** A link may leave it out. */
  readonly isOptional?: true;
}

const isEmpty = (value: unknown) => isJson(value) && Object.keys(value).length === 0;
const isText = (value: unknown): value is string => typeof value === "string";
const isLiteral = (value: unknown) => isText(value) && !/(?<![$%])(?:[$]{2}|%%)*[$%]\{/.test(value);
const isName = (value: unknown) => isLiteral(value) && value !== "";
const isLike = (pattern: RegExp) => (value: unknown) => isText(value) && pattern.test(value);
const isFrom =
  (...[least, most]: readonly [number, number]) =>
  (value: unknown) =>
    Number.isInteger(Number(value)) &&
    (typeof value === "number" || isLike(/^\d+$/)(value)) &&
    Number(value) >= least &&
    Number(value) <= most;

const FUNCTION = ["resource", "aws_lambda_function", "query_function"];
const DATA_POLICY = ["data", "aws_iam_policy_document", "data_role_redshift_data_api", "statement"];
/** Its id stands nowhere else. */
const WORKGROUP_OR_KEY =
  /^arn:aws:(?:redshift-serverless:ap-northeast-1:222222222222:workgroup|kms:ap-northeast-1:222222222222:key)\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One block of tags, or one without any. */
function areTags(value: unknown): boolean {
  const [block, ...more] = Array.isArray(value) ? value : [];
  if (!isJson(block) || more.length > 0) return false;
  const { tags = {}, ...others } = block;
  return Object.keys(others).length === 0 && isJson(tags) && Object.entries(tags).flat().every(isLiteral);
}

/** Lambda's statement, with or without the one that trusts the data role too; in canonical form, without Sids. */
function trustsLambda(value: unknown): boolean {
  const lambda = JSON.stringify({
    actions: ["sts:assumerole"],
    principals: [{ identifiers: ["lambda.amazonaws.com"], type: "Service" }],
  });
  const mutual = JSON.stringify({
    actions: ["sts:assumerole"],
    condition: [
      {
        test: "ArnEquals",
        values: ["arn:aws:iam::222222222222:role/analytics-data"],
        variable: "aws:principalarn",
      },
    ],
    principals: [{ identifiers: ["arn:aws:iam::222222222222:root"], type: "AWS" }],
  });
  const found = Array.isArray(value) ? value.map((statement) => JSON.stringify(statement)).sort() : [];
  return [[lambda], [lambda, mutual].sort()].some((wanted) => wanted.join() === found.join());
}

/** Whose value the rest of the stack tells, or must not be another. */
const OWN_VARIABLES = [
  ...[
    "LINK_NAME",
    "DATA_ROLE_ARN",
    "ROLE_SESSION_NAME",
    "EXTERNAL_ID",
    "REDSHIFT_ACCOUNT_ID",
    "REDSHIFT_REGION",
  ],
  ...[
    "CLUSTER_IDENTIFIER",
    "WORKGROUP_NAME",
    "DATABASE",
    "DB_USER",
    "SECRET_ARN",
    "STATEMENT_TIMEOUT_SECONDS",
    "RAW_SQL",
  ],
];

function isUsersVariable(name: string): boolean {
  return /^(?!AWS_|LAMBDA_)[A-Za-z]\w+$/.test(name) && !OWN_VARIABLES.includes(name);
}

/** A role of the account that the provider pins, and the session's name. */
function isDeployRole(value: unknown, provider: Json): boolean {
  const [role, ...more] = Array.isArray(value) ? value : [];
  const [accountId] = Array.isArray(provider.allowed_account_ids) ? provider.allowed_account_ids : [];
  return (
    isJson(role) &&
    more.length === 0 &&
    Object.keys(role).sort().join() === "role_arn,session_name" &&
    isLike(new RegExp(`^arn:aws:iam::${accountId}:role/[\\w+=,.@/-]+$`))(role.role_arn) &&
    isLike(/^[\w+=,.@-]{2,64}$/)(role.session_name)
  );
}

const OUTPUT =
  /^\$\{(?:aws_iam_role\.(?:data|query)_role\.arn|aws_lambda_alias\.query_function\.arn|aws_lambda_function\.query_function\.(?:arn|function_name))\}$/;
/** PutRetentionPolicy. */
const RETENTIONS = [
  ...[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
  ],
];

const KEY = isLike(
  /^arn:aws:kms:ap-northeast-1:111111111111:key\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/,
);
const LOG_GROUP = ["resource", "aws_cloudwatch_log_group", "query_function"];

const INVOCATIONS = ["resource", "aws_lambda_function_event_invoke_config", "query_function"];
const ALARM = ["resource", "aws_cloudwatch_metric_alarm"];
const areAll = (value: unknown, pattern: RegExp) => Array.isArray(value) && value.every(isLike(pattern));

/** What an organisation may demand of a function (docs/demands.md). */
const DEMANDS: readonly (readonly [path: readonly string[], mayBe: UserChoice["mayBe"]])[] = [
  [[...FUNCTION, "kms_key_arn"], KEY],
  [[...LOG_GROUP, "kms_key_id"], KEY],
  [[...LOG_GROUP, "skip_destroy"], (value) => value === true],
  [
    [...FUNCTION, "ephemeral_storage"],
    (value) => {
      const [block, ...more] = [value].flat();
      return (
        more.length === 0 &&
        isJson(block) &&
        Object.keys(block).join() === "size" &&
        isFrom(512, 10_240)(block.size)
      );
    },
  ],
  [
    [...FUNCTION, "vpc_config", "subnet_ids"],
    (value) => areAll(value, /^subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})$/),
  ],
  [
    [...FUNCTION, "vpc_config", "security_group_ids"],
    (value) => areAll(value, /^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/),
  ],
  [[...FUNCTION, "layers"], areOwnLayers],
  [["resource", "aws_lambda_provisioned_concurrency_config", "query_function"], isProvisioned],
  [["resource", "aws_lambda_provisioned_concurrency_config"], isEmpty],
  [[...INVOCATIONS, "maximum_retry_attempts"], isFrom(0, 2)],
  [[...INVOCATIONS, "maximum_event_age_in_seconds"], isFrom(60, 21_600)],
  [
    [...FUNCTION, "code_signing_config_arn"],
    isLike(/^arn:aws:lambda:ap-northeast-1:111111111111:code-signing-config:csc-[a-z0-9]{17}$/),
  ],
  [[...ALARM, "*", "alarm_description"], isLiteral],
  // Each has its own threshold; the duration's is no longer than an invocation may take.
  [[...ALARM, "query_function_failures", "threshold"], isFrom(1, 1_000_000_000)],
  [[...ALARM, "query_function_throttles", "threshold"], isFrom(1, 1_000_000_000)],
  [[...ALARM, "query_function_duration", "threshold"], isFrom(1, 60_000)],
];

/**
 * What the review does not compare with anything, because `links.yaml` or the project says it and the stack says it once: it
 * checks that it is one of the values a link may have. `docs/review.md` lists the same; `same-plan` says when it differs.
 */
const USER_CHOICES: readonly UserChoice[] = [
  {
    path: ["data", "aws_iam_policy_document", "*", "statement", "sid"],
    mayBe: isLike(/^[A-Za-z0-9]*$/),
    isOptional: true,
  },
  { path: ["data", "aws_iam_policy_document", "query_role_trust", "statement"], mayBe: trustsLambda },
  { path: ["resource", "*", "*", "description"], mayBe: isLiteral, isOptional: true },
  {
    path: ["resource", "*", "*", "tags"],
    mayBe: (value) => isJson(value) && Object.entries(value).flat().every(isLiteral),
    isOptional: true,
  },
  {
    path: ["resource", "aws_cloudwatch_log_group", "query_function", "retention_in_days"],
    mayBe: (value) => RETENTIONS.includes(Number(value)) && typeof value !== "boolean",
  },
  { path: ["resource", "aws_lambda_permission", "*"], mayBe: isInvoker, isOptional: true },
  { path: ["resource", "aws_lambda_permission"], mayBe: isEmpty, isOptional: true },
  {
    path: ["resource", "aws_lambda_alias", "query_function", "name"],
    mayBe: isLike(/^(?!\d+$)[\w-]{1,128}$/),
  },
  ...DEMANDS.map(([path, mayBe]): UserChoice => ({ path, mayBe, isOptional: true })),
  { path: [...FUNCTION, "memory_size"], mayBe: isFrom(128, 10_240) },
  { path: [...FUNCTION, "timeout"], mayBe: isFrom(1, 900) },
  { path: [...FUNCTION, "architectures"], mayBe: (value) => ["arm64", "x86_64"].includes(String(value)) },
  {
    path: [...FUNCTION, "environment", "variables", "ROLE_SESSION_NAME"],
    mayBe: isLike(/^[\w+=,.@-]{2,64}$/),
  },
  {
    path: ["output", "*"],
    mayBe: (value) => isJson(value) && Object.keys(value).join() === "value" && isLike(OUTPUT)(value.value),
    isOptional: true,
  },
  { path: ["output"], mayBe: isEmpty, isOptional: true },
  {
    path: [...FUNCTION, "environment", "variables", "*"],
    mayBe: (value, _, name) => isLiteral(value) && isUsersVariable(name),
    isOptional: true,
  },
  { path: ["provider", "aws", "assume_role"], mayBe: isDeployRole, isOptional: true },
  // Where no policy names the database, or the workgroup by its name.
  { path: [...FUNCTION, "environment", "variables", "DATABASE"], mayBe: isName },
  { path: [...FUNCTION, "environment", "variables", "WORKGROUP_NAME"], mayBe: isName },
  { path: ["provider", "aws", "default_tags"], mayBe: areTags, isOptional: true },
  { path: [...DATA_POLICY, "resources", "*"], mayBe: isLike(WORKGROUP_OR_KEY) },
  { path: ["provider", "aws", "profile"], mayBe: isLike(/^[\w.@+=:/-]+$/), isOptional: true },
  { path: ["terraform", "backend", "s3", "bucket"], mayBe: isLike(/^[a-z0-9][a-z0-9.-]+$/) },
  { path: ["terraform", "backend", "s3", "key"], mayBe: isLike(/^(?!\/)[\w!.()'+=@,/-]+(?<!\/)$/) },
  { path: ["terraform", "backend", "s3", "region"], mayBe: isLike(/^[a-z]{2}(?:-[a-z]+)+-\d$/) },
];

/** The stack with one word in the place of every choice that is one. */
export function withoutChoices(stack: Json): Json {
  const copy = withoutQualifiers(stack);
  for (const { path, mayBe, isOptional } of USER_CHOICES) choose(copy, path, mayBe, isOptional === true);
  return copy;
}

function choose(
  json: unknown,
  [name = "", ...rest]: readonly string[],
  mayBe: UserChoice["mayBe"],
  isOptional: boolean,
): void {
  if (Array.isArray(json)) {
    for (const [index, entry] of json.entries()) {
      if (typeof entry !== "string") choose(entry, [name, ...rest], mayBe, isOptional);
      else if (name === "*" && mayBe(entry, {}, "")) json[index] = "(chosen)";
    }
  }
  if (!isJson(json)) return;
  const members = json as Record<string, unknown>;
  for (const member of name === "*" ? Object.keys(members) : [name]) {
    if (rest.length > 0) choose(members[member], rest, mayBe, isOptional);
    else if (members[member] !== undefined && mayBe(members[member], json, member)) {
      if (isOptional) delete members[member];
      else members[member] = "(chosen)";
    }
  }
}
