import { jsonPathOf, readTerraformStack, resourceAt } from "../../../access/terraform/terraform-stack";

const ROLE = { provider: "aws.l", name: "query" };
const STACK = {
  provider: {
    aws: [
      {
        alias: "l",
        region: "cn-north-1",
        allowed_account_ids: ["111111111111"],
        assume_role: [{ role_arn: "arn:aws-cn:iam::111111111111:role/deployer" }],
        default_tags: [{ tags: { team: "data" } }],
      },
      { alias: "r", region: "eu-west-1", allowed_account_ids: ["222222222222"] },
    ],
  },
  data: { aws_iam_policy_document: { trust: { statement: [] } } },
  resource: { aws_iam_role: { query: ROLE }, aws_sqs_queue: {} },
};

test("resources and policy documents have an address, a type, a name and their arguments", () => {
  const stack = readTerraformStack(STACK);
  expect(stack.resources).toEqual([
    { address: "aws_iam_role.query", type: "aws_iam_role", name: "query", block: ROLE, ignored: [] },
  ]);
  expect(stack.documents).toEqual([
    {
      address: "data.aws_iam_policy_document.trust",
      type: "aws_iam_policy_document",
      name: "trust",
      block: { statement: [] },
      ignored: [],
    },
  ]);
  expect(resourceAt(stack, "aws_iam_role.query")?.block).toBe(ROLE);
  expect(resourceAt(stack, "aws_iam_role.gone")).toBeUndefined();
});

test("providers tell who deploys, with which tags, and where a resource is", () => {
  const { providers, locate } = readTerraformStack(STACK);
  expect(providers).toEqual([
    {
      reference: "aws.l",
      alias: "l",
      deployRoleArn: "arn:aws-cn:iam::111111111111:role/deployer",
      defaultTags: { team: "data" },
    },
    { reference: "aws.r", alias: "r" },
  ]);
  expect(locate(ROLE)).toEqual({
    partition: "aws-cn",
    accountId: "111111111111",
    region: "cn-north-1",
  });
});

test("what is not read is told, each part with its kind and its place", () => {
  const { ignored, resources } = readTerraformStack({
    module: { more: {} },
    data: { aws_caller_identity: { me: {} } },
    provider: { external: [{}], aws: { alias: "l", endpoints: [] } },
    terraform: { required_providers: { aws: { source: "evil/aws" } } },
    resource: { aws_iam_role: { query: { lifecycle: {}, dynamic: [] } } },
  });
  expect(ignored).toEqual([
    { kind: "section", name: "module", address: "module" },
    { kind: "data-source", name: "aws_caller_identity", address: "data.aws_caller_identity" },
    { kind: "provider", name: "external", address: "provider.external" },
    { kind: "provider-argument", name: "endpoints", address: "provider.aws.l" },
    { kind: "provider-source", name: "aws", address: "terraform.required_providers" },
  ]);
  expect(resources[0]?.ignored).toEqual(["lifecycle", "dynamic"]);
});

test.each<[string, object, string]>([
  [
    "a provider section",
    { provider: "aws" },
    'provider is "aws", expected an object; check the synthesized JSON',
  ],
  ["nothing", {}, "provider is aws, expected one of the stack; declare it"],
])("%s locates no resource, and hinders nothing else", (_, json, message) => {
  const stack = readTerraformStack({ ...json, resource: { aws_iam_role: { query: {} } } });
  expect(stack.resources).toHaveLength(1);
  expect(() => stack.locate({})).toThrow(message);
});

test.each<[string, object]>([
  ["data", { data: [] }],
  ["resource", { resource: [] }],
  ["aws_iam_role", { resource: { aws_iam_role: [] } }],
  ["aws_iam_role.query", { resource: { aws_iam_role: { query: "x" } } }],
])("%s that is no object is no Terraform JSON", (address, json) => {
  expect(() => readTerraformStack(json)).toThrow(
    expect.objectContaining({ name: "AccessError", message: expect.stringMatching(`^${address} is `) }),
  );
});

test.each([
  ["aws_iam_role.data_role", ["resource", "aws_iam_role", "data_role"]],
  ["data.aws_iam_policy_document.trust", ["data", "aws_iam_policy_document", "trust"]],
  ["provider.aws.l", ["provider", "aws", "l"]],
])("%s stands at its path", (address, path) => {
  expect(jsonPathOf(address)).toEqual(path);
});
