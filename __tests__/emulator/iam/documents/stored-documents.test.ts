import { decideAssumeRole, decideIdentity } from "../../../../access/iam/simulator";
import { evaluatedDocument } from "../../../../emulator/iam/documents/evaluated-document";
import { checkIdentityDocument } from "../../../../emulator/iam/documents/identity-document";
import { carriedDocument, carriedText, carrierOf } from "../../../../emulator/iam/documents/kept-document";
import { checkTrustDocument, parsedTrust } from "../../../../emulator/iam/documents/trust-document";
import { createChance } from "../../../../testing/run-query/fuzzing/chance";

const ACCOUNT = "111111111111";
const BUCKET = "arn:aws:s3:::bucket";

/** Whether a policy of this document allows `s3:ListBucket` on the bucket. */
async function allows(document: unknown, context: Record<string, string> = {}): Promise<boolean> {
  const { allowed } = await decideIdentity({
    principalArn: `arn:aws:iam::${ACCOUNT}:role/reader`,
    policies: { identity: [{ name: "stored", document: evaluatedDocument(document) }] },
    action: "s3:ListBucket",
    resource: BUCKET,
    resourceAccountId: ACCOUNT,
    context,
  });
  return allowed;
}

const of = (statement: object) => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:ListBucket", Resource: BUCKET, ...statement },
});
const within = (limit: unknown) => of({ Condition: { NumericLessThan: { "s3:max-keys": limit } } });

describe("what IAM takes is decided, as if it were written with texts alone", () => {
  it.each<[string, unknown, boolean]>([
    ["a number that fits", within(100), true],
    ["a number that does not", within(5), false],
    ["one number of several", within([5, 100]), true],
    ["an operator without keys, whatever its name", of({ Condition: { x: {} } }), true],
    ["an empty place among actions", of({ Action: [null, "s3:*"] }), true],
    ["an action that no service has", of({ Action: ["iam: asdf safdsf af", "s3.s:ListBucket"] }), false],
    ["every action of every service", of({ Action: "*:*" }), true],
    ["all actions but every action of every service", of({ Action: undefined, NotAction: "*:*" }), false],
    ["all actions but one that no service has", of({ Action: undefined, NotAction: "iam: asdf" }), true],
    ["all actions but this one", of({ Action: undefined, NotAction: ["s3:ListBucket"] }), false],
  ])("%s", async (_, document, expected) => {
    expect(await allows(JSON.parse(JSON.stringify(document)), { "s3:max-keys": "10" })).toBe(expected);
  });

  it("in the same words", () => {
    const conditions = (document: unknown) => Object(evaluatedDocument(document)).Statement[0].Condition;
    expect(conditions(within([5, 100]))).toEqual({ NumericLessThan: { "s3:max-keys": ["5", "100"] } });
    expect(conditions(of({ Condition: { Bool: { a: true }, x: {} } }))).toEqual({ Bool: { a: "true" } });
    const others = evaluatedDocument(of({ Action: undefined, NotAction: "iam: asdf" }));
    expect(Object(others).Statement[0]).toEqual({ Effect: "Allow", Action: ["*"], Resource: [BUCKET] });
  });

  it("a boolean", async () => {
    const document = of({ Condition: { Bool: { "aws:SecureTransport": true } } });
    expect(await allows(document, { "aws:SecureTransport": "true" })).toBe(true);
    expect(await allows(document, { "aws:SecureTransport": "false" })).toBe(false);
  });
});

