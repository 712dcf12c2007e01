import {
  isExternalIdKey,
  maskExternalIds,
  maskQuoted,
  maskVariable,
  notShown,
} from "../../../../tools/lib/report/mask";

test("every external id of a document is masked, at any depth and in any case of its key, and nothing else", () => {
  const condition = (key: string, value: unknown) => ({ StringEquals: { [key]: value, "aws:userid": "u" } });
  const document = (value: unknown) => ({
    Statement: [
      { Effect: "Allow", Condition: condition("sts:ExternalId", value) },
      { Condition: condition("STS:externalid", value) },
    ],
  });
  expect(maskExternalIds(document(["k1", "k2"]))).toEqual({
    Statement: [
      { Effect: "Allow", Condition: condition("sts:ExternalId", "(not shown)") },
      { Condition: condition("STS:externalid", "(not shown)") },
    ],
  });
});

test.each([
  ["sts:ExternalId", true],
  ["sts:externalid", true],
  ["aws:sts:ExternalId", false],
  ["sts:ExternalIdentity", false],
])("%s is the key of an external id: %s", (key, is) => {
  expect(isExternalIdKey(key)).toBe(is);
});

test("of the function's variables, the project's own are shown but for the external id; a user's never", () => {
  expect(["CLUSTER_IDENTIFIER", "EXTERNAL_ID", "TOKEN"].map((name) => maskVariable(name, "v"))).toEqual([
    "v",
    "(not shown)",
    "(not shown)",
  ]);
});

test("a value is masked wherever a text quotes it; an empty or absent one masks nothing", () => {
  expect(maskQuoted("value 'k' of 'k', '' and k", ["k", "", undefined])).toBe(
    "value '(not shown)' of '(not shown)', '' and k",
  );
});

test("two values that must be told apart are named", () => {
  expect([notShown(), notShown("another external id")]).toEqual([
    "(not shown)",
    "(another external id, not shown)",
  ]);
});
