import { BUCKETS } from "../../testing/links/bucket-link";
import { linkWith } from "../../testing/links/links";
import { LINKS_OF_PARTS } from "../../testing/links/links-of-parts";
import { Synth } from "../../testing/links/synth-stack";

const providersOf = ({ json }: Synth) => json.provider.aws.map(({ alias }) => alias);

function existingOf({ json }: Synth): Readonly<Record<string, unknown>> {
  const { existing } = json["//"] as { existing: Readonly<Record<string, unknown>> };
  return existing;
}

test("a stack makes nothing of a role between Redshift and the buckets that is others', and needs no provider for its account", () => {
  const lambda = new Synth(linkWith(LINKS_OF_PARTS["lambda account only, with buckets"]));
  const redshift = new Synth(linkWith(LINKS_OF_PARTS["redshift account only, with buckets"]));
  expect([providersOf(lambda), providersOf(redshift)]).toEqual([["lambda_account"], ["redshift_account"]]);
  const transferOf = (synth: Synth) =>
    synth.addresses().filter((address) => /copy_role|bucket_role/.test(address));
  const made = (role: string, policy: string) => [
    `aws_iam_role.${role}`,
    `aws_iam_role_policies_exclusive.${role}`,
    `aws_iam_role_policy.${role}_${policy}`,
    `aws_iam_role_policy_attachments_exclusive.${role}`,
    ...[`${role}_${policy}`, `${role}_trust`].sort().map((id) => `data.aws_iam_policy_document.${id}`),
  ];
  expect(transferOf(lambda)).toEqual(made("bucket_role", "use_buckets"));
  expect(transferOf(redshift)).toEqual(made("copy_role", "assume_bucket_role"));
  // The copy role is there before: nothing waits for it, and its unique id is not this stack's to know.
  expect(lambda.resource("aws_iam_role", "bucket_role")).toEqual({
    provider: "aws.lambda_account",
    name: "analytics-bucket",
    path: "/",
    description: "Assumed by the copy role of link analytics to use the buckets",
    assume_role_policy: "${data.aws_iam_policy_document.bucket_role_trust.json}",
  });
  const copyRole = "arn:aws:iam::222222222222:role/service/warehouse-copy";
  const bucketRole = "arn:aws:iam::111111111111:role/lake-bucket";
  expect(lambda.json.output).toMatchObject({
    copy_role_arn: { value: copyRole },
    bucket_role_arn: { value: "${aws_iam_role.bucket_role.arn}" },
    attach_copy_role_command: { value: expect.stringContaining(` --add-iam-roles ${copyRole}`) },
  });
  expect(redshift.json.output).toMatchObject({
    copy_role_arn: { value: "${aws_iam_role.copy_role.arn}" },
    bucket_role_arn: { value: bucketRole },
  });
  expect(Object.keys(existingOf(lambda))).toEqual(["dataRole", "copyRole"]);
  expect(existingOf(lambda).copyRole).toMatchObject({
    ...{ accountId: "222222222222", arn: copyRole, path: "/service/", textFrom: "hand-off" },
    policies: { "assume-bucket-role": { Statement: [{ Action: "sts:AssumeRole" }] } },
  });
  expect(Object.keys(existingOf(redshift))).toEqual(["queryRole", "bucketRole", "function"]);
  expect(existingOf(redshift).bucketRole).toMatchObject({
    ...{ accountId: "111111111111", arn: bucketRole, path: "/", textFrom: "hand-off" },
    trustPolicy: { Statement: [{ Principal: { AWS: "arn:aws:iam::222222222222:role/analytics-copy" } }] },
    policies: { "use-buckets": { Statement: expect.any(Array) } },
  });
});

test("a stack makes the two roles of its buckets, in both accounts, whoever makes the others", () => {
  const synth = new Synth(
    linkWith({
      queryRole: { name: "runner", path: "/service/", existing: true },
      function: { name: "theirs", existing: true },
      dataRole: { name: "reader", existing: true },
      buckets: BUCKETS,
    }),
  );
  expect(providersOf(synth)).toEqual(["lambda_account", "redshift_account"]);
  expect(synth.addresses().filter((address) => address.startsWith("aws_iam_role."))).toEqual([
    "aws_iam_role.bucket_role",
    "aws_iam_role.copy_role",
  ]);
  expect(synth.addresses().filter((address) => /_(query|data)_role|query_function/.test(address))).toEqual(
    [],
  );
  expect(existingOf(synth)).toMatchObject({
    function: { environment: { COPY_BUCKETS: expect.stringContaining("role/analytics-bucket") } },
  });
});
