import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEMANDS, ENCRYPTED_OUTPUTS, SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { declaredIn } from "../../../tools/doctor/read/read-declared";
import { PROJECT_ROOT } from "../../../tools/lib/process/project-root";

function goldenStack() {
  return JSON.parse(readFileSync(join(PROJECT_ROOT, "__tests__/stacks/analytics.golden.json"), "utf8"));
}

function functionOf(stack: ReturnType<typeof goldenStack>): Record<string, unknown> {
  const [block] = Object.values<Record<string, unknown>>(stack.resource.aws_lambda_function);
  if (block === undefined) throw new Error("the golden stack has no function");
  return block;
}

test("the log group is the one the function names", () => {
  expect(declaredIn(goldenStack()).logGroup).toBe("/aws/lambda/analytics-query");
  const stack = goldenStack();
  functionOf(stack).logging_config = { log_group: "/elsewhere", log_format: "JSON" };
  expect(declaredIn(stack).logGroup).toBe("/elsewhere");
});

test("a function that names none has Lambda's own log group", () => {
  const stack = goldenStack();
  functionOf(stack).logging_config = undefined;
  stack.resource.aws_cloudwatch_log_group = {};
  expect(declaredIn(stack).logGroup).toBe("/aws/lambda/analytics-query");
});

test("a reserved concurrency of none is not one of zero", () => {
  const stack = goldenStack();
  expect(declaredIn(stack)).not.toHaveProperty("reservedConcurrency");
  functionOf(stack).reserved_concurrent_executions = 0;
  expect(declaredIn(stack).reservedConcurrency).toBe(0);
});

test("what links.yaml sets of the function, in the words in which Lambda's own settings are told", () => {
  const { settings, logKeyArn } = declaredIn(new Synth(linkWith({ function: DEMANDS })).json);
  expect(settings).toEqual({
    "KMS key": DEMANDS.kmsKeyArn,
    "dead letter target": DEMANDS.asyncInvocation.deadLetterArn,
    "ephemeral storage": "1024 MB",
    layers: DEMANDS.layers.join(", "),
    "security groups": "sg-0123456789abcdef0",
    subnets: "subnet-0123456789abcdef0, subnet-89abcdef",
    tracing: "Active",
  });
  expect(logKeyArn).toBe(DEMANDS.logGroup.kmsKeyArn);
  expect(declaredIn(goldenStack()).settings).toEqual({});
});

test("the link's outputs in Parameter Store, and nothing whose value nobody knows", () => {
  const declared = (changes: object) => declaredIn(new Synth(linkWith(changes)).json).parameters;
  const name = {
    address: "aws_ssm_parameter.query_function_name",
    name: "/links/analytics/query-function-name",
    value: "analytics-query",
  };
  const names = ["data-role-arn", "query-function-arn", "query-function-name", "query-role-arn"].map(
    (output) => `/links/analytics/${output}`,
  );
  expect(
    declared(SSM_OUTPUTS)
      .map((parameter) => parameter.name)
      .sort(),
  ).toEqual(names);
  expect(declared(SSM_OUTPUTS)).toContainEqual(name);
  expect(declared(ENCRYPTED_OUTPUTS)).toContainEqual({
    ...name,
    keyArn: ENCRYPTED_OUTPUTS.ssmOutputs.kmsKeyArn,
  });
  const stack = goldenStack();
  stack.resource.aws_ssm_parameter = { own: { name: "/own", value_wo: "a secret" } };
  expect(declaredIn(stack).parameters).toEqual([]);
});
