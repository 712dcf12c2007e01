import { importIdOf, importsOwnParts, isOwnImport } from "../../../access/terraform/import-blocks";
import { readTerraformStack } from "../../../access/terraform/terraform-stack";
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

test.each([
  ["a type that no link has", { type: "aws_s3_bucket", block: { bucket: "a" } }],
  ["a name that Terraform works out", { type: "aws_iam_role", block: { name: "${var.a}" } }],
  [
    "a role of elsewhere",
    { type: "aws_iam_role_policy", block: { role: "${aws_iam_role.b.name}", name: "a" } },
  ],
  ["no name", { type: "aws_lambda_function", block: {} }],
])("%s has none", (_, resource) => {
  expect(importIdOf(resource, resources)).toBeUndefined();
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
