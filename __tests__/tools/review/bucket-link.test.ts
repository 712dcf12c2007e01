import { LinkAnswers } from "../../../access/link/link-answers";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { EVERY_AUTH_MODE, linkWith, TARGETS } from "../../../testing/links/links";
import { stackWith, statement } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareStacks } from "../../../tools/review/judge/comparison/compare-stacks";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";

type Change = Parameters<typeof stackWith>[1];

const review = (json: unknown) => reviewStack("analytics", json, RULES, "2026-06-15", "synth");
const documents = "data.aws_iam_policy_document";
const WITH_BUCKETS = { buckets: BUCKETS };
const OWNED = [{ test: "StringEquals", variable: "aws:ResourceAccount", values: ["111111111111"] }];

test.each(EVERY_AUTH_MODE)("a link with buckets is clean in mode %s", async (auth) => {
  const copyRole = auth.endsWith("secret") ? { copyRole: { dbUser: "loader" } } : {};
  const link = { target: TARGETS[auth], ...WITH_BUCKETS, ...copyRole };
  expect(linkWith(link).dataTransfer?.buckets).toHaveLength(2);
  const { findings, unchecked, access } = await review(stackWith(link));
  expect([findings, unchecked]).toEqual([[], []]);
  expect(access.filter(({ answer, expected }) => answer !== expected)).toEqual([]);
  expect(new Set(access.map(({ id }) => id)).size).toBe(access.length);
});

test("a link with buckets of which others make every other part is clean", async () => {
  const parts = {
    queryRole: { name: "runner", existing: true },
    dataRole: { name: "reader", existing: true },
    function: { name: "theirs", existing: true },
  };
  const { findings, unchecked } = await review(stackWith({ ...WITH_BUCKETS, ...parts }));
  expect([findings, unchecked]).toEqual([[], []]);
});

/** What hop 3 and hop 4 are asked, and what they answer. */
async function answered(id: RegExp) {
  const { access } = await review(stackWith(WITH_BUCKETS));
  return access.filter((row) => id.test(row.id)).map(({ who, does, answer }) => `${answer}: ${who}: ${does}`);
}

test("Redshift becomes the copy role for one user of one warehouse of one account", async () => {
  expect(await answered(/^hop3-/)).toEqual([
    "allowed: service redshift.amazonaws.com for db user `analyst`: assume the copy role",
    "denied: Redshift for another db user: assume the copy role",
    "denied: Redshift for the same db user of another warehouse: assume the copy role",
    "denied: Redshift of another account: assume the copy role",
    "denied: Redshift without a db user: assume the copy role",
  ]);
});

test("the bucket role loads, unloads and cleans below its prefixes, and nowhere else", async () => {
  const rows = await answered(/^hop4-/);
  expect(rows.filter((row) => row.startsWith("allowed"))).toEqual([
    "allowed: the copy role: assume the bucket role",
    "allowed: the bucket role: list `incoming/` of bucket `acme-landing`",
    "allowed: the bucket role: read `incoming/` of bucket `acme-landing`",
    "allowed: the bucket role: list `exports/` of bucket `acme-landing`",
    "allowed: the bucket role: read `exports/` of bucket `acme-landing`",
    "allowed: the bucket role: write below `exports/` of bucket `acme-landing`",
    "allowed: the bucket role: delete below `exports/` of bucket `acme-landing`",
    "allowed: the bucket role: decrypt with the key of bucket `acme-landing`",
    "allowed: the bucket role: encrypt with the key of bucket `acme-landing`",
    "allowed: the bucket role: list `lake/a/` of bucket `acme-lake`",
    "allowed: the bucket role: read `lake/a/` of bucket `acme-lake`",
    "allowed: the bucket role: list `lake/b/` of bucket `acme-lake`",
    "allowed: the bucket role: read `lake/b/` of bucket `acme-lake`",
  ]);
  expect(rows.filter((row) => row.startsWith("denied"))).toEqual(
    expect.arrayContaining([
      "denied: the bucket role: write below `incoming/` of bucket `acme-landing`",
      "denied: the bucket role: delete below `incoming/` of bucket `acme-landing`",
      "denied: the bucket role: list another prefix of bucket `acme-landing`",
      "denied: the bucket role: list all of bucket `acme-landing`",
      "denied: the bucket role: read `incoming/` of bucket `acme-landing` when another account owns it",
      "denied: the bucket role: decrypt with the key of bucket `acme-landing` outside S3",
      "denied: the bucket role: write below `lake/a/` of bucket `acme-lake`",
      "denied: the bucket role: read another bucket",
    ]),
  );
});

const SOURCE_ACCOUNT = {
  test: "StringEquals",
  variable: "aws:SourceAccount",
  values: ["222222222222"],
};
const EXTERNAL_USER = {
  test: "StringEquals",
  variable: "sts:ExternalId",
  values: ["arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/analyst"],
};

test("prefixes that differ in punctuation alone are asked one by one", async () => {
  const copyFrom = ["a/b/", "a-b/", "a.b/", "A/b/"];
  const { access } = await review(stackWith({ buckets: [{ name: "acme-landing", copyFrom }] }));
  const reads = access.filter(({ does }) => /^read `.*` of bucket `acme-landing`$/.test(does));
  expect(reads).toHaveLength(copyFrom.length);
  expect(new Set(access.map(({ id }) => id)).size).toBe(access.length);
});

