import { readPlan } from "../../../access/terraform/plan";
import { recordedPlan } from "../../../testing/tools/recorded-plans";
import type { Difference, Edit } from "../../../tools/drift/judge/differences/difference";
import type { Meaning } from "../../../tools/drift/judge/meaning/meaning";
import { meanings } from "../../../tools/drift/judge/meaning/meaning";

const plan = readPlan(recordedPlan("buckets"));
const COPY_ROLE = "aws_iam_role.copy_role";
const BUCKET_ROLE = "aws_iam_role.bucket_role";
const ASSUME_BUCKET_ROLE = "aws_iam_role_policy.copy_role_assume_bucket_role";
const USE_BUCKETS = "aws_iam_role_policy.bucket_role_use_buckets";
const GRANTS = { grants: true, breaks: false };
const BREAKS = { grants: false, breaks: true };
const BOTH = { grants: true, breaks: true };
const ARN_OF = {
  copy: "arn:aws:iam::222222222222:role/analytics-copy",
  bucket: "arn:aws:iam::111111111111:role/analytics-bucket",
};

/** Text in an attribute replaced. @throws Error when it is not there: the change would be none */
function rewritten(address: string, attribute: string, from: string, to: string): Edit {
  const found = plan.refreshed.find((resource) => resource.address === address);
  const text = String(found?.values[attribute]);
  if (!text.includes(from)) throw new Error(`${from} is not in ${text}`);
  return { set: address, attribute, value: text.replaceAll(from, to) };
}

const trust = (address: string, from: string, to: string) =>
  rewritten(address, "assume_role_policy", from, to);
const allowing = (address: string, attribute: string, statement: object) =>
  rewritten(address, attribute, '"Statement":[', `"Statement":[${JSON.stringify(statement)},`);
const outsider = (address: string) =>
  allowing(address, "assume_role_policy", {
    ...{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::999999999999:root" }, Action: "sts:AssumeRole" },
  });
const attached = (role: string, type: string, values: object): Edit => ({
  add: { address: "added (by-hand)", mode: "managed", type, name: "by-hand", values: { role, ...values } },
});
const inline = (role: string) =>
  attached(role, "aws_iam_role_policy", {
    name: "by-hand",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::acme-lake/*" }],
    }),
  });
const managed = (role: string, name: string) =>
  attached(role, "aws_iam_role_policy_attachment", { policy_arn: `arn:aws:iam::aws:policy/${name}` });

async function meaningOf(edit: Edit): Promise<Meaning | undefined> {
  const address = "add" in edit ? edit.add.address : "set" in edit ? edit.set : edit.remove;
  const difference: Difference = {
    ...{ kind: "changed", address, summary: "", before: null, after: null, edit },
    ...("set" in edit ? { attribute: edit.attribute } : {}),
  };
  return (await meanings(plan, plan.refreshed, [difference])).get(difference);
}

test.each<[what: string, edit: Edit, effect: Omit<Meaning, "sentences">, sentences: readonly string[]]>([
  [
    "trust of the copy role: an account more",
    outsider(COPY_ROLE),
    GRANTS,
    ["account 999999999999 can now assume the copy role"],
  ],
  [
    "trust of the copy role: another database user",
    trust(COPY_ROLE, "/analyst", "/somebody"),
    BOTH,
    [
      `hop 3 is now denied: sts:AssumeRole on ${ARN_OF.copy} for redshift.amazonaws.com is refused: the trust policy of the role does not allow it; statement TrustRedshift of trust policy would, but its condition StringEquals sts:ExternalId is not met`,
      "statement TrustRedshift of trust policy lets other database users than the link's use the copy role",
    ],
  ],
  [
    "trust of the bucket role: an account more",
    outsider(BUCKET_ROLE),
    GRANTS,
    ["account 999999999999 can now assume the bucket role"],
  ],
  [
    "trust of the bucket role: another role in place of the copy role",
    trust(BUCKET_ROLE, "role/analytics-copy", "role/other"),
    BOTH,
    [
      `hop 4 is now denied: sts:AssumeRole on ${ARN_OF.bucket} for ${ARN_OF.copy} is refused: the trust policy of the role does not allow it; statement TrustRole of trust policy names other principals`,
      "role `other` of account 222222222222 can now assume the bucket role",
    ],
  ],
  [
    "policy of the copy role: any bucket role",
    rewritten(ASSUME_BUCKET_ROLE, "policy", "role/analytics-bucket", "role/*"),
    GRANTS,
    ["the copy role can now assume another role of the lambda account that trusts it"],
  ],
  [
    "policy of the copy role: deleted",
    { remove: ASSUME_BUCKET_ROLE },
    BREAKS,
    [
      `hop 4 is now denied: sts:AssumeRole on ${ARN_OF.bucket} for ${ARN_OF.copy} is refused: no identity policy of the caller allows it`,
    ],
  ],
  [
    "policy of the bucket role: all of a bucket read",
    rewritten(USE_BUCKETS, "policy", "/incoming/*", "/*"),
    GRANTS,
    ["the bucket role can now read another prefix of bucket `acme-landing`"],
  ],
  [
    "policy on the copy role by hand",
    inline("analytics-copy"),
    GRANTS,
    ["a statement of by-hand lets the copy role s3:DeleteObject on arn:aws:s3:::acme-lake/*"],
  ],
  [
    "policy on the bucket role by hand",
    inline("analytics-bucket"),
    GRANTS,
    [
      "the bucket role can now delete below `lake/a/` of bucket `acme-lake`",
      "the bucket role can now delete below `lake/b/` of bucket `acme-lake`",
      "the bucket role can now delete below another prefix of bucket `acme-lake`",
    ],
  ],
  [
    "AmazonS3ReadOnlyAccess on the copy role",
    managed("analytics-copy", "AmazonS3ReadOnlyAccess"),
    GRANTS,
    [
      "the copy role can now read bucket `acme-landing` itself",
      "the copy role can now read bucket `acme-lake` itself",
    ],
  ],
  [
    "the copy role: deleted",
    { remove: COPY_ROLE },
    BREAKS,
    ["hop 3 is now denied: role analytics-copy does not exist"],
  ],
  [
    "the bucket role: deleted",
    { remove: BUCKET_ROLE },
    BREAKS,
    ["hop 4 is now denied: role analytics-bucket does not exist"],
  ],
  [
    "the copy role: below another path",
    { set: COPY_ROLE, attribute: "path", value: "/moved/" },
    BREAKS,
    [`hop 3 is now denied: role analytics-copy is below path /moved/, and the link names ${ARN_OF.copy}`],
  ],
  [
    "the bucket role: below another path",
    { set: BUCKET_ROLE, attribute: "path", value: "/moved/" },
    BREAKS,
    [`hop 4 is now denied: role analytics-bucket is below path /moved/, and the link names ${ARN_OF.bucket}`],
  ],
])("%s", async (_, edit, effect, sentences) => {
  expect(await meaningOf(edit)).toEqual({ ...effect, sentences });
});

test("AmazonS3FullAccess on the bucket role: every bucket, whoever owns it", async () => {
  const meaning = await meaningOf(managed("analytics-bucket", "AmazonS3FullAccess"));
  expect(meaning).toMatchObject(GRANTS);
  expect(meaning?.sentences.slice(-3)).toEqual([
    "the bucket role can now list another bucket",
    "the bucket role can now read another bucket",
    "the bucket role can now write to another bucket",
  ]);
});