it("decides every document that IAM would take, however odd", async () => {
  const chance = createChance(14);
  const texts = [
    "",
    "*",
    "s3:*",
    "s3:List*",
    "iam: x",
    "a.b:c",
    "x",
    BUCKET,
    "arn:aws:x",
    "arn:aws:iam::1:role/*",
  ];
  const scalars = ["x", 5, 0.5, true, null, "2017", []];
  const operators = [
    "StringEquals",
    "DateLessThan",
    "x",
    "ForAnyValue:StringLikeIfExists",
    "Null",
    "IpAddress",
  ];
  const some = <T>(from: readonly T[]) =>
    chance.happens(0.5) ? chance.of(...from) : [chance.of(...from), chance.of(...from)];
  let taken = 0;
  for (let trial = 0; trial < 3000; trial++) {
    const statement = {
      Effect: chance.of("Allow", "Deny"),
      [chance.of("Action", "NotAction")]: some(texts),
      [chance.of("Resource", "NotResource")]: some(texts),
      ...(chance.happens(0.5)
        ? {
            Condition: {
              [chance.of(...operators)]: chance.happens(0.5) ? {} : { "aws:userid": some(scalars) },
            },
          }
        : {}),
    };
    const document = { Version: "2012-10-17", Statement: chance.happens(0.5) ? statement : [statement] };
    try {
      checkIdentityDocument(JSON.stringify(document), "managed", "aws");
    } catch {
      continue;
    }
    taken += 1;
    await allows(document, { "aws:userid": "AIDA" });
  }
  expect(taken).toBeGreaterThan(100);
});

it("decides every trust policy that IAM would take, however odd", async () => {
  const chance = createChance(15);
  const principals = [
    ...["*", { AWS: "*" }, { AWS: [ACCOUNT, "AROAX"] }, { Service: ["lambda.amazonaws.com", null] }, {}],
    ...[{ AWS: `arn:aws:iam::${ACCOUNT}:root`, Federated: "www.amazon.com" }, { AWS: [] }, { aws: "*" }],
  ];
  const actions = ["sts:AssumeRole", "sts:*", "STS:assumerole", "sts:Assume?ole", "sts:Foo", "*"];
  const blocks = [
    { x: {} },
    { NumericLessThan: { a: [5, "x"] } },
    { Bool: { a: true } },
    { Null: { a: false } },
  ];
  let taken = 0;
  for (let trial = 0; trial < 1000; trial++) {
    const trust = {
      ...(chance.happens(0.5) ? { Version: chance.of("2008-10-17", "2012-10-17") } : {}),
      Statement: {
        Effect: chance.of("Allow", "Deny"),
        Principal: chance.of(...principals),
        [chance.of("Action", "NotAction")]: chance.of<unknown>(chance.of(...actions), [
          chance.of(...actions),
          null,
        ]),
        ...(chance.happens(0.5) ? { Condition: chance.of(...blocks) } : {}),
      },
    };
    try {
      await checkTrustDocument(parsedTrust(JSON.stringify(trust)), "aws");
    } catch {
      continue;
    }
    taken += 1;
    await decideAssumeRole({
      caller: { arn: `arn:aws:iam::${ACCOUNT}:role/reader`, accountId: ACCOUNT, policies: { identity: [] } },
      role: { arn: `arn:aws:iam::${ACCOUNT}:role/r`, accountId: ACCOUNT, trust: evaluatedDocument(trust) },
      context: {},
    });
  }
  expect(taken).toBeGreaterThan(300);
});

describe("a document that moto refuses", () => {
  const text = '{ "Statement": {"Effect":"Allow","Action":"s3:*","Resource":"*"} }';

  it("is carried by one that moto takes, and comes back as it was sent", () => {
    for (const kind of ["identity", "trust"] as const) {
      const carrier = carrierOf(text, kind);
      expect(carriedText(carrier)).toBe(text);
      expect(carriedDocument(JSON.parse(carrier))).toEqual(JSON.parse(text));
    }
    expect("Resource" in JSON.parse(carrierOf(text, "trust")).Statement[0]).toBe(false);
    expect("Resource" in JSON.parse(carrierOf(text, "identity")).Statement[0]).toBe(true);
  });

  it("is not mistaken for another: what carries nothing stays", () => {
    const mentions = '{"Version":"2012-10-17","Id":"x emulator-carries:","Statement":[]}';
    expect(carriedText(mentions)).toBe(mentions);
    expect(carriedText(text)).toBe(text);
    expect(carriedDocument(JSON.parse(mentions))).toEqual(JSON.parse(mentions));
  });
});
