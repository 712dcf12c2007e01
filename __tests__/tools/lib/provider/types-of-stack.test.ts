import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { typesIn } from "../../../../tools/lib/provider/types-of-stack";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "types-of-stack-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const STACK = { resource: { aws_iam_role: { query: { name: "aws_sqs_queue or such" } } } };
const STATE = { resources: [{ mode: "data", type: "aws_iam_policy_document" }] };
const ASKED = [
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam",
  "aws_iam_policy_document",
  "aws_sqs_queue",
  "aws_sns_topic",
];

function usedOf(state: string | undefined, stack?: unknown): string[] {
  if (stack !== undefined) writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack));
  return ASKED.filter(typesIn(folder, state));
}

test.each<[string, string | undefined, unknown, string[]]>([
  ["its stack, where there is no state yet", "", STACK, ["aws_iam_role"]],
  ["its state too", JSON.stringify(STATE), STACK, ["aws_iam_role", "aws_iam_policy_document"]],
  ["any type, of a state that nobody can say", undefined, STACK, ASKED],
  ["any type, of a state that is encrypted", JSON.stringify({ encrypted_data: "x" }), STACK, ASKED],
  ["any type, of a state that is no JSON", "aws_iam_role", STACK, ASKED],
  ["any type, of a stack of modules", "", { ...STACK, module: {} }, ASKED],
  ["any type, of a stack that is not synthesized", "", undefined, ASKED],
])("a stack uses what is named in %s", (_, state, stack, expected) => {
  expect(usedOf(state, stack)).toEqual(expected);
});
