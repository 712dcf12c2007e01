import { sameMeaning } from "../../../tools/drift/judge/differences/same-meaning";

const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
const ALLOW = { Effect: "Allow", Action: ["a:One", "a:Two"], Resource: "*" };

describe("sameMeaning", () => {
  it.each<[string, string, unknown, unknown]>([
    ["a list of one and the value itself", "policy", policy([ALLOW]), policy({ ...ALLOW, Resource: ["*"] })],
    ["the order of actions", "policy", policy(ALLOW), policy({ ...ALLOW, Action: ["a:Two", "a:One"] })],
    [
      "an action written twice",
      "policy",
      policy(ALLOW),
      policy({ ...ALLOW, Action: ["a:One", "a:Two", "a:One"] }),
    ],
    ["the case of an action", "policy", policy(ALLOW), policy({ ...ALLOW, Action: ["A:one", "a:TWO"] })],
    ["whitespace", "policy", policy(ALLOW), JSON.stringify(JSON.parse(policy(ALLOW)), null, 2)],
    [
      "an account's root by its id",
      "assume_role_policy",
      policy({ Effect: "Allow", Principal: { AWS: "111111111111" } }),
      policy({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" } }),
    ],
    ["the ways to write nothing", "tags_all", null, {}],
    ["the ways to write no text", "permissions_boundary", "", null],
    ["the order of a set", "policy_names", ["a", "b"], ["b", "a"]],
  ])("does not tell %s", (_, attribute, before, after) => {
    expect(sameMeaning(attribute, before, after)).toBe(true);
  });

  it.each<[string, string, unknown, unknown]>([
    ["another action", "policy", policy(ALLOW), policy({ ...ALLOW, Action: "a:One" })],
    ["another case of a resource", "policy", policy({ Resource: "arn:a" }), policy({ Resource: "arn:A" })],
    ["Deny from Allow", "policy", policy(ALLOW), policy({ ...ALLOW, Effect: "Deny" })],
    ["a lost condition", "policy", policy({ ...ALLOW, Condition: { Bool: { "a:b": true } } }), policy(ALLOW)],
    ["a number", "retention_in_days", 30, 1],
    ["the order of layers", "layers", ["a", "b"], ["b", "a"]],
    ["a tag", "tags_all", { team: "data" }, { team: "data", owner: "bob" }],
  ])("tells %s", (_, attribute, before, after) => {
    expect(sameMeaning(attribute, before, after)).toBe(false);
  });
});
