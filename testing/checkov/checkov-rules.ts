import { resourceTypesOf } from "../../emulator/authorization/requirements/resource-types";

type Block = Readonly<Record<string, unknown>>;

/** Rules of Checkov that ask the same of one type of block. */
export interface CheckovRule {
  readonly ids: readonly string[];
  /** Type of the resource, or of the data source, in Terraform. */
  readonly type: string;
  /** Whether a block is as the rules want it. */
  readonly isMet: (block: Block) => boolean | Promise<boolean>;
  /** Field that meets it. Absent: every link does. */
  readonly field?: string;
}

const DATA = "aws_iam_policy_document";

const isSet =
  (argument: string) =>
  (block: Block): boolean =>
    ![undefined, null, "", false].some((nothing) => block[argument] === nothing);

/** A type of which every block is as wanted whatever it says: what the rule looks for is another type, which no link writes. */
const whatever = (): boolean => true;

interface Statement {
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly condition?: readonly unknown[];
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
}

const allowed = ({ statement }: Block): readonly Statement[] =>
  (Array.isArray(statement) ? (statement as readonly Statement[]) : []).filter(
    ({ effect = "Allow" }) => effect === "Allow",
  );

const eachAllowed = (holds: (statement: Statement) => boolean) => (block: Block) =>
  allowed(block).every(holds);

const principalsOf = ({ principals = [] }: Statement, type: string): readonly string[] =>
  principals.filter((principal) => principal.type === type).flatMap(({ identifiers }) => identifiers);

/** cloudsplaining, which Checkov asks: every resource is too many, unless under a condition, or for an action that has no resources. */
async function isConstrained(block: Block): Promise<boolean> {
  const open = allowed(block).filter(
    ({ resources = [], condition = [] }) => resources.includes("*") && condition.length === 0,
  );
  const types = await Promise.all(
    open
      .flatMap(({ actions = [] }) => actions)
      .map((action) => {
        const [prefix = "", operation = ""] = action.split(":");
        return resourceTypesOf(prefix, operation);
      }),
  );
  return types.every((found) => found?.length === 0);
}

/** What Checkov takes for a secret of AWS: a key id, and forty characters in a row. */
const SECRET =
  /(?<![A-Z0-9])[A-Z0-9]{20}(?![A-Z0-9])|(?<![A-Za-z0-9/+=])[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])/;

const DEPRECATED_RUNTIME =
  /^(?:nodejs(?:4|6|8|10|12|14|16|18|20)\.|python[23]\.[5-9]|java8$|go1|ruby2|dotnet)/;

/**
 * The rules of Checkov 3.3.13 (github.com/bridgecrewio/checkov at 03d5fdad8d6154b1565799a7b1fb8070c158866f,
 * `checkov/terraform/checks`) about what a link may write, with what they ask for in the form in which a link writes it. It is no
 * Checkov: it holds that the rules' arguments are there.
 */
