import {
  type Asked,
  answerTo,
  CALLERS,
  OWN_ACCOUNT,
  SOURCES,
} from "../../../testing/emulator/local-decisions";

const OTHER = "111111111111";
const ACTION = "lambda:InvokeFunction";
const FUNCTION = `arn:aws:lambda:eu-west-1:${OWN_ACCOUNT}:function:report`;
const FOREIGN = `arn:aws:lambda:eu-west-1:${OTHER}:function:report`;
const ROLE = `arn:aws:iam::${OWN_ACCOUNT}:role/links/data`;
const SESSION = CALLERS.role.arn;

const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const S3 = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const DENY = { Effect: "Deny", Action: ACTION, Resource: "*" };
const INVOKE = { action: ACTION, resource: FUNCTION };
const ABROAD = { action: ACTION, resource: FOREIGN, resourceAccountId: OTHER };

const DENIED = "with an explicit deny in a resource-based policy";
const missing = (kind: string, action = ACTION) => `because no ${kind} allows the ${action} action`;

function policy(principal: unknown, more: object = {}): object {
  return { Statement: [{ Effect: "Allow", Principal: principal, Action: ACTION, Resource: "*", ...more }] };
}

/** In words, every policy that bears on it, what follows AWS's `… on resource: …`, and where AWS documents it. */
type Row = [string, Asked, string, string];

const IN_ONE_ACCOUNT: readonly Row[] = [
  [
    "the resource's policy names the role",
    { statements: [S3], resourcePolicy: policy({ AWS: ROLE }) },
    "allowed",
    SOURCES.evaluation,
  ],
  [
    "it names the role by its unique id",
    { statements: [S3], resourcePolicy: policy({ AWS: "AROADATA" }) },
    "allowed",
    SOURCES.identifiers,
  ],
  [
    "it names another role",
    { statements: [S3], resourcePolicy: policy({ AWS: `${ROLE}2` }) },
    missing("identity-based policy"),
    SOURCES.evaluation,
  ],
  [
    "it names the account, which leaves it to identity policies",
    { statements: [S3], resourcePolicy: policy({ AWS: `arn:aws:iam::${OWN_ACCOUNT}:root` }) },
    missing("identity-based policy"),
    SOURCES.principal,
  ],
  [
    "it denies it",
    { statements: [ALL], resourcePolicy: policy({ AWS: ROLE }, { Effect: "Deny" }) },
    DENIED,
    SOURCES.denied,
  ],
  [
    "it denies it to everybody but one",
    {
      statements: [ALL],
      resourcePolicy: policy("*", {
        Effect: "Deny",
        Condition: { ArnNotEquals: { "aws:PrincipalArn": `${ROLE}2` } },
      }),
    },
    DENIED,
    SOURCES.keys,
  ],
  [
    "a condition of it is not met",
    {
      statements: [S3],
      resourcePolicy: policy(
        { AWS: ROLE },
        { Condition: { StringEquals: { "aws:PrincipalTag/team": "sales" } } },
      ),
    },
    missing("identity-based policy"),
    SOURCES.keys,
  ],
  [
    "a principal of another partition is nobody here",
    { statements: [S3], resourcePolicy: policy({ AWS: ROLE.replace("arn:aws:", "arn:aws-cn:") }) },
    missing("identity-based policy"),
    SOURCES.principal,
  ],
  [
    "the function's ARN is no key of a resource's policy",
    {
      caller: CALLERS.function,
      statements: [S3],
      resourcePolicy: policy({ AWS: ROLE }, { Condition: { Null: { "lambda:SourceFunctionArn": "false" } } }),
    },
    missing("identity-based policy"),
    SOURCES.sourceFunction,
  ],
  [
    "a boundary limits what is allowed to the role",
    { statements: [S3], boundary: [S3], resourcePolicy: policy({ AWS: ROLE }) },
    missing("permissions boundary"),
    SOURCES.boundaries,
  ],
  [
    "a boundary does not limit what is allowed to the session",
    { statements: [S3], boundary: [S3], resourcePolicy: policy({ AWS: SESSION }) },
    "allowed",
    SOURCES.boundaries,
  ],
  [
    "a boundary does not limit what is allowed to one of several, the session",
    { statements: [S3], boundary: [S3], resourcePolicy: policy({ AWS: [`${ROLE}2`, SESSION] }) },
    "allowed",
    SOURCES.boundaries,
  ],
  [
    "what is allowed to another session is limited",
    { statements: [ALL], boundary: [S3], resourcePolicy: policy({ AWS: `${SESSION}2` }) },
    missing("permissions boundary"),
    SOURCES.boundaries,
  ],
  [
    "a Deny of the boundary overrides what is allowed to the session",
    { statements: [S3], boundary: [DENY], resourcePolicy: policy({ AWS: SESSION }) },
    "with an explicit deny in a permissions boundary",
    SOURCES.boundaries,
  ],
  [
    "the condition of the session's grant holds, boundary or not",
    {
      statements: [ALL],
      boundary: [S3],
      resourcePolicy: policy({ AWS: SESSION }, { Condition: { Bool: { "aws:ViaAWSService": "true" } } }),
    },
    missing("permissions boundary"),
    SOURCES.boundaries,
  ],
  [
    "a boundary does not limit what is allowed to a user",
    {
      caller: CALLERS.user,
      statements: [S3],
      boundary: [S3],
      resourcePolicy: policy({ AWS: CALLERS.user.arn }),
    },
    "allowed",
    SOURCES.boundaries,
  ],
];

