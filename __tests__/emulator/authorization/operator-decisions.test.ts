import { decideIdentity } from "../../../access/iam/simulator";
import { GLOBAL_CONDITION_KEYS } from "../../../emulator/authorization/global-condition-keys";
import {
  type Asked,
  answerTo,
  CALLERS,
  OWN_ACCOUNT,
  SOURCES,
} from "../../../testing/emulator/local-decisions";

const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const DENIED = "with an explicit deny in an identity-based policy";
const MISSING = "because no identity-based policy allows the redshift-data:DescribeStatement action";
const NOBODY = "${aws:PrincipalTag/none}";
const ROLE = `arn:aws:iam::${OWN_ACCOUNT}:role/links/data`;
const SEEN_ROLE = { resource: `arn:aws:iam::${OWN_ACCOUNT}:role/data`, action: "iam:GetRole" };

/** A condition, whether a role session meets it, and where AWS documents it. */
type Row = readonly [condition: object, met: boolean, source: string];

const ROWS: readonly Row[] = [
  // A variable without a value is null: equal to nothing, and unlike everything.
  [{ StringEquals: { "aws:PrincipalTag/team": NOBODY } }, false, SOURCES.variables],
  [{ StringNotEquals: { "aws:PrincipalTag/team": NOBODY } }, true, SOURCES.variables],
  [{ StringNotEquals: { "aws:PrincipalTag/team": [NOBODY, "data"] } }, false, SOURCES.variables],
  [{ StringNotEqualsIgnoreCase: { "aws:PrincipalTag/team": `x${NOBODY}` } }, true, SOURCES.variables],
  [{ StringNotLike: { "aws:PrincipalTag/team": `${NOBODY}*` } }, true, SOURCES.variables],
  [{ StringNotLikeIfExists: { "aws:PrincipalTag/team": NOBODY } }, true, SOURCES.variables],
  [{ "ForAllValues:StringNotEquals": { "aws:PrincipalTag/team": NOBODY } }, true, SOURCES.variables],
  [{ "ForAnyValue:StringNotLike": { "aws:PrincipalTag/team": NOBODY } }, true, SOURCES.variables],
  [{ ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::*:role/${NOBODY}` } }, true, SOURCES.variables],
  [{ ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/${NOBODY}` } }, true, SOURCES.variables],
  [{ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/${NOBODY}*` } }, false, SOURCES.variables],
  [{ StringEquals: { "aws:PrincipalTag/team": "${AWS:principaltag/TEAM}" } }, true, SOURCES.variables],
  [{ StringNotEquals: { "aws:PrincipalTag/team": "${aws:principaltag/team}" } }, false, SOURCES.variables],
  [
    { StringNotEquals: { "aws:PrincipalTag/team": "${aws:PrincipalTag/none, 'data'}" } },
    false,
    SOURCES.variables,
  ],
  // Dates: seconds since 1970, parts of dates, zones.
  [{ DateGreaterThan: { "aws:CurrentTime": "4102444800" } }, false, SOURCES.operators],
  [{ DateLessThan: { "aws:CurrentTime": "4102444800" } }, true, SOURCES.operators],
  [{ DateGreaterThan: { "aws:CurrentTime": 1577836800 } }, true, SOURCES.operators],
  [{ DateLessThan: { "aws:TokenIssueTime": ["1764201600", "1795773601"] } }, true, SOURCES.operators],
  [{ DateLessThan: { "aws:TokenIssueTime": "1795773599" } }, false, SOURCES.operators],
  [{ DateEquals: { "aws:TokenIssueTime": "2026-11-27T19:00:00+09:00" } }, true, SOURCES.operators],
  [{ DateEquals: { "aws:TokenIssueTime": "2026-11-27T06:30:00-0330" } }, true, SOURCES.operators],
  [{ DateEquals: { "aws:TokenIssueTime": "2026-11-27T10:00" } }, true, SOURCES.operators],
  [{ DateEquals: { "aws:TokenIssueTime": "2026-11-27T10" } }, true, SOURCES.operators],
  [{ DateEquals: { "aws:TokenIssueTime": "2026-11-27t10:00:00z" } }, true, SOURCES.operators],
  [{ DateGreaterThan: { "aws:EpochTime": "2020-01-01T00:00:00Z" } }, true, SOURCES.keys],
  [{ DateLessThan: { "aws:EpochTime": "2020-01-01T00:00:00Z" } }, false, SOURCES.keys],
  [{ DateGreaterThan: { "aws:EpochTime": "1577836800" } }, true, SOURCES.keys],
  [{ DateLessThanIfExists: { "aws:epochtime": "2099-01-01" } }, true, SOURCES.keys],
  // Addresses.
  [{ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, true, SOURCES.operators],
  [{ NotIpAddress: { "aws:SourceIp": ["0.0.0.0/0", "::/0"] } }, false, SOURCES.operators],
  [{ NotIpAddress: { "aws:SourceIp": "::/0" } }, true, SOURCES.operators],
  [{ NotIpAddress: { "aws:SourceIp": "2001:db8::1" } }, true, SOURCES.operators],
  [{ IpAddress: { "aws:SourceIp": "127.0.0.1" } }, true, SOURCES.operators],
  [{ NotIpAddressIfExists: { "aws:SourceIp": "127.0.0.1" } }, false, SOURCES.operators],
];

test.each(ROWS)("the condition %j is met: %s (%s)", async (Condition, met) => {
  const allowing = answerTo({ statements: [{ ...ALL, Condition }] });
  const denying = answerTo({ statements: [ALL, { ...ALL, Effect: "Deny", Condition }] });
  expect([await allowing, await denying]).toEqual(met ? ["allowed", DENIED] : [MISSING, "allowed"]);
});

const region = (name: string) => ({ Condition: { StringEquals: { "aws:RequestedRegion": name } } });

test.each<[string, Asked, string, string]>([
  [
    "a resource with a variable that has no value is none",
    { statements: [{ ...ALL, Resource: `arn:aws:iam::*:role/${NOBODY}*` }], request: SEEN_ROLE },
    "because no identity-based policy allows the iam:GetRole action",
    SOURCES.variables,
  ],
  [
    "and excepts nothing",
    {
      statements: [ALL, { Effect: "Deny", Action: "*", NotResource: `arn:aws:iam::*:role/d${NOBODY}*` }],
      request: SEEN_ROLE,
    },
    DENIED,
    SOURCES.variables,
  ],
  [
    "a request to IAM is one to us-east-1, whatever region its client has",
    { statements: [{ ...ALL, ...region("us-east-1") }], request: SEEN_ROLE },
    "allowed",
    SOURCES.keys,
  ],
  [
    "so that a policy for one region alone refuses it",
    { statements: [{ ...ALL, ...region("eu-west-1") }], request: SEEN_ROLE },
    "because no identity-based policy allows the iam:GetRole action",
    SOURCES.keys,
  ],
])("%s", async (_, asked, answer) => {
  expect(await answerTo(asked)).toBe(answer);
});

test.each([
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
])("IAM of %s is in %s", (partition, name) => {
  const inPartition = (arn: string) => arn.replace("arn:aws:", `arn:${partition}:`);
  const caller = { ...CALLERS.user, arn: inPartition(CALLERS.user.arn) };
  const requested = GLOBAL_CONDITION_KEYS.find(({ key }) => key === "aws:RequestedRegion");
  const principal = { caller, rights: { principalArn: caller.arn, tags: {} } };
  const facts = { principal, action: "iam:GetRole", resourceAccountId: OWN_ACCOUNT, now: new Date() };
  expect(requested?.value(facts)).toBe(name);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html, "Using variables in policies".
test("before 2012-10-17 a variable is plain text", async () => {
  const allowedBy = async (Version: string | undefined, statement: object) => {
    const document = { ...(Version === undefined ? {} : { Version }), Statement: { ...ALL, ...statement } };
    const { allowed } = await decideIdentity({
      ...{ principalArn: ROLE, action: "iam:GetRole", resource: ROLE, resourceAccountId: OWN_ACCOUNT },
      policies: { identity: [{ name: "inline", document }] },
      context: { "aws:PrincipalTag/team": "data" },
    });
    return allowed;
  };
  const statements = [
    { Resource: "arn:aws:iam::*:role/links/${aws:PrincipalTag/team}" },
    { Condition: { StringEquals: { "aws:PrincipalTag/team": "${aws:PrincipalTag/team}" } } },
    { Condition: { StringNotEquals: { "aws:PrincipalTag/team": "${aws:PrincipalTag/team}" } } },
  ];
  const answers = (version?: string) =>
    Promise.all(statements.map((statement) => allowedBy(version, statement)));
  expect(await answers("2012-10-17")).toEqual([true, true, false]);
  expect(await answers("2008-10-17")).toEqual([false, false, true]);
  expect(await answers()).toEqual([false, false, true]);
});