export const CHECKOV_RULES: readonly CheckovRule[] = [
  {
    ids: ["CKV_AWS_45"],
    type: "aws_lambda_function",
    isMet: ({ environment }) => !SECRET.test(JSON.stringify(environment ?? "").replaceAll('"', " ")),
  },
  {
    ids: ["CKV_AWS_50"],
    type: "aws_lambda_function",
    isMet: ({ tracing_config: tracing }) => /"mode":"Active"/.test(JSON.stringify(tracing ?? "")),
    field: "tracing",
  },
  {
    ids: ["CKV_AWS_115"],
    type: "aws_lambda_function",
    isMet: ({ reserved_concurrent_executions: reserved = -1 }) => Number(reserved) >= 0,
    field: "reservedConcurrency",
  },
  {
    ids: ["CKV_AWS_116"],
    type: "aws_lambda_function",
    isMet: isSet("dead_letter_config"),
    field: "asyncInvocation.deadLetterArn",
  },
  { ids: ["CKV_AWS_117"], type: "aws_lambda_function", isMet: isSet("vpc_config"), field: "vpc" },
  { ids: ["CKV_AWS_173"], type: "aws_lambda_function", isMet: isSet("kms_key_arn"), field: "kmsKeyArn" },
  {
    ids: ["CKV_AWS_272"],
    type: "aws_lambda_function",
    isMet: isSet("code_signing_config_arn"),
    field: "codeSigningConfigArn",
  },
  {
    ids: ["CKV_AWS_363"],
    type: "aws_lambda_function",
    isMet: ({ runtime }) => !DEPRECATED_RUNTIME.test(String(runtime)),
  },
  { ids: ["CKV2_AWS_75"], type: "aws_lambda_function", isMet: whatever },
  { ids: ["CKV_AWS_258"], type: "aws_lambda_function_url", isMet: () => false },
  {
    ids: ["CKV_AWS_301"],
    type: "aws_lambda_permission",
    isMet: ({ principal }) => principal !== "*",
  },
  {
    ids: ["CKV_AWS_364"],
    type: "aws_lambda_permission",
    isMet: (block) =>
      !/\.amazonaws\.com/.test(String(block.principal)) ||
      isSet("source_arn")(block) ||
      isSet("source_account")(block),
  },
  {
    ids: ["CKV_AWS_66"],
    type: "aws_cloudwatch_log_group",
    isMet: isSet("retention_in_days"),
  },
  {
    ids: ["CKV_AWS_338"],
    type: "aws_cloudwatch_log_group",
    isMet: ({ retention_in_days: days }) => days === 0 || Number(days) >= 365,
    field: "logRetentionDays",
  },
  {
    ids: ["CKV_AWS_158"],
    type: "aws_cloudwatch_log_group",
    isMet: isSet("kms_key_id"),
    field: "logGroup.kmsKeyArn",
  },
  {
    ids: ["CKV_AWS_319"],
    type: "aws_cloudwatch_metric_alarm",
    isMet: ({ actions_enabled: enabled }) => enabled !== false,
  },
  {
    ids: ["CKV2_AWS_34"],
    type: "aws_ssm_parameter",
    isMet: ({ type }) => type === "SecureString",
    field: "ssmOutputs.kmsKeyArn",
  },
  {
    ids: ["CKV_AWS_337"],
    type: "aws_ssm_parameter",
    isMet: (block) => block.type !== "SecureString" || isSet("key_id")(block),
  },
  {
    // Of a role itself; what it may do and who may assume it are documents of their own.
    ids: ["CKV_AWS_274", "CKV2_AWS_56"],
    type: "aws_iam_role",
    isMet: ({ managed_policy_arns: arns }) => arns === undefined,
  },
  {
    ids: ["CKV_AWS_274", "CKV2_AWS_56"],
    type: "aws_iam_role_policy_attachment",
    isMet: ({ policy_arn: arn }) => !/AdministratorAccess|IAMFullAccess/.test(String(arn)),
  },
  {
    ids: ["CKV_AWS_60", "CKV_AWS_283"],
    type: DATA,
    isMet: eachAllowed((statement) => !principalsOf(statement, "AWS").includes("*")),
  },
  {
    ids: ["CKV_AWS_61"],
    type: DATA,
    isMet: eachAllowed((statement) =>
      principalsOf(statement, "AWS").every((arn) => !/^(?:\d{12}|arn:aws:iam::\d{12}:root)/.test(arn)),
    ),
    field: "trust",
  },
  {
    ids: ["CKV_AWS_358", "CKV_AWS_393"],
    type: DATA,
    isMet: eachAllowed((statement) => principalsOf(statement, "Federated").length === 0),
  },
  {
    ids: ["CKV_AWS_1", "CKV_AWS_49", "CKV_AWS_62", "CKV_AWS_63", "CKV2_AWS_40"],
    type: DATA,
    isMet: eachAllowed(({ actions = [] }) => !actions.some((action) => /^(?:iam:)?\*$/.test(action))),
  },
  {
    ids: [
      ...["CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_110", "CKV_AWS_111", "CKV_AWS_356"],
      ...["CKV_AWS_286", "CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355"],
    ],
    type: DATA,
    isMet: isConstrained,
  },
  {
    ids: ["CKV_AWS_41"],
    type: "provider",
    isMet: (block) => !isSet("access_key")(block) && !isSet("secret_key")(block),
  },
];

/** Types that a link writes and no rule of that Checkov is about. The documents of an `aws_iam_role_policy` stand for it. */
export const WITHOUT_RULES: readonly string[] = [
  "aws_cloudwatch_dashboard",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachments_exclusive",
  "aws_lambda_alias",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_provisioned_concurrency_config",
];
