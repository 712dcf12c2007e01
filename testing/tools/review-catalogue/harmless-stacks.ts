import { DEMANDS } from "../../links/demanded-link";
import { TARGETS } from "../../links/links";
import { stackWith } from "../reviewed-stack";
import { ANY_RULE, editedText, FUNCTION_PATH, type JsonEdit } from "./edit";
/** Texts that say the same as the sample link, or a link that another honest configuration gives. */
export function harmlessStacks(): readonly (readonly [name: string, text: string])[] {
  const links: Readonly<Record<string, object>> = {
    ...Object.fromEntries(Object.entries(TARGETS).map(([mode, target]) => [mode, { target }])),
    mutual: { trust: { externalId: "analytics-link-2026", mutual: true } },
    "trust of the account": { trust: { externalId: "analytics-link-2026", mode: "account" } },
    paths: { queryRole: { path: "/a/" }, dataRole: { path: "/b/c/" } },
    names: { queryRole: { name: "q" }, dataRole: { name: "d" }, function: { name: "some-function" } },
    tags: { tags: { team: "data", cost: "a b/c" } },
    "own variables": { function: { environment: { FOO: "bar ${x} %{y} $${z}", Some_Thing1: "//" } } },
    concurrency: { function: { reservedConcurrency: 0 } },
    memory: { function: { memoryMegabytes: 1024, timeoutSeconds: 900, logRetentionDays: 7 } },
    architecture: { function: { architecture: "x86_64", runtime: "nodejs24.x" } },
    ...Object.fromEntries(
      Object.entries(DEMANDS).map(([name, value]) => [name, { function: { [name]: value } }]),
    ),
    demands: { function: DEMANDS },
    "statement timeout": { function: { statementTimeoutSeconds: 20 } },
    "session name": { function: { roleSessionName: "some-session" } },
    bucket: { backend: { type: "s3", bucket: "states", region: "eu-west-1" } },
    profiles: {
      lambdaAccount: { id: "111111111111", region: "ap-northeast-1", profile: "a" },
      redshiftAccount: { id: "222222222222", region: "ap-northeast-1", profile: "b" },
    },
    "another region": {
      redshiftAccount: { id: "222222222222", region: "eu-west-1" },
    },
    "no deploy role": { lambdaAccount: { id: "111111111111", region: "ap-northeast-1" } },
  };
  const sample = stackWith({});
  const single: readonly JsonEdit[] = [
    [
      "one backend block",
      ["terraform", "backend"],
      [sample.terraform].map((terraform) => (terraform as { backend: unknown }).backend),
      ANY_RULE,
    ],
    [
      "one log configuration in a list",
      [...FUNCTION_PATH, "logging_config"],
      [{ log_format: "JSON", log_group: "${aws_cloudwatch_log_group.query_function.name}" }],
      ANY_RULE,
    ],
    [
      "a name instead of its reference",
      ["resource", "aws_iam_role_policy", "data_role_redshift_data_api", "role"],
      "analytics-data",
      ANY_RULE,
    ],
    [
      "the role by its id",
      ["resource", "aws_iam_role_policy", "data_role_redshift_data_api", "role"],
      "${aws_iam_role.data_role.id}",
      ANY_RULE,
    ],
    ["the usual session", ["resource", "aws_iam_role", "data_role", "max_session_duration"], 3600, ANY_RULE],
    ["not published", [...FUNCTION_PATH, "publish"], false, ANY_RULE],
    ["the usual package", [...FUNCTION_PATH, "package_type"], "Zip", ANY_RULE],
    ["no output", ["output"], undefined, ANY_RULE],
    ["a described output", ["output", "data_role_arn", "description"], "ARN of the data role", ANY_RULE],
    ["a comment", ["resource", "aws_iam_role", "data_role", "//"], "anything", ANY_RULE],
    [
      "its own parts taken over",
      ["import"],
      [
        { to: "aws_iam_role.data_role", id: "analytics-data" },
        { to: "aws_iam_role_policy.data_role_redshift_data_api", id: "analytics-data:redshift-data-api" },
      ],
      ANY_RULE,
    ],
  ];
  return [
    ...Object.entries(links).map(([name, link]) => [name, JSON.stringify(stackWith(link))] as const),
    ...single.map(([name, path, value]) => [name, editedText(stackWith({}), path, value)] as const),
    ["compact", JSON.stringify(sample)],
    ["wide", JSON.stringify(sample, null, 8)],
    ["backwards", JSON.stringify(backwards(sample))],
    ["escaped", JSON.stringify(sample).replaceAll('"resource"', '"\\u0072esource"')],
  ];
}

/** The same objects with their names in the other order. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, backwards(inner)]),
  );
}
