import {
  type Asked,
  answerTo,
  CALLERS,
  OWN_ACCOUNT,
  SOURCES,
} from "../../../testing/emulator/local-decisions";

const ACTION = "lambda:InvokeFunction";
const FUNCTION = `arn:aws:lambda:eu-west-1:${OWN_ACCOUNT}:function:report`;
const ROLE = `arn:aws:iam::${OWN_ACCOUNT}:role/links/data`;
const SESSION = CALLERS.role.arn;

const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const S3 = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const DENY = { Effect: "Deny", Action: ACTION, Resource: "*" };
const INVOKE = { action: ACTION, resource: FUNCTION };

const denied = (where: string) => `with an explicit deny in ${where}`;
const missing = (kind: string, action = ACTION) => `because no ${kind} allows the ${action} action`;

function policy(principal: unknown, more: object = {}): object {
  const statement = { Effect: "Allow", Principal: principal, Action: ACTION, Resource: "*", ...more };
  return { Version: "2012-10-17", Statement: [statement] };
}

const limitedBy = (...statements: object[]) => ({
  ...CALLERS.role,
  session: {
    ...CALLERS.role.session,
    policies: [{ name: "session policy", document: { Statement: statements } }],
  },
});

/** In words, every policy that bears on it, what follows AWS's `… on resource: …`, and where AWS documents it. */
type Row = [string, Asked, string, string];

const BOUNDARIES: readonly Row[] = [
  ["nothing allows it", { statements: [S3] }, missing("identity-based policy"), SOURCES.denied],
  [
    "an identity policy denies it",
    { statements: [ALL, DENY] },
    denied("an identity-based policy"),
    SOURCES.denied,
  ],
  [
    "a boundary leaves it out",
    { statements: [ALL], boundary: [S3] },
    missing("permissions boundary"),
    SOURCES.denied,
  ],
  [
    "a boundary denies it",
    { statements: [ALL], boundary: [ALL, DENY] },
    denied("a permissions boundary"),
    SOURCES.denied,
  ],
  [
    "a boundary denies it, and nothing allows it",
    { statements: [S3], boundary: [ALL, DENY] },
    denied("a permissions boundary"),
    SOURCES.evaluation,
  ],
  [
    "a boundary alone allows it",
    { statements: [S3], boundary: [ALL] },
    missing("identity-based policy"),
    SOURCES.boundaries,
  ],
  [
    "a stored policy that cannot be evaluated allows nothing",
    { statements: [ALL, { ...ALL, Effect: "Maybe" }] },
    missing("identity-based policy"),
    SOURCES.denied,
  ],
  ["both allow it", { statements: [ALL], boundary: [ALL] }, "allowed", SOURCES.boundaries],
];

const SESSION_POLICIES: readonly Row[] = [
  [
    "a session policy leaves it out",
    { caller: limitedBy(S3), statements: [ALL] },
    missing("session policy"),
    SOURCES.denied,
  ],
  [
    "a session policy denies it",
    { caller: limitedBy(ALL, DENY), statements: [ALL] },
    denied("a session policy"),
    SOURCES.denied,
  ],
  ["a session policy allows it", { caller: limitedBy(ALL), statements: [ALL] }, "allowed", SOURCES.policies],
  [
    "a session policy gives no rights of its own",
    { caller: limitedBy(ALL), statements: [S3] },
    missing("identity-based policy"),
    SOURCES.policies,
  ],
  [
    "a session policy limits what a resource's policy allows to the role",
    { caller: limitedBy(S3), statements: [S3], resourcePolicy: policy({ AWS: ROLE }) },
    missing("session policy"),
    SOURCES.policies,
  ],
  [
    "a session policy does not limit what a resource's policy allows to the session",
    { caller: limitedBy(S3), statements: [S3], resourcePolicy: policy({ AWS: SESSION }) },
    "allowed",
    SOURCES.policies,
  ],
  [
    "a federated user with a session policy",
    { caller: CALLERS.federated, statements: [ALL] },
    "allowed",
    SOURCES.federationToken,
  ],
  [
    "a federated user without one may do nothing",
    { caller: { ...CALLERS.federated, session: {} }, statements: [ALL] },
    missing("session policy"),
    SOURCES.federationToken,
  ],
];

describe.each([
  ["boundaries", BOUNDARIES],
  ["session policies", SESSION_POLICIES],
])("%s", (_kind, rows) => {
  test.each(rows)("%s", async (_, asked, answer, source) => {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(await answerTo({ ...asked, request: asked.request ?? INVOKE })).toBe(answer);
  });
});
