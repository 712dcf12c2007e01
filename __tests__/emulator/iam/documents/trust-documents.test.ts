import { checkTrustDocument, parsedTrust } from "../../../../emulator/iam/documents/trust-document";

const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const PRINCIPAL =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";
const SID = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html";
/** Texts recorded on AWS by projects that answer like it. */
const VERSITY = "https://github.com/versity/versitygw/blob/main/iamapi/policy/trust_test.go";
const LOCALSTACK =
  "https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/iam/test_iam.snapshot.json";
const NO_PRINCIPALS = "https://github.com/terraform-aws-modules/terraform-aws-iam/issues/47";
const RESOURCE = "https://github.com/devopsacademyau/academy/pull/1368";
const STS_ACTIONS =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html";

const ALLOW = {
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
};
const of = (...statements: unknown[]) => ({ Version: "2012-10-17", Statement: statements });
const trusting = (Principal: unknown) => of({ ...ALLOW, Principal });
const doing = (Action: unknown) => of({ ...ALLOW, Action });
const without = (name: keyof typeof ALLOW) => {
  const { [name]: _, ...rest } = ALLOW;
  return of(rest);
};

const SYNTAX = "Syntax errors in policy.";
const ONLY_STS = "AssumeRole policy may only specify STS AssumeRole actions.";
const MISSING = "Missing required field";
const invalid = (principal: string) => `Invalid principal in policy: ${principal}`;
const NOBODY =
  "com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!";

type Row = readonly [what: string, document: unknown, answer: string, source: string];

const REFUSED: readonly Row[] = [
  ["no JSON", '{"Effect": "Allow",}', "This policy contains invalid Json", LOCALSTACK],
  ["a list", "[]", "This policy contains invalid Json", LOCALSTACK],
  [
    "an unknown version",
    { ...of(ALLOW), Version: "2012" },
    "The policy must contain a valid version string",
    VERSITY,
  ],
  ["an unknown element", { ...of(ALLOW), Comment: "x" }, "Unknown field Comment", VERSITY],
  [
    "an element in another case",
    { version: "2012-10-17", Statement: [ALLOW] },
    "Unknown field version",
    VERSITY,
  ],
  ["an unknown element in a statement", of({ ...ALLOW, Actions: "*" }), "Unknown field Actions", VERSITY],
  ["an id that is no text", { ...of(ALLOW), Id: 5 }, SYNTAX, GRAMMAR],
  ["no statement", { Version: "2012-10-17" }, "Could not parse the policy: Statement is empty!", VERSITY],
  ["no statement in the list", of(), "Could not parse the policy: Statement is empty!", VERSITY],
  ["a text as statement", of("x"), SYNTAX, GRAMMAR],
  ["no effect", without("Effect"), `${MISSING} Effect`, VERSITY],
  ["an unknown effect", of({ ...ALLOW, Effect: "Permit" }), "Invalid effect: Permit", VERSITY],
  ["an effect in another case", of({ ...ALLOW, Effect: "allow" }), "Invalid effect: allow", VERSITY],
  ["no principal", without("Principal"), `${MISSING} Principal`, VERSITY],
  ["an empty principal", trusting({}), `${MISSING} Principal cannot be empty!`, VERSITY],
  ["nobody in the list", trusting({ AWS: [] }), invalid(NOBODY), NO_PRINCIPALS],
  ["a text as principal", trusting("111111111111"), "Principal must be a JSON object.", VERSITY],
  ["a list as principal", trusting(["111111111111"]), SYNTAX, GRAMMAR],
  ["a number as principal", trusting({ AWS: 111111111111 }), SYNTAX, GRAMMAR],
  ["a type of principal that is none", trusting({ aws: "*" }), invalid('"aws"'), VERSITY],
  ["a canonical user", trusting({ CanonicalUser: "79a5" }), invalid('"CanonicalUser"'), VERSITY],
  [
    "a service that is none",
    trusting({ Service: "codepipeiine.amazonaws.com" }),
    invalid('"SERVICE":"codepipeiine.amazonaws.com"'),
    VERSITY,
  ],
  [
    "a misspelt domain",
    trusting({ Service: "lambda.amazon.com" }),
    invalid('"SERVICE":"lambda.amazon.com"'),
    VERSITY,
  ],
  ["a service by its name", trusting({ Service: "lambda" }), invalid('"SERVICE":"lambda"'), VERSITY],
  [
    "the second of two services that is none",
    trusting({ Service: ["lambda.amazonaws.com", "nope.amazonaws.com"] }),
    invalid('"SERVICE":"nope.amazonaws.com"'),
    VERSITY,
  ],
  [
    "a service of China",
    trusting({ Service: "eks.amazonaws.com.cn" }),
    invalid('"SERVICE":"eks.amazonaws.com.cn"'),
    PRINCIPAL,
  ],
  [
    "an identity provider of another partition",
    trusting({ Federated: "arn:aws-cn:iam::111111111111:oidc-provider/x" }),
    invalid('"FEDERATED":"arn:aws-cn:iam::111111111111:oidc-provider/x"'),
    PRINCIPAL,
  ],
  ["an identity provider that is none", trusting({ Federated: "x" }), invalid('"FEDERATED":"x"'), PRINCIPAL],
  [
    "everybody but somebody",
    of({ Effect: "Allow", NotPrincipal: { AWS: "*" }, Action: "sts:AssumeRole" }),
    "Allow with NotPrincipal is not allowed.",
    VERSITY,
  ],
  [
    "nobody but somebody",
    of({ Effect: "Deny", NotPrincipal: { AWS: "*" }, Action: "sts:AssumeRole" }),
    "AssumeRole policy must not contain NotPrincipal field.",
    VERSITY,
  ],
  ["no action", without("Action"), `${MISSING} Action`, VERSITY],
  ["no action in the list", doing([]), `${MISSING} Action cannot be empty!`, VERSITY],
  ["a number as action", doing(5), SYNTAX, GRAMMAR],
  ["both action elements", of({ ...ALLOW, NotAction: "sts:TagSession" }), SYNTAX, GRAMMAR],
  ["every action", doing("*"), ONLY_STS, VERSITY],
  ["an action of another service", doing("s3:GetObject"), ONLY_STS, VERSITY],
  ["one action of another service", doing(["sts:AssumeRole", "lambda:InvokeFunction"]), ONLY_STS, VERSITY],
  [
    "another service's action, negated",
    of({ ...(without("Action").Statement[0] as object), NotAction: "s3:*" }),
    ONLY_STS,
    VERSITY,
  ],
  ["an action without its service", doing("AssumeRole"), ONLY_STS, VERSITY],
  ["a resource", of({ ...ALLOW, Resource: "*" }), "Has prohibited field Resource", RESOURCE],
  [
    "what is no resource",
    of({ ...ALLOW, NotResource: "*" }),
    "AssumeRole policy must not contain resources.",
    VERSITY,
  ],
  ["a condition that is a list", of({ ...ALLOW, Condition: [] }), SYNTAX, GRAMMAR],
  [
    "an unknown operator",
    of({ ...ALLOW, Condition: { StringEqual: { "sts:ExternalId": "x" } } }),
    "Invalid Condition type : StringEqual",
    GRAMMAR,
  ],
  [
    "one statement id twice",
    of({ ...ALLOW, Sid: "a" }, { ...ALLOW, Sid: "a" }),
    "The Statement Ids in the policy are not unique",
    VERSITY,
  ],
  [
    "a statement id with a space",
    of({ ...ALLOW, Sid: "a b" }),
    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    SID,
  ],
  ["a list as statement id", of({ ...ALLOW, Sid: [] }), SYNTAX, GRAMMAR],
];

