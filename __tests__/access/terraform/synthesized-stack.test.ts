import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { readSynthesizedStack } from "../../../access/terraform/synthesized-stack";
import { linkStack } from "../../../testing/access/decisions";

const L = "111111111111";
const TRUST_LAMBDA = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
};

/** What cdktf itself writes, so that the hand-made stacks of the other tests rest on something. */
function cdktfStack(): unknown {
  const stack = new TerraformStack(Testing.app(), "stack");
  const provider = new AwsProvider(stack, "aws", {
    alias: "lambda_account",
    region: "eu-west-1",
    allowedAccountIds: [L],
  });
  const document = new DataAwsIamPolicyDocument(stack, "trust", {
    provider,
    statement: [
      {
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: ["lambda.amazonaws.com"] }],
        condition: [],
      },
    ],
  });
  const role = new IamRole(stack, "role", {
    provider,
    name: "query",
    path: "/link/",
    assumeRolePolicy: document.json,
    permissionsBoundary: `arn:aws:iam::${L}:policy/edge`,
  });
  new IamRolePolicy(stack, "inline", {
    provider,
    name: "own",
    role: role.name,
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Resource: "$${aws:userid}" }] }),
  });
  new IamRolePolicyAttachment(stack, "attachment", {
    provider,
    role: role.id,
    policyArn: "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess",
  });
  new LambdaFunction(stack, "function", {
    provider,
    functionName: "analytics",
    role: role.arn,
    environment: { variables: { OWN_ROLE: role.arn } },
  });
  return JSON.parse(Testing.synth(stack));
}

test("reads roles and functions of what cdktf synthesizes", () => {
  expect(readSynthesizedStack(cdktfStack())).toEqual({
    roles: [
      {
        address: "aws_iam_role.role",
        name: "query",
        path: "/link/",
        accountId: L,
        partition: "aws",
        arn: `arn:aws:iam::${L}:role/link/query`,
        trust: TRUST_LAMBDA,
        inlinePolicies: [
          {
            name: "own",
            document: { Version: "2012-10-17", Statement: [{ Resource: "${aws:userid}" }] },
          },
        ],
        managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonRedshiftFullAccess"],
        boundaryArn: `arn:aws:iam::${L}:policy/edge`,
      },
    ],
    functions: [
      {
        address: "aws_lambda_function.function",
        name: "analytics",
        accountId: L,
        region: "eu-west-1",
        arn: `arn:aws:lambda:eu-west-1:${L}:function:analytics`,
        roleArn: `arn:aws:iam::${L}:role/link/query`,
        environment: { OWN_ROLE: `arn:aws:iam::${L}:role/link/query` },
      },
    ],
  });
});

