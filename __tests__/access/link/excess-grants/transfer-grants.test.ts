import { excessGrants } from "../../../../access/link/excess-grants/excess-grants";
import { BUCKETS } from "../../../../testing/links/bucket-link";
import { stackWith, statement } from "../../../../testing/tools/reviewed-stack";
import { readLink } from "../../../../tools/lib/link/read-link";

const document = (name: string) => `data.aws_iam_policy_document.${name}.statement`;
const USER = "arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/analyst";
const KEY = BUCKETS[0].kmsKeyArn;
const LANDING = "arn:aws:s3:::acme-landing";

const equals = (variable: string, ...values: string[]) => ({ test: "StringEquals", variable, values });
const OF_ACCOUNT = equals("aws:SourceAccount", "222222222222");
const OF_USER = equals("sts:ExternalId", USER);
const OWNED = equals("aws:ResourceAccount", "111111111111");
const trusting = (type: string, identifier: string, ...condition: object[]) => [
  {
    sid: "T",
    effect: "Allow",
    actions: ["sts:AssumeRole"],
    principals: [{ type, identifiers: [identifier] }],
    condition,
  },
];
const REDSHIFT = "redshift.amazonaws.com";

/** What a link with buckets lets happen beyond itself when one document has these statements in the place of its own. */
const beyond = (name: string, statements: unknown) =>
  excessGrants(readLink(stackWith({ buckets: BUCKETS }, [document(name), statements]))).map(
    ({ what }) => what,
  );

test.each<[string, unknown, readonly string[]]>([
  ["as the link has it", trusting("Service", REDSHIFT, OF_ACCOUNT, OF_USER), []],
  [
    "no account",
    trusting("Service", REDSHIFT, OF_USER),
    ["lets Redshift of other accounts use the copy role"],
  ],
  [
    "no database user",
    trusting("Service", REDSHIFT, OF_ACCOUNT),
    ["lets other database users than the link's use the copy role"],
  ],
  [
    "another service",
    trusting("Service", "lambda.amazonaws.com", OF_ACCOUNT, OF_USER),
    ["lets Service principal lambda.amazonaws.com assume the copy role"],
  ],
  [
    "a role",
    trusting("AWS", "arn:aws:iam::222222222222:role/analytics-data", OF_ACCOUNT, OF_USER),
    ["lets AWS principal arn:aws:iam::222222222222:role/analytics-data assume the copy role"],
  ],
])("the trust policy of the copy role: %s", (_, statements, expected) => {
  expect(beyond("copy_role_trust", statements)).toEqual(
    expected.map((what) => `statement T of trust policy ${what}`),
  );
});

test.each<[string, string, object, string]>([
  [
    "another bucket",
    "bucket_role_use_buckets",
    statement("S", ["s3:GetObject"], ["arn:aws:s3:::payroll/incoming/*"], { condition: [OWNED] }),
    "use-buckets lets the bucket role s3:GetObject on arn:aws:s3:::payroll/incoming/*",
  ],
  [
    "a bucket of that name, whoever owns it",
    "bucket_role_use_buckets",
    statement("S", ["s3:GetObject"], [`${LANDING}/incoming/*`]),
    `use-buckets lets the bucket role s3:GetObject on ${LANDING}/incoming/*`,
  ],
  [
    "the key outside S3",
    "bucket_role_use_buckets",
    statement("S", ["kms:Decrypt"], [KEY]),
    `use-buckets lets the bucket role kms:Decrypt on ${KEY}`,
  ],
  [
    "another role",
    "copy_role_assume_bucket_role",
    statement("S", ["sts:AssumeRole"], ["arn:aws:iam::111111111111:role/admin"]),
    "assume-bucket-role lets the copy role sts:AssumeRole on arn:aws:iam::111111111111:role/admin",
  ],
])("beyond a link is %s", (_, name, given, what) => {
  expect(beyond(name, [given])).toEqual([`statement S of ${what}`]);
});