const TAKEN: readonly (readonly [what: string, document: unknown, source: string])[] = [
  ["the version before", { ...of(ALLOW), Version: "2008-10-17" }, GRAMMAR],
  ["no version", { Statement: ALLOW }, GRAMMAR],
  ["anyone", trusting("*"), PRINCIPAL],
  ["any account", trusting({ AWS: "*" }), PRINCIPAL],
  ["tasks of ECS", trusting({ Service: "ecs-tasks.amazonaws.com" }), PRINCIPAL],
  ["a service within a service", trusting({ Service: "delivery.logs.amazonaws.com" }), PRINCIPAL],
  ["a service of a region", trusting({ Service: "logs.eu-central-1.amazonaws.com" }), PRINCIPAL],
  ["Cognito", trusting({ Federated: "cognito-identity.amazonaws.com" }), PRINCIPAL],
  [
    "GitHub",
    trusting({ Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }),
    PRINCIPAL,
  ],
  ["SAML", trusting({ Federated: "arn:aws:iam::111111111111:saml-provider/corporate" }), PRINCIPAL],
  ["tagging of sessions", doing(["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]), STS_ACTIONS],
  ["a pattern of STS's actions", doing("sts:AssumeRole*"), STS_ACTIONS],
  ["numbers as condition values", of({ ...ALLOW, Condition: { NumericLessThan: { a: [1, 2] } } }), GRAMMAR],
  ["an empty statement id", of({ ...ALLOW, Sid: "" }, { ...ALLOW, Sid: "" }), SID],
];

const refusalOf = async (document: unknown) => {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  try {
    await checkTrustDocument(parsedTrust(text), "aws");
  } catch (error) {
    return error;
  }
  return undefined;
};

it.each(REFUSED)("IAM refuses a trust policy with %s", async (_, document, message) => {
  expect(await refusalOf(document)).toMatchObject({
    code: "MalformedPolicyDocument",
    message,
    httpStatus: 400,
  });
});

it.each(TAKEN)("IAM takes a trust policy with %s", async (_, document) => {
  expect(await refusalOf(document)).toBeUndefined();
});

it("takes China's services in China", async () => {
  const document = trusting({ Service: ["ec2.amazonaws.com.cn", "lambda.amazonaws.com"] });
  await expect(checkTrustDocument(document, "aws-cn")).resolves.toBeUndefined();
});
