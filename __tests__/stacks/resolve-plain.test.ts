import { Fn, Lazy, TerraformStack, Testing, Token } from "cdktf";
import { LinkStack } from "../../stacks/link-stack";
import { resolvePlain } from "../../stacks/resolve-plain";
import { DEMANDS } from "../../testing/links/demanded-link";
import { linkWith, TARGETS } from "../../testing/links/links";

/** cdktf's own, as its other files find it. */
const tokens: { resolve(scope: unknown, value: unknown): unknown } = require("cdktf/lib/_tokens");

test.each([
  ...Object.entries(TARGETS).map(([name, target]) => [name, { target }] as const),
  ["every demand", { function: DEMANDS }] as const,
  ["tags that look like numbers", { tags: { a: "1e5", "c-e1": "pre-e-x" } }] as const,
])("a link is written as cdktf writes it: %s", (_, changes) => {
  const stack = new LinkStack(Testing.app(), linkWith(changes));
  const own = Testing.synth(stack);
  const restore = resolvePlain();
  try {
    expect(Testing.synth(stack)).toBe(own);
  } finally {
    restore();
  }
});

const cycle: unknown[] = [];
cycle.push(cycle);

test.each<[string, unknown]>([
  [
    "texts",
    [
      "",
      "plain",
      "${aws_iam_role.a.arn}",
      '${"}',
      "$${a}",
      "#{a}",
      "}",
      "1e5",
      "a-e-b",
      "2.5e+10",
      "pre|e|x",
    ],
  ],
  ["numbers", [0, -1, 1.5, 2 ** 60, -0, Number.NaN]],
  ["nothing", [null, undefined, [], {}, { a: undefined }, [undefined, 1], true, false]],
  ["a token in a text", { text: `a ${Token.asString("b")} c`, "key-e1": Token.asNumber(1) }],
  ["a token of a list", Token.asList(["a", "b"])],
  ["a token of a list of numbers", Token.asNumberList(Token.asAny([1, 2]))],
  ["an object that resolves itself", { resolve: () => "value", creationStack: [] }],
  ["a token among a list", ["a", Token.asAny("b"), Lazy.stringValue({ produce: () => "c" })]],
  ["tokens of maps", [Token.asStringMap({ a: "b" }), Token.asAnyMap({ a: 1 }), Token.asNumberMap({ a: 1 })]],
  ["a token as a key", { [Token.asString("key")]: "value" }],
  ["a function of Terraform's", Fn.join("-", ["a", Token.asString("b")])],
  ["a date", new Date(0)],
  ["what stands for a map of texts", Token.STRING_MAP_TOKEN_VALUE],
  ["what stands for a map of anything", { a: [Token.ANY_MAP_TOKEN_VALUE] }],
  ["what stands for a map of numbers", { a: Token.NUMBER_MAP_TOKEN_VALUE }],
  ["a function", { a: { b: () => 1 } }],
  ["a construct", { a: Testing.app() }],
  ["what holds itself", { a: cycle }],
])("%s: the same, and refused in the same words", (_, value) => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const outcome = () => {
    try {
      return { value: tokens.resolve(stack, value) };
    } catch (error) {
      return { refusal: String(error) };
    }
  };
  const own = outcome();
  const restore = resolvePlain();
  try {
    expect(outcome()).toStrictEqual(own);
  } finally {
    restore();
  }
});

test("most of a stack is not asked of cdktf", () => {
  const { resolve } = tokens;
  const asked = jest.fn(resolve);
  tokens.resolve = asked;
  const restore = resolvePlain();
  try {
    new LinkStack(Testing.app(), linkWith()).toTerraform();
  } finally {
    restore();
    tokens.resolve = resolve;
  }
  // All of them hold a placeholder of cdktf's.
  const plain = asked.mock.calls
    .map(([, part]) => part)
    .filter((part) => typeof part === "string" && !part.includes("Token"));
  expect(asked.mock.calls.length).toBeGreaterThan(0);
  expect(plain).toEqual([]);
});
