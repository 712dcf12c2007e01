import { DEMANDS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { isOwnPart, publishedVersion } from "../../../tools/drift/judge/beyond-plan/own-part";
import { partFinding } from "../../../tools/drift/judge/beyond-plan/part-finding";
import type { FoundPart } from "../../../tools/drift/read/beyond-plan/beyond-plan";

const LINK = linkWith({ function: { invokers: DEMANDS.invokers } });
const Action = "lambda:InvokeFunction";
const Resource = "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query";
const base = { Effect: "Allow", Action, Resource };
const RULE = {
  ...base,
  Sid: "nightly-rule",
  Principal: { Service: "events.amazonaws.com" },
  Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:events:ap-northeast-1:111111111111:rule/nightly" } },
};
const UPLOADS = {
  ...base,
  Sid: "uploads",
  Principal: { Service: "s3.amazonaws.com" },
  Condition: {
    StringEquals: { "AWS:SourceAccount": "111111111111" },
    ArnLike: { "AWS:SourceArn": "arn:aws:s3:::uploads" },
  },
};
const OWN = { ...base, Sid: "own-account" };

test.each<[what: string, statement: object, isOwn: boolean]>([
  ["a rule", RULE, true],
  ["a bucket of the account", UPLOADS, true],
  ["a role", { ...base, Sid: "reports", Principal: { AWS: "arn:aws:iam::111111111111:role/reports" } }, true],
  ["an account, as AWS writes it", { ...OWN, Principal: { AWS: "arn:aws:iam::111111111111:root" } }, true],
  ["an account, as the local Lambda writes it", { ...OWN, Principal: "111111111111" }, true],
  ["another name", { ...RULE, Sid: "other" }, false],
  ["another principal", { ...RULE, Principal: { Service: "sns.amazonaws.com" } }, false],
  ["everybody", { ...RULE, Principal: "*" }, false],
  ["one more", { ...RULE, Principal: { Service: ["events.amazonaws.com", "sns.amazonaws.com"] } }, false],
  ["no condition", { ...RULE, Condition: undefined }, false],
  ["another source", { ...RULE, Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:events:*" } } }, false],
  ["a bucket of anybody", { ...UPLOADS, Condition: { ArnLike: UPLOADS.Condition.ArnLike } }, false],
  ["another operator", { ...RULE, Condition: { ArnNotLike: RULE.Condition.ArnLike } }, false],
  ["every action", { ...RULE, Action: "lambda:*" }, false],
  ["an element more", { ...RULE, NotPrincipal: { AWS: "*" } }, false],
])("%s", (_, statement, isOwn) => {
  const part = { look: "function-policy", statement: { ...statement } } as const;
  expect(isOwnPart(LINK, part)).toBe(isOwn);
  expect(isOwnPart(LINK, { ...part, qualifier: "live" })).toBe(false);
});

describe("with an alias", () => {
  const { alias, asyncInvocation, invokers } = DEMANDS;
  const link = linkWith({ function: { alias, asyncInvocation, invokers } });
  const version = (text: string) => ({ look: "function-version", version: text, codeSha256: "a" }) as const;

  test.each<[what: string, part: FoundPart, isOwn: boolean]>([
    ["a statement of the alias", { look: "function-policy", statement: RULE, qualifier: "live" }, true],
    ["a statement of the function itself", { look: "function-policy", statement: RULE }, false],
    ["a statement of another alias", { look: "function-policy", statement: RULE, qualifier: "old" }, false],
    ["settings of the alias", { look: "async-config", qualifier: "live" }, true],
    ["settings of the function itself", { look: "async-config" }, false],
    ["the alias", { look: "function-alias", name: "live", version: "3" }, true],
    ["another alias", { look: "function-alias", name: "old", version: "3" }, false],
    ["the version that the last apply published", version("3"), true],
    ["one before it", version("2"), true],
    ["one that it did not publish", version("10"), false],
  ])("%s", (_, part, isOwn) => {
    expect(isOwnPart(link, part, "3")).toBe(isOwn);
  });

  test("of a state that knows no published version no version is the link's, nor without an alias", () => {
    expect(isOwnPart(link, version("1"), undefined)).toBe(false);
    expect(isOwnPart(LINK, version("1"), "3")).toBe(false);
  });

  test("a version that nobody's apply published says what the next apply does with it", () => {
    const { summary, meaning } = partFinding(link, version("10"));
    expect(summary).toBe("function analytics-query has version 10, which the last apply did not publish");
    expect(meaning).toEqual([
      expect.stringMatching(/stay invocable/),
      "unless it publishes another one, the next apply makes alias live name it: delete it before",
    ]);
  });

  test.each([
    [{ version: "3" }, "3"],
    [{ version: "$LATEST" }, undefined],
    [{}, undefined],
  ])("the last apply of a function with %j published %s", (values, published) => {
    const function_ = { address: "aws_lambda_function.query_function", type: "aws_lambda_function" };
    const prior = [{ ...function_, mode: "managed" as const, name: "query_function", values }];
    expect(publishedVersion(prior)).toBe(published);
  });
});
