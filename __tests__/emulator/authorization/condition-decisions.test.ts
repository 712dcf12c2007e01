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
const VIA = { calledVia: ["redshift-data.amazonaws.com"] };
const REGION_GUARD = {
  ...{ Effect: "Deny", NotAction: ["iam:*", "sts:*"], Resource: "*" },
  Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } },
};
const REVOKED = (before: string) => ({ DateLessThan: { "aws:TokenIssueTime": before } });
const GET_CREDENTIALS = {
  action: "redshift:GetClusterCredentialsWithIAM",
  resource: `arn:aws:redshift:eu-west-1:${OWN_ACCOUNT}:dbname:warehouse/dev`,
};
const SEEN_ROLE = { resource: `arn:aws:iam::${OWN_ACCOUNT}:role/other`, action: "iam:GetRole" };
const elsewhere = { ...CALLERS.role, request: { region: "us-east-2", sourceIp: "127.0.0.1" } };

type Who = keyof typeof CALLERS;

/** A condition, who asks, whether it is met there, and where AWS documents it. */
type Row = [condition: object, who: Who, met: boolean, source: string, request?: Asked["request"]];

const ROWS: readonly Row[] = [
  [{ StringEquals: { "aws:RequestedRegion": "eu-west-1" } }, "role", true, SOURCES.keys],
  [{ StringEquals: { "aws:RequestedRegion": "us-east-1" } }, "role", false, SOURCES.keys],
  [{ Null: { "aws:RequestedRegion": "true" } }, "role", false, SOURCES.keys, VIA],
  // A revoked session: issued before the time of the policy that the console writes.
  [REVOKED("2026-11-27T10:00:01Z"), "role", true, SOURCES.revoke],
  [REVOKED("2026-11-27T09:59:59Z"), "role", false, SOURCES.revoke],
  [REVOKED("2099-01-01T00:00:00Z"), "user", false, SOURCES.revoke],
  [REVOKED("2026-11-27T10:00:01.500Z"), "function", true, SOURCES.revoke],
  [
    { DateLessThanIfExists: { "aws:TokenIssueTime": "2000-01-01T00:00:00Z" } },
    "user",
    true,
    SOURCES.operators,
  ],
  [
    { DateLessThanIfExists: { "aws:TokenIssueTime": "2000-01-01T00:00:00Z" } },
    "role",
    false,
    SOURCES.operators,
  ],
  [{ Null: { "aws:TokenIssueTime": "false" } }, "user session", true, SOURCES.operators],
  [{ Null: { "aws:TokenIssueTime": "true" } }, "user", true, SOURCES.operators],
  [{ Bool: { "aws:MultiFactorAuthPresent": "false" } }, "role", true, SOURCES.keys],
  [{ Bool: { "aws:MultiFactorAuthPresent": "true" } }, "role", false, SOURCES.keys],
  [{ Bool: { "aws:MultiFactorAuthPresent": "false" } }, "user", false, SOURCES.keys],
  [{ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }, "user", true, SOURCES.keys],
  [{ Null: { "aws:MultiFactorAuthPresent": "true" } }, "user", true, SOURCES.keys],
  [{ NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }, "role", false, SOURCES.keys],
  [{ Null: { "aws:MultiFactorAuthAge": "true" } }, "user session", true, SOURCES.keys],
  [{ Bool: { "aws:ViaAWSService": "false" } }, "role", true, SOURCES.keys],
  [{ Bool: { "aws:ViaAWSService": "true" } }, "role", true, SOURCES.forwarded, VIA],
  [{ Bool: { "aws:ViaAWSService": "false" } }, "role", false, SOURCES.forwarded, VIA],
  [
    { "ForAnyValue:StringEquals": { "aws:CalledVia": "redshift-data.amazonaws.com" } },
    "role",
    true,
    SOURCES.forwarded,
    VIA,
  ],
  [
    { "ForAnyValue:StringEquals": { "aws:CalledVia": "athena.amazonaws.com" } },
    "role",
    false,
    SOURCES.keys,
    VIA,
  ],
  [
    { "ForAnyValue:StringEquals": { "aws:CalledVia": "redshift-data.amazonaws.com" } },
    "role",
    false,
    SOURCES.keys,
  ],
  [{ Null: { "aws:CalledViaFirst": "true" } }, "role", true, SOURCES.keys],
  [
    { StringEquals: { "aws:CalledViaLast": "redshift-data.amazonaws.com" } },
    "role",
    true,
    SOURCES.forwarded,
    VIA,
  ],
  [{ StringLike: { "aws:UserAgent": "*aws-cli*" } }, "role", true, SOURCES.keys],
  [{ StringLike: { "aws:UserAgent": "*console*" } }, "role", false, SOURCES.keys],
  [{ Null: { "aws:referer": "true" } }, "role", true, SOURCES.keys],
  [{ Bool: { "aws:SecureTransport": "true" } }, "role", true, SOURCES.keys],
  [{ Bool: { "aws:SecureTransport": "false" } }, "user", false, SOURCES.keys],
  [{ IpAddress: { "aws:SourceIp": "127.0.0.0/8" } }, "role", true, SOURCES.keys],
  [{ NotIpAddress: { "aws:SourceIp": "127.0.0.0/8" } }, "role", false, SOURCES.keys],
  // The page's example denies beside the address only what no service asks: in a service's request there is no address of the caller.
  [{ IpAddress: { "aws:SourceIp": "127.0.0.0/8" } }, "role", false, SOURCES.forwarded, VIA],
  [{ Null: { "aws:SourceVpc": "true" } }, "role", true, SOURCES.keys],
  [{ StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } }, "role", true, SOURCES.operators],
  [{ DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }, "role", true, SOURCES.keys],
  [{ DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }, "role", false, SOURCES.keys],
  [{ NumericGreaterThan: { "aws:EpochTime": "1577836800" } }, "user", true, SOURCES.keys],
  [{ StringEquals: { "aws:PrincipalType": "AssumedRole" } }, "role", true, SOURCES.variables],
  [{ StringEquals: { "aws:PrincipalType": "User" } }, "user", true, SOURCES.variables],
  [{ StringEquals: { "aws:PrincipalType": "FederatedUser" } }, "federated", true, SOURCES.variables],
  [{ StringEquals: { "aws:userid": "AROADATA:query" } }, "role", true, SOURCES.variables],
  [{ StringLike: { "aws:userid": "AROADATA:*" } }, "user", false, SOURCES.variables],
  [{ StringEquals: { "aws:userid": `${OWN_ACCOUNT}:bob` } }, "federated", true, SOURCES.variables],
  [{ StringEquals: { "aws:username": "ann" } }, "user", true, SOURCES.variables],
  [{ StringEquals: { "aws:username": "ann" } }, "user session", true, SOURCES.variables],
  [{ Null: { "aws:username": "true" } }, "role", true, SOURCES.variables],
  [{ Null: { "aws:username": "true" } }, "federated", true, SOURCES.variables],
  [
    { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${OWN_ACCOUNT}:role/links/data` } },
    "role",
    true,
    SOURCES.keys,
  ],
  [
    { ArnLike: { "aws:PrincipalArn": `arn:aws:sts::${OWN_ACCOUNT}:assumed-role/*` } },
    "role",
    false,
    SOURCES.keys,
  ],
  [{ StringEquals: { "aws:PrincipalAccount": OWN_ACCOUNT } }, "role", true, SOURCES.keys],
  [{ StringEquals: { "aws:PrincipalTag/team": "data" } }, "role", true, SOURCES.keys],
  [{ StringEquals: { "aws:PrincipalTag/team": "data" } }, "user", true, SOURCES.keys],
  [{ StringEquals: { "aws:PrincipalTag/team": "data" } }, "federated", false, SOURCES.keys],
  [{ Null: { "aws:PrincipalOrgID": "true" } }, "role", true, SOURCES.keys],
  [{ StringNotEquals: { "aws:PrincipalOrgID": "o-1" } }, "role", true, SOURCES.operators],
  [{ StringNotEqualsIfExists: { "aws:ResourceOrgID": "o-1" } }, "role", true, SOURCES.operators],
  [{ Bool: { "aws:PrincipalIsAWSService": "false" } }, "role", true, SOURCES.keys],
  [{ Null: { "aws:PrincipalServiceName": "true" } }, "role", true, SOURCES.keys],
  [{ StringEquals: { "aws:ResourceAccount": OWN_ACCOUNT } }, "role", true, SOURCES.keys],
  [{ Null: { "aws:SourceArn": "true" } }, "role", true, SOURCES.keys],
  [{ Null: { "aws:SourceIdentity": "true" } }, "role", true, SOURCES.keys],
  [
    { ArnLike: { "lambda:SourceFunctionArn": "arn:aws:lambda:*:*:function:query" } },
    "function",
    true,
    SOURCES.sourceFunction,
  ],
  [{ Null: { "lambda:SourceFunctionArn": "true" } }, "role", true, SOURCES.sourceFunction],
  [{ Null: { "aws:FederatedProvider": "true" } }, "role", true, SOURCES.keys],
];

test.each(ROWS)(
  "the condition %j of a %s is met: %s (%s)",
  async (Condition, who, met, _source, request = {}) => {
    const caller = CALLERS[who];
    const allowing = answerTo({ caller, request, statements: [{ ...ALL, Condition }] });
    const denying = answerTo({ caller, request, statements: [ALL, { ...ALL, Effect: "Deny", Condition }] });
    expect([await allowing, await denying]).toEqual(met ? ["allowed", DENIED] : [MISSING, "allowed"]);
  },
);

test.each<[string, Asked, string, string]>([
  [
    "a region guard lets what is asked in its region",
    { statements: [ALL, REGION_GUARD] },
    "allowed",
    SOURCES.keys,
  ],
  [
    "a region guard lets the credential call behind it, too",
    { statements: [ALL, REGION_GUARD], request: { ...GET_CREDENTIALS, ...VIA } },
    "allowed",
    SOURCES.forwarded,
  ],
  [
    "a region guard refuses another region",
    { statements: [ALL, REGION_GUARD], caller: elsewhere },
    DENIED,
    SOURCES.keys,
  ],
  [
    "a tag of the role is seen by the condition on its resource",
    {
      statements: [{ ...ALL, Condition: { StringEquals: { "iam:ResourceTag/stage": "dev" } } }],
      request: { ...SEEN_ROLE, resourceTags: { stage: "dev" } },
    },
    "allowed",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
  ],
  [
    "by its global name as well",
    {
      statements: [
        ALL,
        { ...ALL, Effect: "Deny", Condition: { StringEquals: { "aws:ResourceTag/stage": "dev" } } },
      ],
      request: { ...SEEN_ROLE, resourceTags: { stage: "dev" } },
    },
    DENIED,
    SOURCES.keys,
  ],
  [
    "a role without the tag has no such key",
    {
      statements: [ALL, { ...ALL, Effect: "Deny", Condition: { Null: { "aws:ResourceTag/stage": "true" } } }],
      request: SEEN_ROLE,
    },
    DENIED,
    SOURCES.operators,
  ],
  [
    "a policy variable stands for the caller's tag",
    {
      statements: [
        { ...ALL, Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } },
      ],
      request: { ...SEEN_ROLE, resourceTags: { team: "data" } },
    },
    "allowed",
    SOURCES.variables,
  ],
])("%s", async (_, asked, answer) => {
  expect(await answerTo(asked)).toBe(answer);
});