const ACROSS_ACCOUNTS: readonly Row[] = [
  [
    "no resource's policy",
    { statements: [ALL], request: ABROAD },
    missing("resource-based policy"),
    SOURCES.crossAccount,
  ],
  [
    "it names the account, the identity policy allows it",
    { statements: [ALL], request: ABROAD, resourcePolicy: policy({ AWS: OWN_ACCOUNT }) },
    "allowed",
    SOURCES.crossAccount,
  ],
  [
    "it names the role, the identity policy allows it",
    { statements: [ALL], request: ABROAD, resourcePolicy: policy({ AWS: ROLE }) },
    "allowed",
    SOURCES.functionPolicies,
  ],
  [
    "it names the role, no identity policy allows it",
    { statements: [S3], request: ABROAD, resourcePolicy: policy({ AWS: ROLE }) },
    missing("identity-based policy"),
    SOURCES.crossAccount,
  ],
  [
    "it names somebody else",
    { statements: [ALL], request: ABROAD, resourcePolicy: policy({ AWS: "333333333333" }) },
    missing("resource-based policy"),
    SOURCES.crossAccount,
  ],
  [
    "a boundary limits even what is allowed to the session",
    { statements: [ALL], boundary: [S3], request: ABROAD, resourcePolicy: policy({ AWS: SESSION }) },
    missing("permissions boundary"),
    SOURCES.boundaries,
  ],
];

const KEY = {
  action: "kms:Decrypt",
  resource: `arn:aws:kms:eu-west-1:${OWN_ACCOUNT}:key/11111111-2222-3333-4444-555555555555`,
};
const keyPolicy = (principal: unknown, more: object = {}) => policy(principal, { Action: "kms:*", ...more });

const KEYS: readonly Row[] = [
  [
    "a key without a policy of its own leaves it to IAM",
    { statements: [ALL], request: KEY },
    "allowed",
    SOURCES.keyPolicies,
  ],
  [
    "a key policy that names the account leaves it to IAM",
    { statements: [ALL], request: KEY, resourcePolicy: keyPolicy({ AWS: OWN_ACCOUNT }) },
    "allowed",
    SOURCES.keyPolicies,
  ],
  [
    "a key policy that does not name the account makes identity policies count for nothing",
    { statements: [ALL], request: KEY, resourcePolicy: keyPolicy({ AWS: `${ROLE}2` }) },
    missing("resource-based policy", "kms:Decrypt"),
    SOURCES.keyPolicies,
  ],
  [
    "a key policy that names the role suffices",
    { statements: [S3], request: KEY, resourcePolicy: keyPolicy({ AWS: ROLE }) },
    "allowed",
    SOURCES.keyPolicies,
  ],
  [
    "a key policy for one service only",
    {
      statements: [ALL],
      request: { ...KEY, context: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
      resourcePolicy: keyPolicy(
        { AWS: ROLE },
        { Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } },
      ),
    },
    missing("resource-based policy", "kms:Decrypt"),
    SOURCES.keyPolicies,
  ],
];

describe.each([
  ["in one account", IN_ONE_ACCOUNT],
  ["across accounts", ACROSS_ACCOUNTS],
  ["key policies", KEYS],
])("%s", (_kind, rows) => {
  test.each(rows)("%s", async (_, asked, answer, source) => {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(await answerTo({ ...asked, request: asked.request ?? INVOKE })).toBe(answer);
  });
});
