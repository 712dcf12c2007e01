import { decideIdentity } from "../../../../access/iam/simulator";
import { evaluatedDocument } from "../../../../emulator/iam/documents/evaluated-document";
import { checkIdentityDocument } from "../../../../emulator/iam/documents/identity-document";
import { carriedDocument, carriedText, carrierOf } from "../../../../emulator/iam/documents/kept-document";
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
    ["all actions but one that no service has", of({ Action: undefined, NotAction: "iam: asdf" }), true],
    ["all actions but this one", of({ Action: undefined, NotAction: ["s3:ListBucket"] }), false],
  ])("%s", async (_, document, expected) => {
    expect(await allows(JSON.parse(JSON.stringify(document)), { "s3:max-keys": "10" })).toBe(expected);
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
