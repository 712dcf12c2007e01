import { stackWith } from "../reviewed-stack";
import {
  editedText,
  FORM_RULE,
  FUNCTION_PATH,
  type JsonEdit,
  type JsonPath,
  type ReviewedMutation,
} from "./edit";

const DOCUMENTS = ["data", "aws_iam_policy_document"] as const;
const QUERY_STATEMENT = [...DOCUMENTS, "query_role_assume_data_role", "statement", 0] as const;
const DATA_STATEMENTS = [...DOCUMENTS, "data_role_redshift_data_api", "statement"] as const;
const LOG_GROUP = ["resource", "aws_cloudwatch_log_group", "query_function"] as const;
const DATA_ROLE = ["resource", "aws_iam_role", "data_role"] as const;
const VARIABLES = [...FUNCTION_PATH, "environment", "variables"] as const;

const STATEMENT_RULE = /statement-beyond-link/;
const MISMATCH = /mismatched-part/;

/** What Terraform JSON takes for "nothing": written in the place of what a link needs, it takes it away. */
const NOTHING: readonly unknown[] = [null, "", false, [], {}];

/** What every link says: without it Terraform takes a default, or what it finds. */
const NEEDED: readonly JsonPath[] = [
  ...["architectures", "filename", "handler", "memory_size", "runtime", "source_code_hash", "timeout"].map(
    (name): JsonPath => [...FUNCTION_PATH, name],
  ),
  [...FUNCTION_PATH, "logging_config"],
  [...FUNCTION_PATH, "logging_config", "log_format"],
  [...FUNCTION_PATH, "logging_config", "log_group"],
  [...FUNCTION_PATH, "provider"],
  [...LOG_GROUP, "provider"],
  [...DOCUMENTS, "data_role_trust", "provider"],
  ["provider", "aws", 0, "assume_role", 0, "role_arn"],
  ["provider", "aws", 0, "region"],
  ["terraform"],
  ["terraform", "backend"],
  ["terraform", "backend", "local"],
  ["terraform", "backend", "local", "path"],
  ["terraform", "required_providers", "aws", "version"],
];

/** Another name for what keeps its content: Terraform destroys the one and creates the other. */
const RENAMED: readonly (readonly [type: string, name: string])[] = [
  ["aws_cloudwatch_log_group", "query_function"],
  ["aws_iam_role_policies_exclusive", "data_role"],
  ["aws_iam_role_policies_exclusive", "query_role"],
  ["aws_iam_role_policy_attachments_exclusive", "data_role"],
  ["aws_iam_role_policy", "query_role_write_own_logs"],
  ["aws_lambda_function", "query_function"],
];

type Sample = ReturnType<typeof stackWith>;

function at(sample: Sample, path: JsonPath): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], sample);
}

