import { excessGrants, newExcessGrants } from "../../../../access/link/excess-grants/excess-grants";
import { EVERY_AUTH_MODE, TARGETS } from "../../../../testing/links/links";
import { stackWith, statement } from "../../../../testing/tools/reviewed-stack";
import { readLink } from "../../../../tools/lib/link/read-link";

const document = (name: string) => `data.aws_iam_policy_document.${name}.statement`;
const [DATA, QUERY] = [document("data_role_redshift_data_api"), document("query_role_assume_data_role")];
const [DATA_TRUST, QUERY_TRUST] = [document("data_role_trust"), document("query_role_trust")];
const DATA_ROLE = "arn:aws:iam::222222222222:role/analytics-data";
const QUERY_ROLE = "arn:aws:iam::111111111111:role/analytics-query";
const LAMBDA_ROOT = "arn:aws:iam::111111111111:root";
const REDSHIFT = "arn:aws:redshift:ap-northeast-1:222222222222";
const EXECUTE = "redshift-data:ExecuteStatement";
const FOLLOW = "redshift-data:GetStatementResult";
const SECRET = "secretsmanager:GetSecretValue";
const OWNER = "redshift-data:statement-owner-iam-userid";
const FUNCTION = "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query";

const condition = (test: string, variable: string, ...values: string[]) => ({ test, variable, values });
const under = (...conditions: object[]) => ({ condition: conditions });
const beyond = (link: object, ...changes: [string, unknown][]) =>
  excessGrants(readLink(stackWith(link, ...changes))).map(({ role, what }) => `${role}: ${what}`);
const trusting = (type: string, identifier: string, ...conditions: object[]) => [
  {
    sid: "T",
    effect: "Allow",
    actions: ["sts:AssumeRole"],
    principals: [{ type, identifiers: [identifier] }],
    condition: conditions,
  },
];

describe.each(EVERY_AUTH_MODE)("a link of mode %s is made of nothing else", (mode) => {
  it.each([
    [{ externalId: "analytics-link-2026" }],
    [{ mode: "account", mutual: true }],
    [{ bindToFunction: false }],
  ])("with trust %j", (trust) => {
    expect(beyond({ target: TARGETS[mode], trust })).toEqual([]);
  });
});

test.each<[string, object]>([
  ["iam:AttachRolePolicy on *", statement("S", ["iam:AttachRolePolicy"], ["*"])],
  ["s3:GetObject on *", statement("S", ["s3:GetObject"], ["*"])],
  [
    `redshift:GetClusterCredentials on ${REDSHIFT}:dbuser:warehouse/etl*`,
    statement("S", ["redshift:GetClusterCredentials"], [`${REDSHIFT}:dbuser:warehouse/etl*`]),
  ],
  [`${EXECUTE} on ${REDSHIFT}:cluster:prod*`, statement("S", [EXECUTE], [`${REDSHIFT}:cluster:prod*`])],
  [
    `${SECRET} on arn:x:secret:prod`,
    statement(
      "S",
      [SECRET],
      ["arn:x:secret:prod"],
      under(condition("IpAddress", "aws:SourceIp", "0.0.0.0/0")),
    ),
  ],
  [`${FOLLOW} on *`, statement("S", [FOLLOW], ["*"], under(condition("StringLike", OWNER, "*:etl*")))],
  [
    `${FOLLOW} on *`,
    statement("S", [FOLLOW], ["*"], under(condition("StringEqualsIfExists", OWNER, "&{aws:userid}"))),
  ],
  [
    `${FOLLOW} on *`,
    statement("S", [FOLLOW], ["*"], under(condition("StringEquals", OWNER, "&{aws:userid}", "AROAX:y"))),
  ],
  [`${FOLLOW} on *`, statement("S", [FOLLOW], ["*"])],
  ["redshift-data:* on *", statement("S", ["redshift-data:*"], ["*"])],
  [
    "iam:PassRole on *",
    statement("S", ["iam:PassRole"], ["*"], under(condition("Bool", "aws:SecureTransport", "true"))),
  ],
])("the data role: %s", (request, added) => {
  expect(beyond({}, [DATA, [added]])).toEqual([
    `data: statement S of redshift-data-api lets the data role ${request}`,
  ]);
});

test.each([
  ["any service", []],
  ["another service", [condition("StringEquals", "kms:ViaService", "s3.ap-northeast-1.amazonaws.com")]],
])("the secret's key through %s", (_, conditions) => {
  const key = "arn:aws:kms:ap-northeast-1:222222222222:key/11111111-2222-3333-4444-555555555555";
  const decrypt = statement("S", ["kms:Decrypt"], [key], under(...conditions));
  expect(beyond({ target: TARGETS["cluster-secret"] }, [DATA, [decrypt]])).toEqual([
    `data: statement S of redshift-data-api lets the data role kms:Decrypt on ${key}`,
  ]);
});

test("elements that say everything but something", () => {
  const all = { sid: "S", effect: "Allow", not_actions: ["s3:GetObject"], not_resources: ["arn:x"] };
  expect(beyond({}, [DATA, [all]])).toEqual([
    "data: statement S of redshift-data-api has NotAction",
    "data: statement S of redshift-data-api has NotResource",
  ]);
});

