import { BUCKETS_LINK } from "../../../testing/links/bucket-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { type DeployAccount, deployPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";

/** What the doctor may more of a link with buckets, beside the roles that it reads. */
function added(changes: object, account: DeployAccount) {
  const policyOf = (of: object) => deployPolicies(new Synth(linkWith(of)).json, account).doctor.Statement;
  const known = new Set(policyOf({}).map(({ Sid }) => Sid));
  return policyOf(changes).filter(({ Sid, Action }) => !known.has(Sid) && !Action.includes("iam:GetRole"));
}

const BUCKETS = {
  buckets: [
    { name: "acme-landing", copyFrom: ["incoming/", "both/"], unloadTo: ["both/"] },
    { name: "acme-exports", unloadTo: ["out/"], kmsKeyArn: BUCKETS_LINK.buckets[0].kmsKeyArn },
  ],
};

test("the doctor may list below the prefixes of a link alone, and ask what they encrypt with and for the state of their keys", () => {
  const list = (index: number, bucket: string, prefixes: readonly string[]) => ({
    ...{ Sid: `ListBucket${index}`, Effect: "Allow", Action: ["s3:ListBucket"] },
    Resource: [`arn:aws:s3:::${bucket}`],
    Condition: { StringEquals: { "s3:prefix": prefixes } },
  });
  expect(added(BUCKETS, "lambda")).toEqual([
    list(1, "acme-landing", ["incoming/", "both/"]),
    list(2, "acme-exports", ["out/"]),
    {
      ...{ Sid: "LookAtBuckets", Effect: "Allow", Action: ["s3:GetEncryptionConfiguration"] },
      Resource: ["arn:aws:s3:::acme-landing", "arn:aws:s3:::acme-exports"],
    },
    {
      ...{ Sid: "LookAtKeys", Effect: "Allow", Action: ["kms:DescribeKey"] },
      Resource: [BUCKETS_LINK.buckets[0].kmsKeyArn],
    },
  ]);
});

test("the doctor may ask who is attached to the warehouse: a cluster by its name, a workgroup has none in IAM", () => {
  expect(added(BUCKETS, "redshift")).toEqual([
    {
      ...{ Sid: "LookAtCluster", Effect: "Allow", Action: ["redshift:DescribeClusters"] },
      Resource: ["arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse"],
    },
  ]);
  const target = {
    workgroup: "analytics",
    workgroupId: "11111111-2222-3333-4444-555555555555",
    database: "dev",
  };
  expect(added({ ...BUCKETS, target }, "redshift")).toEqual([
    {
      ...{ Sid: "LookAtWorkgroup", Effect: "Allow" },
      Action: ["redshift-serverless:GetWorkgroup", "redshift-serverless:GetNamespace"],
      Resource: ["workgroup/*", "namespace/*"].map(
        (resource) => `arn:aws:redshift-serverless:ap-northeast-1:222222222222:${resource}`,
      ),
    },
  ]);
});
