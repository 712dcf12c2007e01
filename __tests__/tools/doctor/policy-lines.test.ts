import { policyLines } from "../../../tools/doctor/judge/policy-lines";

const document = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const submit = { Sid: "Submit", Effect: "Allow", Action: ["a:One", "a:Two"], Resource: "*" };

it("differences without meaning are none: order, a list of one, one statement not in a list", () => {
  const written = {
    Version: "2012-10-17",
    Statement: { ...submit, Action: ["a:Two", "a:One"], Resource: ["*"] },
  };
  expect(policyLines(written, document(submit))).toEqual([]);
});

it("the anonymous principal is the same in both spellings", () => {
  const trust = { Effect: "Allow", Action: "sts:AssumeRole" };
  expect(
    policyLines(document({ ...trust, Principal: "*" }), document({ ...trust, Principal: { AWS: "*" } })),
  ).toEqual([]);
});

it.each([
  ["an entry of a list", { Action: ["a:One", "a:Three"] }, '"Action": "a:Three"', '"Action": "a:Two"'],
  ["an effect", { Effect: "Deny" }, '"Effect": "Deny"', '"Effect": "Allow"'],
  ["something too much", { Resource: ["*", "arn:x"] }, '"Resource": "arn:x"', undefined],
  ["something missing", { Action: "a:One" }, undefined, '"Action": "a:Two"'],
  [
    "a condition added",
    { Condition: { Bool: { "aws:SecureTransport": "true" } } },
    '"Bool": { "aws:SecureTransport": "true" }',
    undefined,
  ],
])("%s", (_, change, is, shouldBe) => {
  expect(policyLines(document({ ...submit, ...change }), document(submit))).toEqual([
    { statement: "Submit", ...(is && { is }), ...(shouldBe && { shouldBe }) },
  ]);
});

it("statements without a Sid are told by their content, then by their place", () => {
  const [one, two] = [
    { Effect: "Allow", Action: "a:One" },
    { Effect: "Allow", Action: "a:Two" },
  ];
  expect(policyLines(document(two, { ...one, Action: "a:Other" }), document(one, two))).toEqual([
    { statement: "number 1", is: '"Action": "a:Other"', shouldBe: '"Action": "a:One"' },
  ]);
});

it("a statement only one side has is shown whole", () => {
  const other = { Sid: "Other", Effect: "Deny", Action: "b:*", Resource: "*" };
  const whole = '{ "Sid": "Other", "Action": "b:*", "Effect": "Deny", "Resource": "*" }';
  expect(policyLines(document(submit, other), document(submit))).toEqual([{ statement: "Other", is: whole }]);
  expect(policyLines(undefined, document(other))).toEqual([{ statement: "Other", shouldBe: whole }]);
});

it("a whole statement is JSON: each element once, whatever is in it", () => {
  const trust = {
    Sid: "T",
    Effect: "Allow",
    Principal: { AWS: "111111111111", Service: ["a.amazonaws.com", "b.amazonaws.com"] },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:PrincipalTag/a.b": 'say "hi"', "sts:ExternalId": "one-secret" },
      ArnEquals: { "aws:PrincipalArn": "arn:x" },
    },
  };
  const [added] = policyLines(document(trust), undefined);
  expect(JSON.parse(added?.is ?? "")).toEqual({
    ...trust,
    Condition: {
      ...trust.Condition,
      StringEquals: { "aws:PrincipalTag/a.b": 'say "hi"', "sts:ExternalId": "(an external id, not shown)" },
    },
  });
  expect(Object.keys(JSON.parse(added?.is ?? ""))).toEqual([
    ...["Sid", "Action", "Condition", "Effect", "Principal"],
  ]);
});

it.each(["Principal", "NotPrincipal"])("%s is named with its type", (element) => {
  const trust = (name: string) => document({ Sid: "T", [element]: { AWS: [`arn:${name}`, "arn:both"] } });
  expect(policyLines(trust("is"), trust("was"))).toEqual([
    {
      statement: "T",
      is: `"${element}": { "AWS": "arn:is" }`,
      shouldBe: `"${element}": { "AWS": "arn:was" }`,
    },
  ]);
});

it("an empty list is one value less", () => {
  expect(policyLines(document({ ...submit, Action: [] }), document(submit))).toEqual([
    { statement: "Submit", shouldBe: '"Action": ["a:One", "a:Two"]' },
  ]);
});

it("external ids are compared and never shown, whatever the case of the key", () => {
  const trust = (id: string) => ({
    Sid: "T",
    Effect: "Allow",
    Condition: { StringEquals: { "STS:externalid": id } },
  });
  const lines = policyLines(document(trust("one-secret")), document(trust("two-secret")));
  expect(lines).toHaveLength(1);
  const added = policyLines(document(trust("one-secret")), document());
  expect(JSON.stringify([lines, added])).not.toMatch(/-secret/);
});
