import { readPlan } from "../../../access/terraform/plan";
import { recordedPlan } from "../../../testing/tools/recorded-plans";
import type { Difference } from "../../../tools/drift/judge/differences/difference";
import { meanings } from "../../../tools/drift/judge/meaning/meaning";
import { severityOf } from "../../../tools/drift/judge/severity";

const plan = readPlan(recordedPlan("clean"));

/** What one statement means that stands before those of a document. */
function meaningOf(address: string, attribute: string, statement: object) {
  return meaningOfAll(address, attribute, (statements) => [statement, ...statements]);
}

async function meaningOfAll(
  address: string,
  attribute: string,
  become: (statements: readonly object[]) => readonly object[],
) {
  const resource = plan.refreshed.find((candidate) => candidate.address === address);
  const document = JSON.parse(String(resource?.values[attribute]));
  const value = JSON.stringify({ ...document, Statement: become(document.Statement) });
  const edit = { set: address, attribute, value };
  const changed = { kind: "changed", address, attribute, summary: "", before: null, after: null } as const;
  const difference: Difference = { ...changed, edit };
  const meaning = (await meanings(plan, plan.refreshed, [difference])).get(difference);
  if (meaning === undefined) throw new Error("no meaning");
  return { ...meaning, severity: severityOf(difference, meaning, plan.refreshed) };
}

const TRUST = ["aws_iam_role.data_role", "assume_role_policy"] as const;
const DATA_API = ["aws_iam_role_policy.data_role_redshift_data_api", "policy"] as const;
const UNDECIDED = { sentences: [], grants: false, breaks: false, severity: "high" };

test.each([
  ["DateGreaterThan", "aws:CurrentTime", "2020-01-01T00:00:00Z"],
  ["IpAddress", "aws:SourceIp", "0.0.0.0/0"],
])("a Deny in the trust policy under %s %s may meet every real request", async (operator, key, value) => {
  const statement = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" };
  const condition = { Condition: { [operator]: { [key]: value } } };
  expect(await meaningOf(...TRUST, { ...statement, ...condition })).toEqual({
    ...UNDECIDED,
    unknown: `a statement of trust policy denies under ${operator} ${key}, which only a request to AWS decides`,
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
test("what the console attaches to revoke sessions is said to deny under a time", async () => {
  const statement = { Sid: "Revoke", Effect: "Deny", Action: "*", Resource: "*" };
  const condition = { Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-11-29T08:00:00Z" } } };
  expect(await meaningOf(...DATA_API, { ...statement, ...condition })).toEqual({
    ...UNDECIDED,
    unknown:
      "statement Revoke of redshift-data-api denies under DateLessThan aws:TokenIssueTime, which only a request to AWS decides",
  });
});

const BY_ADDRESS = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
const HARMLESS = { sentences: [], grants: false, breaks: false, severity: "medium" };

test.each<[string, object]>([
  ["of an action that no link asks for", { Action: "s3:DeleteBucket", Condition: BY_ADDRESS }],
  [
    "of another resource",
    {
      Action: "redshift-data:*",
      Resource: "arn:aws:redshift:eu-central-1:333333333333:cluster:c",
      Condition: BY_ADDRESS,
    },
  ],
  [
    "of another session",
    { Action: "*", Condition: { ...BY_ADDRESS, StringEquals: { "aws:PrincipalArn": "x" } } },
  ],
  ["without TLS", { Action: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
])("a Deny %s means nothing, whatever AWS decides of its conditions", async (_, statement) => {
  expect(await meaningOf(...DATA_API, { Effect: "Deny", Resource: "*", ...statement })).toEqual(HARMLESS);
});

test.each<[string, object]>([
  ["Bool aws:SecureTransport", { Bool: { "aws:SecureTransport": "true" } }],
  ["StringLike aws:PrincipalArn", { StringLike: { "aws:PrincipalArn": "*${aws:PrincipalTag/team}*" } }],
  ["ForAnyValue:StringLike aws:CalledVia", { "ForAnyValue:StringLike": { "aws:CalledVia": "*" } }],
])("a Deny under %s may meet every request", async (words, Condition) => {
  expect(await meaningOf(...DATA_API, { Effect: "Deny", Action: "*", Resource: "*", Condition })).toEqual({
    ...UNDECIDED,
    unknown: `a statement of redshift-data-api denies under ${words}, which only a request to AWS decides`,
  });
});

test("an Allow that the link needs may be none under what it was given, one beside it changes nothing", async () => {
  const narrowed = (statement: { readonly Condition?: object }) => ({
    ...statement,
    Condition: { ...statement.Condition, NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
  });
  expect(await meaningOfAll(...TRUST, (statements) => statements.map(narrowed))).toEqual({
    ...UNDECIDED,
    unknown: expect.stringContaining(
      " allows under NotIpAddress aws:SourceIp, which only a request to AWS decides",
    ),
  });
  expect(await meaningOfAll(...TRUST, (statements) => [...statements, ...statements.map(narrowed)])).toEqual(
    HARMLESS,
  );
});

test("a Deny on what questions carry is decided", async () => {
  const statement = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" };
  const other = { Condition: { StringEquals: { "sts:RoleSessionName": "somebody-else" } } };
  expect(await meaningOf(...TRUST, { ...statement, ...other })).toEqual({
    ...{ sentences: [], grants: false, breaks: false, severity: "medium" },
  });
  const own = { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } };
  expect(await meaningOf(...TRUST, { ...statement, ...own })).toMatchObject({
    breaks: true,
    sentences: [expect.stringContaining("hop 1 is now denied")],
  });
});
