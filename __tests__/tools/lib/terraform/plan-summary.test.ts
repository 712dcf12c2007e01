import { readPlan } from "../../../../access/terraform/plan";
import { changesByProvider, planCounts, unknownPolicies } from "../../../../tools/lib/terraform/plan-summary";

const change = (actions: string[], after_unknown: unknown = {}) => ({
  actions,
  before: null,
  after: {},
  after_unknown,
});

const PLAN = readPlan({
  resource_changes: [
    {
      address: "aws_iam_role.a",
      mode: "managed",
      type: "aws_iam_role",
      change: change(["create"], { arn: true }),
    },
    {
      address: "aws_iam_role.b",
      mode: "managed",
      type: "aws_iam_role",
      change: change(["create"], { assume_role_policy: true }),
    },
    {
      address: "aws_iam_role_policy.p",
      mode: "managed",
      type: "aws_iam_role_policy",
      change: change(["delete", "create"], { policy: true }),
    },
    {
      address: "aws_lambda_function.f",
      mode: "managed",
      type: "aws_lambda_function",
      change: change(["no-op"]),
    },
    { address: "data.x.y", mode: "data", type: "x", change: change(["read"]) },
  ],
  configuration: {
    root_module: {
      resources: [
        { address: "aws_iam_role.a", provider_config_key: "aws.one" },
        { address: "aws_iam_role.b", provider_config_key: "aws.two" },
        { address: "aws_iam_role_policy.p", provider_config_key: "aws.two" },
      ],
    },
  },
});

test("unknownPolicies lists every IAM document whose text only the apply knows", () => {
  expect(unknownPolicies(PLAN)).toEqual([
    "aws_iam_role.b.assume_role_policy",
    "aws_iam_role_policy.p.policy",
  ]);
});

test("planCounts counts a replacement on both sides and leaves out what stays", () => {
  expect(planCounts(PLAN)).toBe("3 to add, 0 to change, 1 to destroy");
});

test("changesByProvider groups addresses by the account that holds them", () => {
  expect([...changesByProvider(PLAN)]).toEqual([
    ["aws.one", ["aws_iam_role.a"]],
    ["aws.two", ["aws_iam_role.b", "aws_iam_role_policy.p"]],
  ]);
});

test("a plan without changes is empty", () => {
  expect(planCounts(readPlan({}))).toBe("0 to add, 0 to change, 0 to destroy");
  expect(unknownPolicies(readPlan({}))).toEqual([]);
});
