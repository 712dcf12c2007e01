import { stackWith } from "../reviewed-stack";
import {
  ADMINISTRATOR_POLICY,
  ANY_RULE,
  EXCLUSIVE_RULE,
  editedText,
  FORM_RULE,
  FUNCTION_PATH,
  GRANT_RULE,
  type JsonEdit,
  type JsonPath,
  type ReviewedMutation,
} from "./edit";

const VARIABLES = [...FUNCTION_PATH, "environment", "variables"] as const;
const DATA_TRUST = ["data", "aws_iam_policy_document", "data_role_trust", "statement", 0] as const;
const DATA_API = ["data", "aws_iam_policy_document", "data_role_redshift_data_api", "statement"] as const;

/** What Terraform works out while nobody looks. */
const EXPRESSIONS = ['${file("/etc/hostname")}', "${timestamp()}", "%{ if true }a%{ endif }", "${var.more}"];

/** Places that take an expression where a link writes a literal. */
const PLACES: readonly JsonPath[] = [
  [...FUNCTION_PATH, "handler"],
  [...FUNCTION_PATH, "filename"],
  [...FUNCTION_PATH, "source_code_hash"],
  [...FUNCTION_PATH, "description"],
  [...FUNCTION_PATH, "runtime"],
  [...FUNCTION_PATH, "memory_size"],
  [...FUNCTION_PATH, "tags"],
  [...FUNCTION_PATH, "logging_config", "log_group"],
  [...VARIABLES],
  [...VARIABLES, "DATABASE"],
  ["resource", "aws_iam_role", "data_role", "description"],
  ["resource", "aws_iam_role", "data_role", "name"],
  ["resource", "aws_iam_role", "data_role", "permissions_boundary"],
  ["resource", "aws_iam_role", "data_role", "assume_role_policy"],
  ["resource", "aws_iam_role_policies_exclusive", "data_role", "role_name"],
  ["resource", "aws_iam_role_policies_exclusive", "data_role", "policy_names"],
  ["provider", "aws", 0, "region"],
  ["output", "data_role_arn", "value"],
  ["terraform", "backend", "local", "path"],
  [...DATA_TRUST, "condition", 0, "values", 0],
];

const FUNCTION_ARGUMENTS: Readonly<Record<string, unknown>> = {
  image_uri: "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/a:b",
  image_config: [{ command: ["sh"] }],
  package_type: "Image",
  s3_bucket: "elsewhere",
  layers: ["arn:aws:lambda:ap-northeast-1:999999999999:layer:a:1"],
  file_system_config: [{ arn: "arn:aws:elasticfilesystem:a", local_mount_path: "/mnt/a" }],
  dead_letter_config: [{ target_arn: "arn:aws:sqs:ap-northeast-1:999999999999:a" }],
  vpc_config: [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }],
  code_signing_config_arn: "arn:aws:lambda:ap-northeast-1:999999999999:code-signing-config:a",
  snap_start: [{ apply_on: "PublishedVersions" }],
  publish: true,
  handler: "other.handler",
  runtime: "python3.13",
  kms_key_arn: "arn:aws:kms:ap-northeast-1:999999999999:key/a",
  an_argument_of_next_year: "a",
  count: 0,
  for_each: {},
  lifecycle: { ignore_changes: ["environment"] },
};

const VARIABLE_NAMES = [
  ...["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_LAMBDA_EXEC_WRAPPER", "AWS_CA_BUNDLE", "_HANDLER"],
  ...["NODE_OPTIONS", "LD_PRELOAD", "HTTPS_PROXY", "SSL_CERT_FILE", "AWS_CONFIG_FILE", "${file(1)}", "//"],
];

