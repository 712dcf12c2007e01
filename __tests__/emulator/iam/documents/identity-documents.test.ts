import { checkIdentityDocument } from "../../../../emulator/iam/documents/identity-document";

/** Texts that moto's authors recorded on AWS. */
const RECORDED = "https://github.com/getmoto/moto/blob/5.2.1/tests/test_iam/test_iam_policies.py";
const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const PRINCIPAL = "https://github.com/hashicorp/terraform-provider-aws/issues/10419";
const SID = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html";
const OPERATORS =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";
const VERSION = "https://github.com/databricks/terraform-provider-databricks/issues/688";
const ARNS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";
const MANAGED_VERSION = "https://github.com/Bayer-Group/cloudformation-template-generator/pull/90";

const BUCKET = "arn:aws:s3:::example_bucket";
const ALLOW = { Effect: "Allow", Action: "s3:ListBucket", Resource: BUCKET };
const of = (...statements: unknown[]) => ({ Version: "2012-10-17", Statement: statements });
const when = (Condition: unknown) => of({ ...ALLOW, Condition });
const on = (Resource: unknown) => of({ ...ALLOW, Resource });
const doing = (Action: unknown) => of({ ...ALLOW, Action });

const SYNTAX = "Syntax errors in policy.";
const LEGACY = "The policy failed legacy parsing";
const NO_ACTIONS = "Policy statement must contain actions.";
const NO_RESOURCES = "Policy statement must contain resources.";
const NO_VENDOR = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
const ONE_COLON = "Actions/Condition can contain only one colon.";
const OLD = "Policy document must be version 2012-10-17 or greater.";
const IAM_PATH =
  'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.';

type Row = readonly [what: string, document: unknown, answer: string, source: string];