function edits(sample: Sample): readonly JsonEdit[] {
  const condition = (test: string, variable: string, values: readonly string[]) => ({
    test,
    variable,
    values,
  });
  return [
    ...NEEDED.flatMap((path) =>
      NOTHING.map(
        (value): JsonEdit => [`${JSON.stringify(value)} at ${path.join(".")}`, path, value, FORM_RULE],
      ),
    ),
    ...RENAMED.flatMap(([type, name]): readonly JsonEdit[] => [
      [
        `${type}.${name} under another name`,
        ["resource", type],
        { [`${name}_more`]: at(sample, ["resource", type, name]) },
        FORM_RULE,
      ],
      [
        `${type}.${name} twice`,
        ["resource", type, `${name}_more`],
        at(sample, ["resource", type, name]),
        MISMATCH,
      ],
    ]),
    [
      "a document that nobody needs",
      [...DOCUMENTS, "more"],
      at(sample, [...DOCUMENTS, "data_role_trust"]),
      MISMATCH,
    ],
    [
      "another policy's name",
      ["resource", "aws_iam_role_policy", "query_role_write_own_logs", "name"],
      "more",
      MISMATCH,
    ],
    ["no order of the roles", [...DATA_ROLE, "depends_on"], undefined, MISMATCH],
    ["an order that leads nowhere", [...FUNCTION_PATH, "depends_on"], ["aws_iam_role.more"], MISMATCH],
    [
      "the state of another link",
      ["terraform", "backend", "local", "path"],
      "../../../terraform.other.tfstate",
      MISMATCH,
    ],
    ["two backends", ["terraform", "backend", "s3"], { bucket: "a" }, FORM_RULE],
    ["any version of the provider", ["terraform", "required_providers", "aws", "version"], ">= 0", FORM_RULE],
    ["a section as a list of two", ["terraform"], [at(sample, ["terraform"]), {}], FORM_RULE],
    [
      "another provider in a list",
      ["terraform", "required_providers"],
      [{ aws: { source: "evil/aws", version: ">= 5.100.0, < 7.0.0" } }],
      FORM_RULE,
    ],
    ["a provider twice", ["provider", "aws", 2], at(sample, ["provider", "aws", 1]), FORM_RULE],
    [
      "a role of another account deploys",
      ["provider", "aws", 0, "assume_role", 0, "role_arn"],
      "arn:aws:iam::999999999999:role/deployer",
      FORM_RULE,
    ],
    [
      "the link deploys itself",
      ["provider", "aws", 1, "assume_role", 0, "role_arn"],
      "arn:aws:iam::222222222222:role/analytics-data",
      MISMATCH,
    ],
    [
      "a chain of roles deploys",
      ["provider", "aws", 0, "assume_role", 1],
      { role_arn: "arn:aws:iam::111111111111:role/a", session_name: "more" },
      FORM_RULE,
    ],
    ["a profile and a role", ["provider", "aws", 0, "profile"], "more", FORM_RULE],
    ["another region than the function calls", ["provider", "aws", 1, "region"], "eu-west-1", MISMATCH],
    ["two accounts", ["provider", "aws", 1, "allowed_account_ids", 1], "999999999999", FORM_RULE],
    [
      "logs of another group",
      [...FUNCTION_PATH, "logging_config", "log_group"],
      "/aws/lambda/other",
      MISMATCH,
    ],
    ["a log group of another region", [...LOG_GROUP, "region"], "eu-west-1", MISMATCH],
    ["a log group of the other account", [...LOG_GROUP, "provider"], "aws.redshift_account", MISMATCH],
    [
      "a log group that is kept for no period",
      [...LOG_GROUP, "retention_in_days"],
      29,
      /log-group-without-retention/,
    ],
    ["a log group with a key", [...LOG_GROUP, "kms_key_id"], "arn:aws:kms:a", FORM_RULE],
    [
      "two environments",
      [...FUNCTION_PATH, "environment"],
      [{ variables: {} }, { variables: {} }],
      FORM_RULE,
    ],
    ["no name of the link", [...VARIABLES, "LINK_NAME"], undefined, MISMATCH],
    ["another link's name", [...VARIABLES, "LINK_NAME"], "other", MISMATCH],
    ["a malformed session name", [...VARIABLES, "ROLE_SESSION_NAME"], "a b", MISMATCH],
    ["two targets", [...VARIABLES, "WORKGROUP_NAME"], "more", MISMATCH],
    ["memory beyond Lambda's", [...FUNCTION_PATH, "memory_size"], 1e9, FORM_RULE],
    ["a fraction of a second", [...FUNCTION_PATH, "timeout"], 60.5, FORM_RULE],
    [
      "a trust policy in a list",
      [...DATA_ROLE, "assume_role_policy"],
      ["${data.aws_iam_policy_document.data_role_trust.json}"],
      FORM_RULE,
    ],
    [
      "no permission to log",
      [...DOCUMENTS, "query_role_write_own_logs", "statement"],
      undefined,
      /missing-access|unexpected-part/,
    ],
    [
      "one of two permissions to log",
      [...DOCUMENTS, "query_role_write_own_logs", "statement", 0, "actions"],
      ["logs:PutLogEvents"],
      /missing-access/,
    ],
    ["no external id on the caller's side", [...QUERY_STATEMENT, "condition", 1], undefined, STATEMENT_RULE],
    [
      "two external ids",
      [...QUERY_STATEMENT, "condition", 1],
      condition("StringEquals", "sts:ExternalId", ["analytics-link-2026", "more"]),
      STATEMENT_RULE,
    ],
    [
      "an operator in capitals",
      [...QUERY_STATEMENT, "condition", 1],
      condition("STRINGEQUALS", "sts:ExternalId", ["analytics-link-2026"]),
      STATEMENT_RULE,
    ],
    [
      "an operator without case",
      [...QUERY_STATEMENT, "condition", 1],
      condition("StringEqualsIgnoreCase", "sts:ExternalId", ["analytics-link-2026"]),
      STATEMENT_RULE,
    ],
    ...(
      [
        condition("DateGreaterThan", "aws:CurrentTime", ["1970-01-01T00:00:00Z"]),
        condition("NumericLessThan", "aws:MultiFactorAuthAge", ["3600"]),
        condition("Bool", "aws:SecureTransport", ["true"]),
        condition("Null", "aws:TokenIssueTime", ["false"]),
        condition("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["*"]),
        condition("StringEquals", "aws:PrincipalTag/team", ["&{aws:PrincipalTag/team}"]),
        condition("IpAddress", "aws:SourceIp", ["0.0.0.0/0"]),
      ] as const
    ).map(
      (value): JsonEdit => [
        `one more condition ${value.test}`,
        [...DATA_STATEMENTS, 0, "condition"],
        [value],
        STATEMENT_RULE,
      ],
    ),
    [
      "a Deny",
      [...DATA_STATEMENTS, 3],
      { sid: "No", effect: "Deny", actions: ["s3:*"], resources: ["*"] },
      STATEMENT_RULE,
    ],
    ["a statement twice", [...DATA_STATEMENTS, 3], at(sample, [...DATA_STATEMENTS, 0]), STATEMENT_RULE],
    ["a Sid that IAM refuses", [...DATA_STATEMENTS, 0, "sid"], "Submit Statements", STATEMENT_RULE],
    ["an id of the document", [...DOCUMENTS, "data_role_trust", "policy_id"], "more", FORM_RULE],
  ];
}

/**
 * Mutations that grant nothing, and after which Terraform does something else than for the link: what is missing or empty, under
 * another name, in another place, or asks for more than a link does.
 */
export function mutatedLinks(): readonly ReviewedMutation[] {
  const sample = stackWith({});
  const text = JSON.stringify(sample);
  return edits(sample).map(([name, path, value, foundBy]) => ({
    name,
    foundBy,
    text: editedText(JSON.parse(text), path, value),
  }));
}
