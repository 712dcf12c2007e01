import type { Caller } from "../../../emulator/authentication/caller";
import { SIMULATED_DECISIONS } from "../../../emulator/authorization/access-decisions";
import type { StoredRole } from "../../../emulator/iam/stored-role";
import { assumedSession } from "../../../emulator/sts/assume-role";
import { assumeRoleInput } from "../../../emulator/sts/assume-role-input";
import { CALLERS, OWN_ACCOUNT, SOURCES, storedIam } from "../../../testing/emulator/local-decisions";

const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const S3 = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const OWN = `arn:aws:iam::${OWN_ACCOUNT}:role/target`;
const FOREIGN = "arn:aws:iam::111111111111:role/target";
const SESSION = CALLERS.role.arn;
const TAG = { "Tags.member.1.Key": "team", "Tags.member.1.Value": "sales" };
const denied = (action: string, role = FOREIGN) =>
  `AccessDenied: User: ${SESSION} is not authorized to perform: ${action} on resource: ${role}`;

const trusting = (AWS: unknown, more: object = {}) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sts:*", ...more }],
});

const forTag = (team: string) =>
  trusting("AROADATA", {
    Condition: {
      StringEquals: { "aws:RequestTag/team": team },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] },
    },
  });

interface Attempt {
  readonly role?: string;
  readonly caller?: Caller;
  readonly statements?: readonly object[];
  readonly boundary?: readonly object[];
  readonly trust?: unknown;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The session, or code and text of the refusal. */
async function outcome(attempt: Attempt): Promise<unknown> {
  const { role: arn = FOREIGN, caller = CALLERS.role, statements = [ALL], boundary } = attempt;
  const iam = storedIam(statements, boundary);
  const target: StoredRole = {
    ...{ arn, id: "AROATARGET", name: "target", accountId: arn.split(":")[4] ?? "", maxSessionSeconds: 3600 },
    ...{
      trust: attempt.trust ?? trusting("AROADATA"),
      tags: { stage: "dev" },
      description: "",
      policies: { identity: [] },
    },
  };
  const role = async (wanted: string) => (wanted === arn ? target : iam.role(wanted));
  try {
    const parameters = { RoleArn: arn, RoleSessionName: "next", ...attempt.parameters };
    const input = assumeRoleInput(new URLSearchParams(parameters));
    const options = { iam: { ...iam, role }, decisions: SIMULATED_DECISIONS, log: () => undefined };
    return (await assumedSession(caller, input, options)).session;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
}

const PLAIN = { tags: {}, transitiveTagKeys: [] };
const handingDown = {
  ...CALLERS.role,
  session: { tags: { team: "sales", cost: "7" }, transitiveTagKeys: ["team"] },
};
const asAnn = { ...CALLERS.role, session: { sourceIdentity: "ann" } };

test.each<[string, Attempt, unknown, string]>([
  ["both sides allow it", {}, PLAIN, SOURCES.crossAccount],
  [
    "the role does not trust it",
    { trust: trusting("AROAOTHER") },
    denied("sts:AssumeRole"),
    SOURCES.crossAccount,
  ],
  ["no identity policy allows it", { statements: [S3] }, denied("sts:AssumeRole"), SOURCES.crossAccount],
  ["the same account: the trust suffices", { role: OWN, statements: [S3] }, PLAIN, SOURCES.evaluation],
  [
    "the same account, a boundary: it limits what the role is trusted with",
    { role: OWN, boundary: [S3] },
    denied("sts:AssumeRole", OWN),
    SOURCES.boundaries,
  ],
  [
    "the same account, a boundary: it does not limit what the session is trusted with",
    { role: OWN, statements: [S3], boundary: [S3], trust: trusting(SESSION) },
    PLAIN,
    SOURCES.boundaries,
  ],
  [
    "across accounts a boundary limits even that",
    { boundary: [S3], trust: trusting(SESSION) },
    denied("sts:AssumeRole"),
    SOURCES.boundaries,
  ],
  [
    "an explicit deny of the boundary overrides that",
    { role: OWN, boundary: [{ ...ALL, Effect: "Deny" }], trust: trusting(SESSION) },
    denied("sts:AssumeRole", OWN),
    SOURCES.boundaries,
  ],
  [
    "a session policy limits it",
    { caller: { ...CALLERS.role, session: { policies: [{ name: "s", document: { Statement: S3 } }] } } },
    denied("sts:AssumeRole"),
    SOURCES.policies,
  ],
  [
    "a trust with a tag of the role to assume",
    { trust: trusting("AROADATA", { Condition: { StringEquals: { "iam:ResourceTag/stage": "dev" } } }) },
    PLAIN,
    SOURCES.keys,
  ],
  [
    "a trust for sessions since a time",
    {
      trust: trusting("AROADATA", {
        Condition: { DateGreaterThan: { "aws:TokenIssueTime": "2026-11-27T10:00:01Z" } },
      }),
    },
    denied("sts:AssumeRole"),
    SOURCES.keys,
  ],
  [
    "a trust in one region",
    { trust: trusting("AROADATA", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }) },
    PLAIN,
    SOURCES.keys,
  ],
  [
    "an inline session policy",
    { parameters: { Policy: JSON.stringify({ Statement: S3 }) } },
    { ...PLAIN, policies: [{ name: "session policy", document: { Statement: S3 } }] },
    SOURCES.assumeRole,
  ],
  [
    "a session policy that is no JSON",
    { parameters: { Policy: "{" } },
    "MalformedPolicyDocument: This policy contains invalid Json",
    SOURCES.assumeRole,
  ],
  [
    "a session policy that cannot be evaluated",
    { parameters: { Policy: JSON.stringify({ Statement: { ...S3, Effect: "Maybe" } }) } },
    "MalformedPolicyDocument: Syntax errors in policy.",
    SOURCES.assumeRole,
  ],
  [
    "a managed session policy that does not exist",
    { parameters: { "PolicyArns.member.1.arn": "arn:aws:iam::111111111111:policy/none" } },
    "MalformedPolicyDocument: Policy arn:aws:iam::111111111111:policy/none does not exist or is not attachable.",
    SOURCES.assumeRole,
  ],
  ["session tags", { parameters: TAG }, { ...PLAIN, tags: { team: "sales" } }, SOURCES.sessionTags],
  [
    "session tags without the right to set them on the role",
    { parameters: TAG, trust: trusting("AROADATA", { Action: "sts:AssumeRole" }) },
    denied("sts:TagSession"),
    SOURCES.sessionTags,
  ],
  [
    "session tags without the right to set them at the caller",
    { parameters: TAG, statements: [{ ...ALL, Action: "sts:AssumeRole" }] },
    denied("sts:TagSession"),
    SOURCES.sessionTags,
  ],
  [
    "a trust for another value of a session tag",
    { parameters: TAG, trust: forTag("data") },
    denied("sts:AssumeRole"),
    SOURCES.sessionTags,
  ],
  [
    "a trust for this value of a session tag",
    { parameters: TAG, trust: forTag("sales") },
    { ...PLAIN, tags: { team: "sales" } },
    SOURCES.sessionTags,
  ],
  [
    "a transitive tag is handed down, another is not",
    { caller: handingDown },
    { tags: { team: "sales" }, transitiveTagKeys: ["team"] },
    SOURCES.sessionTags,
  ],
  [
    "a tag that is handed down cannot be set again",
    { caller: handingDown, parameters: TAG },
    "InvalidParameterValue: One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    SOURCES.sessionTags,
  ],
  [
    "a transitive key that is no tag",
    { parameters: { "TransitiveTagKeys.member.1": "team" } },
    "InvalidParameterValue: The specified transitive tag key must be included in the requested tags.",
    SOURCES.sessionTags,
  ],
  [
    "a source identity",
    { parameters: { SourceIdentity: "ann" } },
    { ...PLAIN, sourceIdentity: "ann" },
    SOURCES.sourceIdentity,
  ],
  [
    "a source identity without the right to set it",
    { parameters: { SourceIdentity: "ann" }, trust: trusting("AROADATA", { Action: "sts:AssumeRole" }) },
    denied("sts:SetSourceIdentity"),
    SOURCES.sourceIdentity,
  ],
  ["a source identity stays", { caller: asAnn }, { ...PLAIN, sourceIdentity: "ann" }, SOURCES.sourceIdentity],
  [
    "a source identity cannot become another",
    { caller: asAnn, parameters: { SourceIdentity: "bob" } },
    denied("sts:SetSourceIdentity"),
    SOURCES.sourceIdentity,
  ],
  [
    "a chained session of more than an hour",
    { parameters: { DurationSeconds: "3601" } },
    "ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    SOURCES.chaining,
  ],
  [
    "a federated user assumes no role",
    { caller: CALLERS.federated, role: OWN, trust: trusting(CALLERS.federated.arn) },
    `AccessDenied: User: ${CALLERS.federated.arn} is not authorized to perform: sts:AssumeRole on resource: ${OWN}`,
    SOURCES.federationToken,
  ],
  [
    "a stored trust policy that cannot be evaluated",
    { trust: trusting("arn:aws-cn:iam::222222222222:root") },
    denied("sts:AssumeRole"),
    SOURCES.principal,
  ],
  [
    "a second factor, which nobody has here",
    { parameters: { SerialNumber: "arn:aws:iam::222222222222:mfa/ann" } },
    "NotImplemented: the local accounts do not offer AssumeRole with SerialNumber of sts",
    SOURCES.stsModel,
  ],
])("%s", async (_, attempt, expected) => {
  expect(await outcome(attempt)).toEqual(expected);
});
