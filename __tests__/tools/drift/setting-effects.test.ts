import { BUCKETS } from "../../../testing/links/bucket-link";
import { EVERYTHING } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { seenSetting as seen } from "../../../testing/tools/seen-setting";

/** Arguments of which nothing is said beside their values: names, texts, sizes, and what a role's policies decide. */
const SAYS_ENOUGH = [
  "aws_cloudwatch_dashboard.dashboard_name",
  "aws_cloudwatch_log_group.name",
  // It tells Terraform what to do, and no account has it.
  "aws_cloudwatch_log_group.skip_destroy",
  "aws_cloudwatch_metric_alarm.alarm_description",
  "aws_lambda_alias.function_name",
  "aws_lambda_alias.name",
  ...["architectures", "description", "filename", "function_name", "logging_config", "memory_size"].map(
    (name) => `aws_lambda_function.${name}`,
  ),
  ...["publish", "reserved_concurrent_executions", "role", "source_code_hash", "timeout"].map(
    (name) => `aws_lambda_function.${name}`,
  ),
  // The simulator tells what it does, but for whether SQL of an event is run.
  "aws_lambda_function.environment",
  "aws_lambda_function_event_invoke_config.function_name",
  "aws_lambda_function_event_invoke_config.qualifier",
  ...["function_name", "qualifier", "statement_id"].map((name) => `aws_lambda_permission.${name}`),
  "aws_lambda_provisioned_concurrency_config.function_name",
  "aws_lambda_provisioned_concurrency_config.qualifier",
  "aws_ssm_parameter.name",
  "aws_ssm_parameter.type",
];
const META = ["//", "provider", "lifecycle", "depends_on"];

test("a link with everything writes no argument that drift would not explain, and each resource that is gone has a meaning", () => {
  const { json } = new Synth(linkWith({ ...EVERYTHING, buckets: BUCKETS }));
  const types = Object.keys(json.resource).filter((type) => !type.startsWith("aws_iam_"));
  const silent = types.flatMap((type) => {
    const written = Object.values(json.resource[type] ?? {}).flatMap((block) => Object.entries(block));
    return written
      .filter(
        ([name, value]) => !META.includes(name) && seen(type, { [name]: value }, name).sentences.length === 0,
      )
      .map(([name]) => `${type}.${name}`);
  });
  expect([...new Set(silent)].sort()).toEqual([...SAYS_ENOUGH].sort());
  // Without the function nothing takes hop 1: the path says so.
  expect(types.filter((type) => seen(type, {}).sentences.length === 0)).toEqual(["aws_lambda_function"]);
});
