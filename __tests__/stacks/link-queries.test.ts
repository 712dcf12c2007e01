import { Testing } from "cdktf";
import { LinkStack } from "../../stacks/link-stack";
import { linkWith } from "../../testing/links/links";

/** The function of a link's stack. */
function functionOf(more: object, files: Readonly<Record<string, string>> = {}) {
  const json = JSON.parse(Testing.synth(new LinkStack(Testing.app(), linkWith(more), files)));
  return json.resource.aws_lambda_function.query_function;
}

const PLAIN = functionOf({});

test("the function is told that raw SQL is refused only where it is", () => {
  expect(functionOf({ queries: "queries", rawSql: false }).environment.variables).toEqual({
    ...PLAIN.environment.variables,
    RAW_SQL: "false",
  });
  expect(functionOf({ queries: "queries" })).toEqual(PLAIN);
});

test("other queries are other code in the plan, and the same queries are the same", () => {
  const hash = (text: string) =>
    functionOf({ queries: "queries" }, { "queries.json": text }).source_code_hash;
  expect(hash("a")).toBe(hash("a"));
  expect(new Set([PLAIN.source_code_hash, hash("a"), hash("b")]).size).toBe(3);
});
