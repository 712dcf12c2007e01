import { transferProbes } from "../../../../access/link/probes/transfer-probes";
import { copyingUser } from "../../../../access/link/transfer/copying-user";
import { BUCKETS } from "../../../../testing/links/bucket-link";
import { linkWith, TARGETS } from "../../../../testing/links/links";
import { Synth } from "../../../../testing/links/synth-stack";
import { readLink } from "../../../../tools/lib/link/read-link";

const access = (changes: object) => readLink(new Synth(linkWith({ buckets: BUCKETS, ...changes })).json);
const { cleanPath: _, ...KEPT } = BUCKETS[0];

/** What must be allowed, or denied, of a link whose bucket nobody empties. */
const asked = (expected: "allowed" | "denied") =>
  transferProbes(access({ buckets: [KEPT] })).flatMap((probe) =>
    probe.expected === expected ? [`${probe.who} ${probe.does}`] : [],
  );

test("a link with a bucket and a key is asked for all that it needs", () => {
  expect(asked("allowed")).toEqual([
    "service redshift.amazonaws.com for db user `analyst` assume the copy role",
    "the copy role assume the bucket role",
    "the bucket role list `incoming/` of bucket `acme-landing`",
    "the bucket role read `incoming/` of bucket `acme-landing`",
    "the bucket role list `exports/` of bucket `acme-landing`",
    "the bucket role read `exports/` of bucket `acme-landing`",
    "the bucket role write below `exports/` of bucket `acme-landing`",
    "the bucket role decrypt with the key of bucket `acme-landing`",
    "the bucket role encrypt with the key of bucket `acme-landing`",
  ]);
});

test("and for all near misses", () => {
  const others = (role: string) =>
    ["another role of the lambda account", "another role of the redshift account", "account 999999999999"]
      .concat("service ec2.amazonaws.com")
      .map((who) => `${who} assume the ${role} role`);
  expect(asked("denied")).toEqual([
    "Redshift for another db user assume the copy role",
    "Redshift for the same db user of another warehouse assume the copy role",
    "Redshift of another account assume the copy role",
    "Redshift without a db user assume the copy role",
    ...others("copy"),
    "the copy role assume another role of the lambda account that trusts it",
    "the copy role write its own inline policies",
    "the copy role read bucket `acme-landing` itself",
    ...others("bucket"),
    "the bucket role write below `incoming/` of bucket `acme-landing`",
    "the bucket role delete below `incoming/` of bucket `acme-landing`",
    "the bucket role delete below `exports/` of bucket `acme-landing`",
    ...["list", "read", "write below", "delete below"].map(
      (does) => `the bucket role ${does} another prefix of bucket \`acme-landing\``,
    ),
    "the bucket role list all of bucket `acme-landing`",
    "the bucket role read `incoming/` of bucket `acme-landing` when another account owns it",
    "the bucket role write to bucket `acme-landing` when another account owns it",
    "the bucket role decrypt with the key of bucket `acme-landing` outside S3",
    "the bucket role decrypt with another key in S3 beside the key of bucket `acme-landing`",
    ...["list", "read", "write to"].map((does) => `the bucket role ${does} another bucket`),
    "the bucket role write its own inline policies",
  ]);
});

const ID = "0f4f3a5e-1111-2222-3333-444455556666";

test.each<[string, object, string]>([
  ["cluster-db-user", {}, "warehouse/analyst"],
  ["cluster-iam", {}, "warehouse/IAMR:analytics-data"],
  ["cluster-secret", { copyRole: { dbUser: "etl" } }, "warehouse/etl"],
  ["serverless-iam", {}, `serverless-222222222222-${ID}/IAMR:analytics-data`],
  ["serverless-secret", { copyRole: { dbUser: "etl" } }, `serverless-222222222222-${ID}/etl`],
])("the user whose statements use the copy role: %s", (mode, more, user) => {
  const target = TARGETS[mode as keyof typeof TARGETS];
  expect(copyingUser(access({ target, ...more })).arn).toBe(
    `arn:aws:redshift:ap-northeast-1:222222222222:dbuser:${user}`,
  );
});

test("a trust policy that names a workgroup of another account tells nothing of the link's", () => {
  const target = TARGETS["serverless-secret"];
  const { json } = new Synth(linkWith({ target, buckets: BUCKETS, copyRole: { dbUser: "etl" } }));
  const text = JSON.stringify(json).replaceAll("dbuser:serverless-2", "dbuser:serverless-3");
  expect(copyingUser(readLink(JSON.parse(text))).warehouse).toMatch(/^serverless-222222222222-/);
});
