import { DEMANDS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { isOwnPart } from "../../../tools/drift/judge/beyond-plan/own-part";

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