const REFUSED: readonly Row[] = [
  ["no JSON", "this is no document", SYNTAX, RECORDED],
  ["a list", [of(ALLOW)], SYNTAX, GRAMMAR],
  ["an unknown version", { ...of(ALLOW), Version: "2013-10-17" }, SYNTAX, RECORDED],
  ["an old version", { ...of(ALLOW), Version: "2008-10-17" }, OLD, RECORDED],
  ["no version", { Statement: ALLOW }, OLD, VERSION],
  ["no version and an effect in another case", { Statement: { ...ALLOW, Effect: "denY" } }, OLD, RECORDED],
  ["no statement", { Version: "2012-10-17" }, SYNTAX, RECORDED],
  ["no statement in the list", of(), SYNTAX, RECORDED],
  ["a text as statement", of("afd"), SYNTAX, RECORDED],
  ["an unknown element", { ...of(ALLOW), Extra: "value" }, SYNTAX, RECORDED],
  ["an unknown element in a statement", of({ ...ALLOW, Extra: "value" }), SYNTAX, RECORDED],
  ["a list as id", { ...of(ALLOW), Id: ["a"] }, SYNTAX, RECORDED],
  ["an object as id", { ...of(ALLOW), Id: {} }, SYNTAX, RECORDED],
  ["an unknown effect", of({ ...ALLOW, Effect: "invalid" }), SYNTAX, RECORDED],
  ["an effect in another case", of({ ...ALLOW, Effect: "denY" }), LEGACY, RECORDED],
  ["no effect", of({ Action: "s3:ListBucket", Resource: BUCKET }), SYNTAX, RECORDED],
  [
    "a principal",
    of({ ...ALLOW, Principal: "*" }),
    "Policy document should not specify a principal.",
    PRINCIPAL,
  ],
  [
    "who is no principal",
    of({ ...ALLOW, NotPrincipal: { AWS: "111111111111" } }),
    "Policy document should not specify a principal.",
    PRINCIPAL,
  ],
  ["no action", of({ Effect: "Allow", Resource: BUCKET }), NO_ACTIONS, RECORDED],
  ["no action in the list", doing([]), NO_ACTIONS, RECORDED],
  ["no action in one of two", of({ Effect: "Deny" }, ALLOW), NO_ACTIONS, RECORDED],
  ["an object as action", doing({}), SYNTAX, RECORDED],
  ["a list of lists as action", doing([[]]), SYNTAX, RECORDED],
  ["a number as action", doing(5), SYNTAX, GRAMMAR],
  ["both action elements", of({ ...ALLOW, NotAction: "s3:*" }), SYNTAX, RECORDED],
  ["an action without a service", doing("invalid"), NO_VENDOR, RECORDED],
  ["an empty action", of({ Effect: "Allow", NotAction: "", Resource: BUCKET }), NO_VENDOR, RECORDED],
  ["an action with two colons", doing("s3:List:Bucket"), ONE_COLON, RECORDED],
  ["the second of two actions with two colons", doing(["s3:Get*", "s:3s:ListBucket"]), ONE_COLON, RECORDED],
  ["a service with a space", doing("a a:ListBucket"), "Vendor a a is not valid", RECORDED],
  ["no resource", of({ Effect: "Allow", Action: "s3:ListBucket" }), NO_RESOURCES, RECORDED],
  ["no resource in the list", on([]), NO_RESOURCES, RECORDED],
  ["an object as resource", on({ a: BUCKET }), SYNTAX, RECORDED],
  ["an object in the list of resources", on(["adfdf", {}]), SYNTAX, RECORDED],
  ["both resource elements", of({ ...ALLOW, NotResource: "*" }), SYNTAX, RECORDED],
  ["a resource that is no ARN", on("sdfsadf"), 'Resource sdfsadf must be in ARN format or "*".', RECORDED],
  ["an empty resource", on(""), 'Resource  must be in ARN format or "*".', RECORDED],
  [
    "no vendor",
    on("arn:aws"),
    "Resource vendor must be fully qualified and cannot contain regexes.",
    RECORDED,
  ],
  [
    "a pattern as vendor",
    on("arn:aws:*:*:*:*"),
    "Resource vendor must be fully qualified and cannot contain regexes.",
    ARNS,
  ],
  [
    "no partition",
    on("aws:s3:::example_bucket"),
    'Partition "s3" is not valid for resource "arn:s3:::example_bucket:*".',
    RECORDED,
  ],
  [
    "a partition that is none",
    on("a:b:c:d:e:f:g:h"),
    'Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".',
    RECORDED,
  ],
  ["a partition alone", on("a:b"), 'Partition "b" is not valid for resource "arn:b:*:*:*:*".', RECORDED],
  [
    "a foreign partition",
    on("arn:aws-cn:s3:::example_bucket"),
    'Partition "aws-cn" is not valid for resource "arn:aws-cn:s3:::example_bucket".',
    ARNS,
  ],
  ["too few parts", on("arn:aws:s3::example_bucket"), LEGACY, RECORDED],
  [
    "too few parts, negated",
    of({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws::fdsasf" }),
    LEGACY,
    RECORDED,
  ],
  ["a path that IAM has not", on("arn:aws:iam:::example_bucket"), IAM_PATH, RECORDED],
  [
    "a region in an ARN of IAM",
    on("arn:aws:iam:us-east-1::role/r"),
    "IAM resource arn:aws:iam:us-east-1::role/r cannot contain region information.",
    RECORDED,
  ],
  [
    "a region in an ARN of S3",
    on("arn:aws:s3:us-east-1::example_bucket"),
    "Resource arn:aws:s3:us-east-1::example_bucket can not contain region information.",
    RECORDED,
  ],
  ["a condition that is a list", when([{ StringEquals: { a: "b" } }]), SYNTAX, RECORDED],
  ["a condition that is a text", when("a"), SYNTAX, RECORDED],
  ["an operator without keys", when({ DateGreaterThan: "b" }), SYNTAX, RECORDED],
  ["an unknown operator", when({ StringEqual: { a: "1" } }), SYNTAX, OPERATORS],
  ["an operator in another case", when({ stringequals: { a: "1" } }), SYNTAX, RECORDED],
  ["a set operator with two colons", when({ "ForAnyValue::StringEquals": { a: "1" } }), SYNTAX, RECORDED],
  ["an object as value", when({ StringEquals: { a: {} } }), SYNTAX, RECORDED],
  ["an object among values", when({ StringEquals: { a: ["b", {}] } }), SYNTAX, GRAMMAR],
  ["null as value", when({ StringEquals: { a: null } }), SYNTAX, GRAMMAR],
  ["a date that is none", when({ DateGreaterThan: { a: "sdfdsf" } }), LEGACY, RECORDED],
  ["a month that is none", when({ DateLessThanEquals: { a: "234-13" } }), LEGACY, RECORDED],
  ["a zone of one digit", when({ DateLessThan: { a: "2016-12-13t2:00:00.593194+1" } }), LEGACY, RECORDED],
  ["too many seconds", when({ DateLessThan: { a: "9223372036854775808" } }), LEGACY, RECORDED],
  ["an object as statement id", of({ ...ALLOW, Sid: {} }), SYNTAX, RECORDED],
  [
    "one statement id twice",
    of({ ...ALLOW, Sid: "sdf" }, { ...ALLOW, Sid: "sdf" }),
    "Statement IDs (SID) in a single policy must be unique.",
    RECORDED,
  ],
  [
    "a statement id with a space",
    of({ ...ALLOW, Sid: "Allow this" }),
    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    SID,
  ],
];

const TAKEN: readonly (readonly [what: string, document: unknown, source: string])[] = [
  ["a number as condition value", when({ NumericLessThan: { "aws:MultiFactorAuthAge": 3600 } }), GRAMMAR],
  ["numbers as condition values", when({ NumericEquals: { "s3:max-keys": [10, 20] } }), GRAMMAR],
  ["a boolean as condition value", when({ Bool: { "aws:SecureTransport": true } }), GRAMMAR],
  ["a number as date", when({ DateLessThan: { "aws:EpochTime": 1700000000 } }), OPERATORS],
  ["dates in part", when({ DateLessThan: { "aws:CurrentTime": ["2017", "2017-07", "01T"] } }), RECORDED],
  ["an unknown operator without keys", when({ x: {}, y: {} }), RECORDED],
  ["a key without values", when({ DateGreaterThan: { a: [] } }), RECORDED],
  ["every decoration", when({ "ForAllValues:StringNotLikeIfExists": { "aws:TagKeys": "a*" } }), OPERATORS],
  ["no partition in particular", on("arn:*:s3:::example_bucket"), RECORDED],
  ["a vendor alone", on("arn:aws:fdsasf"), RECORDED],
  ["everything of IAM", on("arn:aws:iam::111111111111:*"), ARNS],
  ["a pattern of an IAM path", on("arn:aws:iam::111111111111:r*/query"), GRAMMAR],
  [
    "a policy variable",
    on(["arn:aws:iam::*:user/${aws:username}", "arn:aws:s3:::${aws:username}"]),
    RECORDED,
  ],
  ["an access point with a region", on("arn:aws:s3:us-west-2:123456789012:accesspoint/mine"), RECORDED],
  ["an empty place among resources", on([BUCKET, null]), RECORDED],
  ["several empty statement ids", of({ ...ALLOW, Sid: "" }, { ...ALLOW, Sid: "" }), RECORDED],
  ["an action that no service has", doing("iam: asdf safdsf af "), RECORDED],
];

const refusalOf = (document: unknown, kind: "inline" | "managed" = "managed") => {
  try {
    checkIdentityDocument(typeof document === "string" ? document : JSON.stringify(document), kind, "aws");
  } catch (error) {
    return error;
  }
  return undefined;
};

it.each(REFUSED)("IAM refuses an identity policy with %s", (_, document, message) => {
  expect(refusalOf(document)).toMatchObject({ code: "MalformedPolicyDocument", message, httpStatus: 400 });
});

it.each(TAKEN)("IAM takes an identity policy with %s", (_, document) => {
  expect(refusalOf(document)).toBeUndefined();
});

it.each<[what: string, document: unknown, source: string]>([
  ["an old version", { Version: "2008-10-17", Statement: ALLOW }, MANAGED_VERSION],
  ["no version", { Statement: ALLOW }, MANAGED_VERSION],
])("IAM takes an inline policy of %s, which a managed one may not be", (_, document) => {
  expect(refusalOf(document, "inline")).toBeUndefined();
  expect(refusalOf(document)).toMatchObject({ message: OLD });
});

it("knows the partition of the account", () => {
  const document = JSON.stringify(on("arn:aws-us-gov:s3:::example_bucket"));
  expect(() => checkIdentityDocument(document, "managed", "aws-us-gov")).not.toThrow();
  expect(() => checkIdentityDocument(document, "managed", "aws")).toThrow(
    'Partition "aws-us-gov" is not valid',
  );
});
