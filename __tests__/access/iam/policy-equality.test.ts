import { samePolicy } from "../../../access/iam/policy-equality";
import { policyLines } from "../../../tools/doctor/judge/policy-lines";
import { sameMeaning } from "../../../tools/drift/judge/differences/same-meaning";

const ALLOW = { Sid: "S", Effect: "Allow", Action: ["a:One", "a:Two"], Resource: "*" };
const TRUST = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
const ROOT = "arn:aws-cn:iam::111111111111:root";

const document = (...statements: object[]) => ({ Version: "2012-10-17", Statement: statements });
const trusting = (Principal: unknown) => document({ ...TRUST, Principal });

/** Everybody who compares policies, and whether they find these two the same. */
const verdicts = (a: unknown, b: unknown) => ({
  policyEquality: samePolicy(a, b),
  drift: sameMeaning("policy", JSON.stringify(a), JSON.stringify(b)),
  doctor: policyLines(a, b).length === 0,
});
const allSay = (same: boolean) => ({ policyEquality: same, drift: same, doctor: same });

const when = (Condition: object) => document({ ...ALLOW, Condition });

it.each<[string, unknown, unknown]>([
  [
    "a list of one and the value itself",
    document(ALLOW),
    { ...document(), Statement: { ...ALLOW, Resource: ["*"] } },
  ],
  ["the order of a list", document(ALLOW), document({ ...ALLOW, Action: ["a:Two", "a:One"] })],
  ["the order of statements", document(ALLOW, TRUST), document(TRUST, ALLOW)],
  ["the order of elements", document(ALLOW), document(Object.fromEntries(Object.entries(ALLOW).reverse()))],
  ["a value written twice", document(ALLOW), document({ ...ALLOW, Action: ["a:One", "a:Two", "A:ONE"] })],
  ["a statement written twice", document(ALLOW), document(ALLOW, ALLOW)],
  ["the case of an action", document(ALLOW), document({ ...ALLOW, Action: ["A:one", "a:TWO"] })],
  ["the case of NotAction", document({ NotAction: "a:One" }), document({ NotAction: "A:one" })],
  ["an account by its id and its root", trusting({ AWS: "111111111111" }), trusting({ AWS: ROOT })],
  ["everybody, in both spellings", trusting("*"), trusting({ AWS: ["*"] })],
  [
    "the case of a condition key",
    when({ Bool: { "aws:SecureTransport": "1" } }),
    when({ Bool: { "AWS:securetransport": "1" } }),
  ],
  [
    "the case of a condition operator",
    when({ StringEquals: { "a:b": "c" } }),
    when({ stringequals: { "a:b": "c" } }),
  ],
  [
    "a number or boolean and its text",
    when({ Bool: { "a:b": [true, 1] } }),
    when({ Bool: { "a:b": ["1", "true"] } }),
  ],
  ["no condition and an empty one", document(ALLOW), when({})],
  ["no Sid and an empty one", document(TRUST), document({ ...TRUST, Sid: "" })],
  ["no version and the first one", { Statement: ALLOW }, { Version: "2008-10-17", Statement: ALLOW }],
])("the same: %s", (_, a, b) => {
  expect(verdicts(a, b)).toEqual(allSay(true));
  expect(verdicts(b, a)).toEqual(allSay(true));
});

it.each<[string, unknown, unknown]>([
  ["another action", document(ALLOW), document({ ...ALLOW, Action: "a:One" })],
  ["another effect", document(ALLOW), document({ ...ALLOW, Effect: "Deny" })],
  ["the case of a resource", document({ Resource: "arn:a" }), document({ Resource: "arn:A" })],
  ["a lost statement", document(ALLOW, TRUST), document(ALLOW)],
  ["a lost condition", when({ Bool: { "a:b": true } }), document(ALLOW)],
  ["a condition without values", when({ StringEquals: { "a:b": [] } }), document(ALLOW)],
  [
    "the case of a condition value",
    when({ StringEquals: { "a:b": "c" } }),
    when({ StringEquals: { "a:b": "C" } }),
  ],
  [
    "a key in two spellings, which must both be met, and in one",
    when({ StringEquals: { "a:b": "c", "A:B": "d" } }),
    when({ StringEquals: { "a:b": "d" } }),
  ],
  [
    "the root user as a condition value",
    when({ ArnEquals: { "a:b": ROOT } }),
    when({ ArnEquals: { "a:b": "111111111111" } }),
  ],
  ["the type of a principal", trusting({ AWS: "111111111111" }), trusting({ Federated: "111111111111" })],
  [
    "everybody denied and every AWS principal denied",
    document({ ...TRUST, Effect: "Deny", Principal: "*" }),
    document({ ...TRUST, Effect: "Deny" }),
  ],
  [
    "Principal and NotPrincipal",
    document({ Principal: { AWS: "1" } }),
    document({ NotPrincipal: { AWS: "1" } }),
  ],
  ["another Sid", document(ALLOW), document({ ...ALLOW, Sid: "T" })],
  ["a lost Sid", document({ ...TRUST, Sid: "S" }), document(TRUST)],
  ["a version without policy variables", document(ALLOW), { Version: "2008-10-17", Statement: ALLOW }],
])("not the same: %s", (_, a, b) => {
  expect(verdicts(a, b)).toEqual(allSay(false));
  expect(verdicts(b, a)).toEqual(allSay(false));
});