test.each([
  ["eu-west-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("region %s is in partition %s", (region, partition) => {
  const { roles, functions } = readSynthesizedStack(linkStack(region));
  expect(roles.map(({ arn }) => arn)).toEqual([
    `arn:${partition}:iam::111111111111:role/link/query`,
    `arn:${partition}:iam::222222222222:role/link/data`,
  ]);
  expect(functions.map(({ arn }) => arn)).toEqual([
    `arn:${partition}:lambda:${region}:111111111111:function:analytics`,
  ]);
});

const PROVIDER = { region: "eu-west-1", allowed_account_ids: [L] };
const ROLE = { name: "r", assume_role_policy: JSON.stringify(TRUST_LAMBDA) };

function stackOf(role: object, more: object = {}, provider: object = PROVIDER): unknown {
  return { provider: { aws: provider }, resource: { aws_iam_role: { r: role }, ...more } };
}

test("policies written into the role itself count too", () => {
  const document = { Version: "2012-10-17", Statement: [] };
  const [role] = readSynthesizedStack(
    stackOf({
      ...ROLE,
      inline_policy: [{ name: "nested", policy: JSON.stringify(document) }],
      managed_policy_arns: ["arn:aws:iam::aws:policy/X"],
    }),
  ).roles;
  expect(role).toMatchObject({
    path: "/",
    arn: `arn:aws:iam::${L}:role/r`,
    inlinePolicies: [{ name: "nested", document }],
    managedPolicyArns: ["arn:aws:iam::aws:policy/X"],
  });
});

test("policies of another role do not count", () => {
  const other = { name: "p", role: "another", policy: "{}" };
  expect(readSynthesizedStack(stackOf(ROLE, { aws_iam_role_policy: { p: other } })).roles).toMatchObject([
    { inlinePolicies: [] },
  ]);
});

test("a function may live in another region than its provider", () => {
  const functions = { f: { function_name: "f", role: "${aws_iam_role.r.arn}", region: "us-east-1" } };
  expect(readSynthesizedStack(stackOf(ROLE, { aws_lambda_function: functions })).functions).toMatchObject([
    { arn: `arn:aws:lambda:us-east-1:${L}:function:f`, environment: {} },
  ]);
});

test("an empty stack has neither roles nor functions", () => {
  expect(readSynthesizedStack({})).toEqual({ roles: [], functions: [] });
});

const UNKNOWN =
  "unknown at synth, expected a literal or a reference to a role or policy document of the stack; write the value itself";

test.each<[string, unknown, string]>([
  [
    "a function call for a policy",
    stackOf({ ...ROLE, assume_role_policy: "${jsonencode({})}" }),
    `aws_iam_role.r.assume_role_policy is \${jsonencode({}, ${UNKNOWN}`,
  ],
  [
    "a policy document of another stack",
    stackOf({ ...ROLE, assume_role_policy: "${data.aws_iam_policy_document.gone.json}" }),
    `aws_iam_role.r.assume_role_policy is data.aws_iam_policy_document.gone, ${UNKNOWN}`,
  ],
  [
    "text that is no policy",
    stackOf({ ...ROLE, assume_role_policy: "allow all" }),
    "aws_iam_role.r.assume_role_policy is not JSON, expected a policy document; check the synthesized JSON",
  ],
  [
    "a role without policy",
    stackOf({ name: "r" }),
    "aws_iam_role.r.assume_role_policy is undefined, expected text; check the synthesized JSON",
  ],
  [
    "a repeated role",
    stackOf({ ...ROLE, count: 2 }),
    `aws_iam_role.r is repeated by count or for_each, ${UNKNOWN}`,
  ],
  [
    "a role for each of a set",
    stackOf({ ...ROLE, for_each: ["a"] }),
    `aws_iam_role.r is repeated by count or for_each, ${UNKNOWN}`,
  ],
  ["a variable name", stackOf({ ...ROLE, name: "${var.n}" }), `aws_iam_role.r.name is \${var.n}, ${UNKNOWN}`],
  [
    "an account that is not pinned",
    stackOf(ROLE, {}, { region: "eu-west-1" }),
    "allowed_account_ids of provider aws is undefined, expected one account id of 12 digits; pin the account",
  ],
  [
    "two accounts",
    stackOf(ROLE, {}, { region: "eu-west-1", allowed_account_ids: [L, "222222222222"] }),
    'allowed_account_ids of provider aws is ["111111111111","222222222222"], expected one account id of 12 digits; pin the account',
  ],
  [
    "an account id that lost its zero",
    stackOf(ROLE, {}, { region: "eu-west-1", allowed_account_ids: [11111111111] }),
    "allowed_account_ids of provider aws is [11111111111], expected one account id of 12 digits; pin the account",
  ],
  [
    "a region from a variable",
    stackOf(ROLE, {}, { ...PROVIDER, region: "${var.region}" }),
    "region of provider aws is ${var.region}, expected a literal",
  ],
  [
    "an undeclared provider",
    stackOf({ ...ROLE, provider: "aws.other" }),
    "provider is aws.other, expected one of the stack; declare it",
  ],
  ["no object", "{}", 'stack is "{}", expected an object; check the synthesized JSON'],
])("%s has no answer", (_, json, message) => {
  expect(() => readSynthesizedStack(json)).toThrow(expect.objectContaining({ name: "AccessError", message }));
});