/** Edits of the roles, each with the rules that have to tell of it. */
const BUCKET_POLICY = `${documents}.bucket_role_use_buckets.statement`;
const COPY_TRUST = `${documents}.copy_role_trust.statement`;
const edits: readonly (readonly [what: string, change: Change, rules: readonly string[]])[] = [
  [
    "a bucket role that reads the whole bucket",
    [`${BUCKET_POLICY}.1.resources`, ["arn:aws:s3:::acme-landing/*"]],
    ["statement-beyond-link", "unexpected-access"],
  ],
  [
    "objects of whoever owns the bucket",
    [`${BUCKET_POLICY}.1.condition`, []],
    ["statement-beyond-link", "unexpected-access"],
  ],
  [
    "a bucket role that does everything",
    [`${BUCKET_POLICY}.1.actions`, ["s3:*"]],
    ["statement-beyond-link", "unexpected-access", "wildcard-action"],
  ],
  [
    "a list without prefixes",
    [`${BUCKET_POLICY}.0.condition`, OWNED],
    ["statement-beyond-link", "unexpected-access"],
  ],
  [
    "a copy role that every database user may use",
    [`${COPY_TRUST}.0.condition`, [SOURCE_ACCOUNT]],
    ["statement-beyond-link", "unexpected-access"],
  ],
  [
    "a copy role without the account",
    [`${COPY_TRUST}.0.condition`, [EXTERNAL_USER]],
    ["statement-beyond-link", "unexpected-access"],
  ],
  [
    "a copy role that reads S3 itself",
    [
      `${documents}.copy_role_assume_bucket_role.statement.1`,
      statement("Read", ["s3:GetObject"], ["arn:aws:s3:::acme-landing/*"]),
    ],
    ["statement-beyond-link", "unexpected-access"],
  ],
  [
    "a bucket role for nobody",
    [
      `${documents}.bucket_role_trust.statement.0.principals.0.identifiers`,
      ["arn:aws:iam::222222222222:role/other"],
    ],
    ["mismatched-part", "missing-access", "statement-beyond-link", "unexpected-access"],
  ],
  [
    "a bucket role with longer sessions than a chain has",
    ["resource.aws_iam_role.bucket_role.max_session_duration", 43_200],
    ["session-longer-than-chaining"],
  ],
];

test.each(edits)("%s is found", async (_, change, rules) => {
  const { findings, unchecked } = await review(stackWith(WITH_BUCKETS, change));
  expect(unchecked).toEqual([]);
  expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual(rules);
});

const ATTACH = "output.attach_copy_role_command.value";
const ADD =
  "aws redshift modify-cluster-iam-roles --region ap-northeast-1 --cluster-identifier warehouse --add-iam-roles";
test.each([
  ["another role", `${ADD} arn:aws:iam::222222222222:role/administrator`, ["mismatched-part"]],
  [
    "another warehouse",
    `${ADD.replace("warehouse", "finance")} arn:aws:iam::222222222222:role/analytics-copy`,
    ["mismatched-part"],
  ],
  [
    "anything else",
    `${ADD} arn:aws:iam::222222222222:role/analytics-copy; id`,
    ["mismatched-part", "unexpected-part"],
  ],
])("a command that attaches %s is found: its reader pastes it into a shell", async (_, command, rules) => {
  const { findings, unchecked } = await review(stackWith(WITH_BUCKETS, [ATTACH, command]));
  expect([findings.map(({ rule }) => rule).sort(), unchecked]).toEqual([rules, []]);
  expect(findings.map(({ address }) => address)).toEqual(rules.map(() => ATTACH.replace(/\.value$/, "")));
});

test("a managed policy of S3 is found, whatever its text allows", async () => {
  const { findings } = await review(
    stackWith(WITH_BUCKETS, [
      "resource.aws_iam_role_policy_attachment.bucket_role_AmazonS3FullAccess",
      {
        provider: "aws.lambda_account",
        role: "${aws_iam_role.bucket_role.name}",
        policy_arn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
      },
    ]),
  );
  expect(findings.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      "analytics-bucket has managed policy arn:aws:iam::aws:policy/AmazonS3FullAccess, which no link needs",
    ]),
  );
});

test("roles of buckets that no function knows of are no part of a link", async () => {
  const json = stackWith(WITH_BUCKETS, [
    "resource.aws_lambda_function.query_function.environment.variables.COPY_BUCKETS",
    undefined,
  ]);
  const { findings } = await review(json);
  expect(findings.map(({ message }) => message)).toEqual(
    expect.arrayContaining(["aws_iam_role.copy_role is none of the addresses of a link"]),
  );
});

test("a link that gets buckets grants what they need, and loses nothing", async () => {
  const [before, after] = [stackWith({}), stackWith(WITH_BUCKETS)].map(
    (json) => new LinkAnswers(readLink(json)),
  );
  if (before === undefined || after === undefined) throw new Error("there are two");
  const { grants, takesAway, unchecked } = await compareStacks(before, after);
  expect(grants).toEqual(expect.arrayContaining(["the copy role can now assume the bucket role"]));
  expect([takesAway, unchecked]).toEqual([[], []]);
  expect((await compareStacks(after, before)).grants).toEqual([]);
});