/** A resource that is not the link's, of a type that the link has or has not. */
const STRANGE_RESOURCES: readonly (readonly [type: string, block: object])[] = [
  ["aws_iam_role_policy_attachments_exclusive", { role_name: "other", policy_arns: [ADMINISTRATOR_POLICY] }],
  ["aws_iam_role_policies_exclusive", { role_name: "other", policy_names: [] }],
  ["aws_iam_role_policy_attachment", { role: "analytics-data", policy_arn: ADMINISTRATOR_POLICY }],
  ["aws_iam_role_policy", { role: "other", name: "a", policy: "{}" }],
  ["aws_iam_role", { name: "third", assume_role_policy: "{}" }],
  ["aws_lambda_permission", { function_name: "analytics-query", principal: "*" }],
  ["aws_lambda_function_url", { function_name: "analytics-query", authorization_type: "NONE" }],
  ["null_resource", {}],
];

const SECTIONS: Readonly<Record<string, unknown>> = {
  module: { a: { source: "./a" } },
  variable: { a: {} },
  locals: { a: 1 },
  removed: [{ from: "aws_iam_role.a" }],
  moved: [{ from: "aws_iam_role.a", to: "aws_iam_role.data_role" }],
  import: [{ id: "a", to: "aws_iam_role.data_role" }],
  check: { a: {} },
  ephemeral: { a: { b: {} } },
};

/** Conditions of the data role's trust in which the external id holds nobody off, or not the right ones. */
const EXTERNAL_IDS: readonly (readonly [test: string, value: string])[] = [
  ["StringEquals", "&{sts:ExternalId}"],
  ["StringEquals", "&{sts:externalid}"],
  ["StringEquals", "&{sts:ExternalId, 'none'}"],
  ["StringLike", "&{sts:ExternalId}"],
  ["StringLike", "*"],
  ["StringLike", "analytics-*"],
  ["StringEqualsIfExists", "analytics-link-2026"],
  ["StringNotEquals", "another"],
  ["StringEquals", "&{aws:PrincipalTag/id}"],
];

const STATEMENTS: readonly object[] = [
  { sid: "Logs", effect: "Allow", actions: ["logs:PutLogEvents"], resources: ["*"] },
  {
    sid: "Key",
    effect: "Allow",
    actions: ["kms:Decrypt"],
    resources: ["arn:aws:kms:ap-northeast-1:222222222222:key/a"],
    condition: [
      {
        test: "StringEquals",
        variable: "kms:ViaService",
        values: ["secretsmanager.ap-northeast-1.amazonaws.com"],
      },
    ],
  },
  {
    sid: "Secret",
    effect: "Allow",
    actions: ["secretsmanager:GetSecretValue"],
    resources: ["arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:a-AbCdEf"],
  },
  { sid: "All", effect: "Allow", not_actions: ["iam:*"], resources: ["*"] },
];

/** What every link has, and what Terraform would replace by something of its own. */
const MISSING: readonly JsonPath[] = [
  ...["filename", "handler", "runtime", "source_code_hash", "logging_config", "provider"].map(
    (name): JsonPath => [...FUNCTION_PATH, name],
  ),
  ["resource", "aws_cloudwatch_log_group"],
  ["resource", "aws_cloudwatch_log_group", "query_function", "name"],
  ["resource", "aws_cloudwatch_log_group", "query_function", "provider"],
  ["data", "aws_iam_policy_document", "data_role_trust", "provider"],
  ["provider", "aws", 1, "allowed_account_ids"],
  ["terraform", "backend"],
  ["terraform", "required_providers"],
];

