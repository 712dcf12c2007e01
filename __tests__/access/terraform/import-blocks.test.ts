import { importIdOf, importsOwnParts, isOwnImport } from "../../../access/terraform/import-blocks";
import { readTerraformStack } from "../../../access/terraform/terraform-stack";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { EVERYTHING } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";

const MANAGED = new Synth(linkWith({ permissions: { mode: "managed" } })).json;
const { resources } = readTerraformStack(MANAGED);

test("every resource of a link has the id by which the provider imports it", () => {
  const ids = Object.fromEntries(
    resources.map((resource) => [resource.address, importIdOf(resource, resources)]),
  );
  expect(ids).toEqual({
    "aws_cloudwatch_log_group.query_function": "/aws/lambda/analytics-query",
    "aws_iam_role.data_role": "analytics-data",
    "aws_iam_role.query_role": "analytics-query",
    "aws_iam_role_policies_exclusive.data_role": "analytics-data",
    "aws_iam_role_policies_exclusive.query_role": "analytics-query",
    "aws_iam_role_policy.data_role_redshift_data_api": "analytics-data:redshift-data-api",
    "aws_iam_role_policy.query_role_assume_data_role": "analytics-query:assume-data-role",
    "aws_iam_role_policy.query_role_write_own_logs": "analytics-query:write-own-logs",
    "aws_iam_role_policy_attachment.data_role_AmazonRedshiftFullAccess":
      "analytics-data/arn:aws:iam::aws:policy/AmazonRedshiftFullAccess",
    "aws_iam_role_policy_attachments_exclusive.data_role": "analytics-data",
    "aws_iam_role_policy_attachments_exclusive.query_role": "analytics-query",
    "aws_lambda_function.query_function": "analytics-query",
  });
});

test("so has every part of a link that has everything, through references and as planned", () => {
  const { json } = new Synth(linkWith({ ...EVERYTHING, buckets: BUCKETS }));
  const { resources } = readTerraformStack(json);
  const ids = resources.map((resource) => [resource, importIdOf(resource, resources)] as const);
  expect(ids.filter(([, id]) => id === undefined)).toEqual([]);
  const told = ids.filter(([{ type }]) => !/^aws_(iam|cloudwatch_log)/.test(type));
  const LAMBDA = "analytics-nightly";
  expect(Object.fromEntries(told.map(([{ address }, id]) => [address, id]))).toEqual({
    "aws_cloudwatch_dashboard.query_function": `${LAMBDA}-ap-northeast-1`,
    "aws_cloudwatch_metric_alarm.query_function_duration": `${LAMBDA}-duration`,
    "aws_cloudwatch_metric_alarm.query_function_failures": `${LAMBDA}-failures`,
    "aws_cloudwatch_metric_alarm.query_function_throttles": `${LAMBDA}-throttles`,
    "aws_lambda_alias.query_function": `${LAMBDA}/live`,
    "aws_lambda_function.query_function": LAMBDA,
    "aws_lambda_function_event_invoke_config.query_function": `${LAMBDA}:live`,
    "aws_lambda_permission.query_function_nightly_rule": `${LAMBDA}:live/nightly-rule`,
    "aws_lambda_permission.query_function_own_account": `${LAMBDA}:live/own-account`,
    "aws_lambda_permission.query_function_reports": `${LAMBDA}:live/reports`,
    "aws_lambda_permission.query_function_uploads": `${LAMBDA}:live/uploads`,
    "aws_lambda_provisioned_concurrency_config.query_function": `${LAMBDA},live`,
    "aws_ssm_parameter.bucket_role_arn": "/links/analytics/bucket-role-arn",
    "aws_ssm_parameter.copy_role_arn": "/links/analytics/copy-role-arn",
    "aws_ssm_parameter.data_role_arn": "/links/analytics/data-role-arn",
    "aws_ssm_parameter.query_function_alias_arn": "/links/analytics/query-function-alias-arn",
    "aws_ssm_parameter.query_function_arn": "/links/analytics/query-function-arn",
    "aws_ssm_parameter.query_function_name": "/links/analytics/query-function-name",
    "aws_ssm_parameter.query_role_arn": "/links/analytics/query-role-arn",
  });
});

test.each([
  [undefined, "report"],
  [null, "report"],
  ["", "report"],
  ["live", "report:live"],
])("what is configured of qualifier %s is named as %s", (qualifier, id) => {
  const block = { function_name: "report", qualifier };
  expect(importIdOf({ type: "aws_lambda_function_event_invoke_config", block }, [])).toBe(id);
});

test.each([
  ["a type that no link has", { type: "aws_s3_bucket", block: { bucket: "a" } }],
  ["a name that Terraform works out", { type: "aws_iam_role", block: { name: "${var.a}" } }],
  [
    "a role of elsewhere",
    { type: "aws_iam_role_policy", block: { role: "${aws_iam_role.b.name}", name: "a" } },
  ],
  [
    "an attribute that is no name",
    { type: "aws_iam_role_policy", block: { role: "${aws_iam_role.data_role.arn}", name: "a" } },
  ],
  ["no name", { type: "aws_lambda_function", block: {} }],
])("%s has none", (_, resource) => {
  expect(importIdOf(resource, resources)).toBeUndefined();
});

test("a role that is named by its id is named as well", () => {
  const block = { role: "${aws_iam_role.data_role.id}", name: "a" };
  expect(importIdOf({ type: "aws_iam_role_policy", block }, resources)).toBe("analytics-data:a");
});

const OWN = { to: "aws_iam_role.data_role", id: "analytics-data" };

test.each([
  ["none", [], true],
  ["one of its own", [OWN], true],
  ["the same as one block", OWN, true],
  ["another role", [OWN, { ...OWN, id: "admin" }], false],
  ["an address that is not there", [{ ...OWN, to: "aws_iam_role.third" }], false],
  ["through another provider", [{ ...OWN, provider: "aws.lambda_account" }], false],
  ["for each of something", [{ ...OWN, for_each: ["a"] }], false],
])("a stack that imports %s: its own parts is %s", (_, section, expected) => {
  expect(importsOwnParts(section, resources)).toBe(expected);
});

test.each([
  ["changed where it is", { actions: ["update"] }, true],
  ["not changed", { actions: ["no-op"] }, true],
  ["made again", { actions: ["delete", "create"] }, false],
  ["of another id", { importing: { id: "admin" } }, false],
  ["without an id", { importing: {} }, false],
  ["with more than an id", { importing: { id: "analytics-data", unknown: true } }, false],
])("a planned import of a resource that is %s: its own is %s", (_, change, expected) => {
  const planned = {
    ...{ actions: ["update"], after: { name: "analytics-data" }, importing: { id: "analytics-data" } },
    ...change,
  };
  expect(isOwnImport("aws_iam_role", planned)).toBe(expected);
});
