import { commentedCode, describedCode } from "../../../access/terraform/carried/carried-code";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { stackWith } from "../../../testing/tools/reviewed-stack";
import { verdictOf } from "../../../tools/review/judge/report";
import { reviewInput } from "../../../tools/review/judge/review-inputs";
import { freshArchiveHashes } from "../../../tools/review/read/archives";

const REPORT = "functions/nightly-report/handler.ts";
const OWN = { function: { entry: REPORT } };

// cdktf's test kit drops what stands under `//`.
const ownStack = (...changes: Parameters<typeof stackWith>[1][]) =>
  stackWith(OWN, ["//.function", { entry: REPORT }], ...changes);

const review = (json: unknown) => reviewInput({ name: "analytics", json, origin: "synth" }, "2026-01-01");

test("a handler of one's own is no finding, and the review says whose code it is", async () => {
  const reviewed = await review(ownStack());
  expect(reviewed.findings).toEqual([]);
  expect(verdictOf(reviewed)).toContain(`runs a handler of its own, ${REPORT}`);
  expect(verdictOf(await review(stackWith({})))).not.toContain("of its own");
});

const FUNCTION = "resource.aws_lambda_function.query_function";

test.each([
  ["another handler", "handler", "other.handler", "the function calls other.handler, not index.handler"],
  ["another language", "runtime", "python3.13", "the function is JavaScript, and its runtime is python3.13"],
])("%s than its code has is a finding", async (_name, field, value, message) => {
  const { findings } = await review(ownStack([`${FUNCTION}.${field}`, value]));
  expect(findings).toEqual([expect.objectContaining({ rule: "mismatched-part", message })]);
});

test("a plan cannot be told of other code than the stack has", async () => {
  const stack = ownStack();
  expect(describedCode(stack)).toEqual(commentedCode(stack));
  const other = ownStack(["//.function", { entry: "functions/other/handler.ts" }]);
  expect((await review(other)).findings).toEqual([
    expect.objectContaining({ rule: "mismatched-part", address: "output.query_function_arn" }),
  ]);
});

test.each([
  [undefined],
  [{ function: "x" }],
  [{ function: {} }],
  [{ function: { entry: 1 } }],
  [{ function: { other: "x" } }],
  [{ function: { entry: "a.ts", archive: "b.zip" } }],
])("what no synth writes is nobody's code: %j", (comment) => {
  expect(commentedCode({ "//": comment })).toBeUndefined();
  expect(
    describedCode({ output: { query_function_arn: { description: JSON.stringify(comment) } } }),
  ).toBeUndefined();
});

test("the archive of each code is made of its own sources", async () => {
  const own = { kind: "entry", file: REPORT } as const;
  const absent = { kind: "archive", file: "absent.zip" } as const;
  const archives = [
    { file: "own.zip", code: own },
    { file: "other.zip", code: absent },
  ];
  const fresh = await freshArchiveHashes(archives, new AbortController().signal);
  const { source_code_hash: declared } = new Synth(linkWith(OWN)).resource(
    "aws_lambda_function",
    "query_function",
  );
  expect(archives.map(({ file }) => fresh(file))).toEqual([declared, undefined]);
});
