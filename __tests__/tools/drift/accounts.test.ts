import { readPlan } from "../../../access/terraform/plan";
import { linkWith } from "../../../testing/links/links";
import { recordedPlan } from "../../../testing/tools/recorded-plans";
import { accountsByAddress } from "../../../tools/drift/judge/accounts";

const PROVIDER = 'provider["registry.terraform.io/hashicorp/aws"]';

const plan = readPlan(recordedPlan("clean"));

test.each([
  ["aws_lambda_function.query_function", "lambda"],
  ["aws_iam_role_policies_exclusive.query_role", "lambda"],
  ["aws_iam_role.data_role", "redshift"],
  ["aws_iam_role_policies_exclusive.data_role", "redshift"],
  [`${PROVIDER}.lambda_account`, "lambda"],
  [`${PROVIDER}.redshift_account`, "redshift"],
])("%s is in the %s account", (address, role) => {
  expect(accountsByAddress(linkWith(), plan)(address).role).toBe(role);
});

test.each([
  ["222222222222", "redshift"],
  ["111111111111", "lambda"],
])("a resource that is no longer declared is in the account its ARN names, %s", (id, role) => {
  const values = { arn: `arn:aws:iam::${id}:role/old` };
  const old = {
    address: "aws_iam_role.old",
    mode: "managed",
    type: "aws_iam_role",
    name: "old",
    values,
  } as const;
  const state = { prior_state: { values: { root_module: { resources: [old] } } } };
  expect(accountsByAddress(linkWith(), readPlan(state))(old.address)).toEqual({ id, role });
});
