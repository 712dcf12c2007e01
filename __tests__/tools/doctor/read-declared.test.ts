import { readFileSync } from "node:fs";
import { join } from "node:path";
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