test.each<[string, object]>([
  ["lambda:UpdateFunctionCode on *", statement("S", ["lambda:UpdateFunctionCode"], ["*"])],
  [
    "sts:AssumeRole on arn:aws:iam::333333333333:role/evil",
    statement("S", ["sts:AssumeRole"], ["arn:aws:iam::333333333333:role/evil"]),
  ],
  [
    `sts:AssumeRole on ${DATA_ROLE}`,
    statement(
      "S",
      ["sts:AssumeRole"],
      [DATA_ROLE],
      under(condition("ArnLike", "lambda:SourceFunctionArn", `${FUNCTION}*`)),
    ),
  ],
  ["logs:PutLogEvents on arn:aws:logs:*:*:*", statement("S", ["logs:PutLogEvents"], ["arn:aws:logs:*:*:*"])],
])("the query role: %s", (request, added) => {
  expect(beyond({}, [QUERY, [added]])).toEqual([
    `query: statement S of assume-data-role lets the query role ${request}`,
  ]);
});

const PRINCIPAL = "aws:PrincipalArn";
const ID = condition("StringEquals", "sts:ExternalId", "analytics-link-2026");
test.each<[string, string, object[]]>([
  ["AWS", "arn:aws:iam::222222222222:user/mallory", []],
  ["AWS", "arn:aws:iam::333333333333:user/u", [ID]],
  ["AWS", "*", []],
  ["Federated", "arn:aws:iam::222222222222:oidc-provider/evil", []],
  ["Service", "ec2.amazonaws.com", []],
  ["AWS", LAMBDA_ROOT, [condition("StringEquals", "aws:PrincipalTag/a", "b")]],
  ["AWS", LAMBDA_ROOT, [condition("ArnLike", PRINCIPAL, "arn:aws:iam::111111111111:role/Admin*")]],
  ["AWS", LAMBDA_ROOT, [condition("ArnEquals", PRINCIPAL, QUERY_ROLE, DATA_ROLE)]],
  ["AWS", LAMBDA_ROOT, [condition("ArnEqualsIfExists", PRINCIPAL, QUERY_ROLE)]],
])("the data role trusts %s %s under %j", (type, principal, conditions) => {
  expect(beyond({}, [DATA_TRUST, trusting(type, principal, ...conditions)])).toEqual([
    `data: statement T of trust policy lets ${type} principal ${principal} assume the data role`,
  ]);
});

test("the query role trusts somebody else", () => {
  expect(beyond({}, [QUERY_TRUST, trusting("Federated", "cognito-identity.amazonaws.com")])).toEqual([
    "query: statement T of trust policy lets Federated principal cognito-identity.amazonaws.com assume the query role",
  ]);
});

test.each([
  condition("StringLike", "sts:ExternalId", "analytics-*"),
  condition("StringEquals", "sts:ExternalId", "analytics-link-2026", "another-id"),
])("an external id loosened by %j, which no answer shows", (loose) => {
  const found = beyond({}, [DATA_TRUST, trusting("AWS", QUERY_ROLE, loose)]);
  expect(found).toEqual(["data: statement T of trust policy takes more than one external id"]);
});

test("another single external id lets nobody else in", () => {
  const other = condition("StringEquals", "sts:ExternalId", "another-id");
  expect(beyond({}, [DATA_TRUST, trusting("AWS", QUERY_ROLE, other)])).toEqual([]);
});

test("another action of trust", () => {
  const [trust] = trusting("AWS", QUERY_ROLE, ID);
  expect(beyond({}, [DATA_TRUST, [{ ...trust, actions: ["sts:AssumeRole", "sts:TagSession"] }]])).toEqual([
    "data: statement T of trust policy allows sts:TagSession on the data role",
  ]);
});

test("an id that IAM left for a dead principal lets nobody in", () => {
  expect(beyond({}, [DATA_TRUST, trusting("AWS", "AROAEXAMPLE0000000001", ID)])).toEqual([]);
});

test("a Deny is no grant", () => {
  expect(beyond({}, [DATA, [{ ...statement("S", ["iam:*"], ["*"]), effect: "Deny" }]])).toEqual([]);
});

test.each(["dynamic", "source_policy_documents", "override_policy_documents"])(
  "a document with %s is not read as if it had none",
  (argument) => {
    const path = `data.aws_iam_policy_document.data_role_redshift_data_api.${argument}`;
    expect(() => beyond({}, [path, {}])).toThrow(`${argument} is an argument that adds statements`);
  },
);

test("a statement with dynamic parts is not read as if it had none", () => {
  expect(() => beyond({}, [`${DATA}.0.dynamic`, {}])).toThrow("an argument that adds statements");
});

describe("new beyond the link", () => {
  const link = (...changes: [string, unknown][]) => readLink(stackWith({}, ...changes));
  const more = (...actions: string[]): [string, unknown] => [
    `${DATA}.3`,
    statement("More", actions, ["arn:aws:s3:::b"]),
  ];

  test("is what was added, not what was there", () => {
    expect(newExcessGrants(link(more("s3:GetObject")), link(more("s3:GetObject", "s3:PutObject")))).toEqual([
      "statement More of redshift-data-api lets the data role s3:PutObject on arn:aws:s3:::b",
    ]);
  });

  test("is no statement that the function ceased to need", () => {
    const other = "resource.aws_lambda_function.query_function.environment.variables.DB_USER";
    expect(newExcessGrants(link(), link([other, "nobody"]))).toEqual([]);
  });

  test("is nothing that the new target needs", () => {
    const [was, is] = [link(), readLink(stackWith({ target: TARGETS["cluster-secret"] }))];
    expect(newExcessGrants(was, is)).toEqual([]);
  });
});
