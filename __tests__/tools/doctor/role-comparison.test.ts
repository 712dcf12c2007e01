import { DECLARED, STORED_DATA_ROLE, STORED_QUERY_ROLE } from "../../../testing/tools/doctor-facts";
import { deadPrincipals, roleCorrections } from "../../../tools/doctor/judge/role-comparison";

const { queryRole, dataRole } = DECLARED.access;
const PLACE = { accountId: "222222222222", account: "redshift account", role: "analytics-data" };
const [ONE, TWO] = ["arn:aws:iam::aws:policy/One", "arn:aws:iam::aws:policy/Two"] as const;

it("a role as declared has no lines to change", () => {
  expect(roleCorrections("query role", queryRole, STORED_QUERY_ROLE)).toEqual([]);
  expect(roleCorrections("data role", dataRole, STORED_DATA_ROLE)).toEqual([]);
});

it.each([
  ["attached policies", { managedPolicyArns: [ONE] }, { managedPolicyArns: [TWO] }],
  ["permissions boundary", { boundaryArn: ONE }, { boundaryArn: TWO }],
])("%s: one too many and one too few", (policy, is, shouldBe) => {
  const [live, declared] = [
    { ...STORED_DATA_ROLE, ...is },
    { ...dataRole, ...shouldBe },
  ];
  expect(roleCorrections("data role", declared, live)).toEqual([
    { ...PLACE, policy, is: ONE },
    { ...PLACE, policy, shouldBe: TWO },
  ]);
});

it("trust, and inline policies by name: what is too much, and what is missing", () => {
  const statement = { Sid: "Any", Effect: "Allow", Action: "s3:*", Resource: "*" };
  const whole = '{ "Sid": "Any", "Action": "s3:*", "Effect": "Allow", "Resource": "*" }';
  const document = { Statement: [statement] };
  const live = { ...STORED_DATA_ROLE, trust: document, inlinePolicies: [{ name: "mine", document }] };
  const declared = { ...dataRole, trust: {}, inlinePolicies: [{ name: "ours", document }] };
  expect(roleCorrections("data role", declared, live)).toEqual([
    { ...PLACE, policy: "trust policy", statement: "Any", is: whole },
    { ...PLACE, policy: "inline policy ours", statement: "Any", shouldBe: whole },
    { ...PLACE, policy: "inline policy mine", statement: "Any", is: whole },
  ]);
});

it("the place: each side's account, and the role with its path as the console shows it", () => {
  const bounded = { ...queryRole, path: "/teams/data/", boundaryArn: ONE };
  expect(roleCorrections("query role", bounded, STORED_QUERY_ROLE)).toEqual([
    {
      ...{ accountId: "111111111111", account: "lambda account", role: "teams/data/analytics-query" },
      ...{ policy: "permissions boundary", shouldBe: ONE },
    },
  ]);
});

it("dead principals: unique ids of roles and users, each once, and only where they stand now", () => {
  const line = { ...PLACE, account: "redshift account", policy: "trust policy" } as const;
  const principals =
    '"Principal": { "AWS": ["AIDA2EXAMPLE", "AROA1EXAMPLE", "arn:aws:iam::111111111111:role/AROAD"] }';
  expect(
    deadPrincipals([
      { ...line, is: principals },
      { ...line, is: '"AROA1EXAMPLE"', shouldBe: '"AROA3EXAMPLE"' },
      { ...line, policy: "inline policy i", is: '"AROA4EXAMPLE"' },
    ]),
  ).toEqual(["AIDA2EXAMPLE", "AROA1EXAMPLE"]);
});