function stackEdits(): readonly JsonEdit[] {
  const exclusives = ["aws_iam_role_policies_exclusive", "aws_iam_role_policy_attachments_exclusive"];
  return [
    ...PLACES.flatMap((path) =>
      EXPRESSIONS.map((value): JsonEdit => [`${value} at ${path.join(".")}`, path, value, ANY_RULE]),
    ),
    ...Object.entries(FUNCTION_ARGUMENTS).map(
      ([name, value]): JsonEdit => [`function: ${name}`, [...FUNCTION_PATH, name], value, FORM_RULE],
    ),
    ...VARIABLE_NAMES.map((name): JsonEdit => [`variable ${name}`, [...VARIABLES, name], "a", FORM_RULE]),
    ...STRANGE_RESOURCES.flatMap(([type, block]) =>
      ["lambda_account", "redshift_account"].map(
        (alias): JsonEdit => [
          `one more ${type} in ${alias}`,
          ["resource", type, `more_${alias}`],
          { ...block, provider: `aws.${alias}` },
          ANY_RULE,
        ],
      ),
    ),
    ...exclusives.flatMap((type): readonly JsonEdit[] => [
      [`no ${type}`, ["resource", type], undefined, EXCLUSIVE_RULE],
      ...["data_role", "query_role"].flatMap((role): readonly JsonEdit[] => [
        [`no ${type} of ${role}`, ["resource", type, role], undefined, EXCLUSIVE_RULE],
        [`${type} of ${role} repeated never`, ["resource", type, role, "for_each"], {}, EXCLUSIVE_RULE],
        [
          `${type} of ${role} with another list`,
          ["resource", type, role, type.includes("attachments") ? "policy_arns" : "policy_names"],
          [ADMINISTRATOR_POLICY],
          EXCLUSIVE_RULE,
        ],
        [
          `${type} of ${role} in another account`,
          ["resource", type, role, "provider"],
          role === "data_role" ? "aws.lambda_account" : "aws.redshift_account",
          EXCLUSIVE_RULE,
        ],
      ]),
    ]),
    ...Object.entries(SECTIONS).map(
      ([name, value]): JsonEdit => [`section ${name}`, [name], value, /unread-part/],
    ),
    ...EXTERNAL_IDS.map(
      ([test, value]): JsonEdit => [
        `external id ${test} ${value}`,
        [...DATA_TRUST, "condition", 0],
        { test, variable: "sts:ExternalId", values: [value] },
        /statement-beyond-link|missing-external-id/,
      ],
    ),
    ...STATEMENTS.map(
      (value): JsonEdit => [`statement ${JSON.stringify(value)}`, [...DATA_API, 3], value, GRANT_RULE],
    ),
    ...MISSING.map((path): JsonEdit => [`without ${path.join(".")}`, path, undefined, FORM_RULE]),
    [
      "output of a variable",
      ["output", "more"],
      { value: "${aws_lambda_function.query_function.environment}" },
      FORM_RULE,
    ],
    ["output of the external id", ["output", "more"], { value: "analytics-link-2026" }, FORM_RULE],
    ["remote backend", ["terraform", "backend"], { http: { address: "http://a" } }, FORM_RULE],
    ["terraform cloud", ["terraform", "cloud"], { organization: "a" }, FORM_RULE],
    ["a state elsewhere", ["terraform", "backend", "local", "path"], "/tmp/a.tfstate", FORM_RULE],
    ["one more provider", ["provider", "aws", 2], { alias: "more", region: "eu-west-1" }, FORM_RULE],
    ["endpoints", ["provider", "aws", 0, "endpoints"], [{ iam: "http://a" }], FORM_RULE],
    ["another session policy", ["provider", "aws", 0, "assume_role", 0, "policy"], "{}", FORM_RULE],
    ["a block in a list in a list", [...DATA_API], [[STATEMENTS[0]]], /link/],
    [
      "an inline policy of the role's own",
      ["resource", "aws_iam_role", "data_role", "inline_policy"],
      [{ name: "a", policy: '{"Statement":[]}' }],
      EXCLUSIVE_RULE,
    ],
    [
      "a policy for the role of that name elsewhere",
      ["resource", "aws_iam_role_policy", "data_role_redshift_data_api", "provider"],
      "aws.lambda_account",
      FORM_RULE,
    ],
  ];
}

/** Mutations of the synthesized sample link, each of which a review has to find. */
export function mutatedStacks(): readonly ReviewedMutation[] {
  const sample = JSON.stringify(stackWith({}));
  return stackEdits().map(([name, path, value, foundBy]) => ({
    name,
    foundBy,
    text: editedText(JSON.parse(sample), path, value),
  }));
}
