import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Link } from "../../config/link";
import { permissionDocument, trustDocument } from "../../policies/document";
import { ENVIRONMENT } from "../../redshift-data/link/environment-names";
import { bucketRolePolicies, copyRolePolicies, hasBuckets } from "../../stacks/data-transfer";
import { BUCKETS, BUCKETS_LINK } from "../../testing/links/bucket-link";
import { EVERY_AUTH_MODE, linkWith, TARGETS } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";

const GOLDEN = join(__dirname, "buckets.golden.json");
const PLAIN = { name: "acme-landing", copyFrom: ["incoming/"] };

/** The documents of the two roles, as IAM gets them. */
function documents(changes: object) {
  const link: Link = linkWith(changes);
  if (!hasBuckets(link)) throw new Error("the fixture has no bucket");
  const [copy, bucket] = [copyRolePolicies(link), bucketRolePolicies(link)];
  return {
    copyTrust: trustDocument(copy.trust),
    copy: Object.values(copy.inlinePolicies).map(permissionDocument),
    bucketTrust: trustDocument(bucket.trust),
    bucket: Object.values(bucket.inlinePolicies).map(permissionDocument),
  };
}

const owned = { StringEquals: { "aws:ResourceAccount": "111111111111" } };

test("a bucket to load from gives these four documents, and nothing may be written", () => {
  const condition = {
    StringEquals: {
      "aws:SourceAccount": "222222222222",
      "sts:ExternalId": "arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/analyst",
    },
  };
  const allow = (Sid: string, Action: string, Resource: string, Condition?: object) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition && { Condition }),
  });
  const document = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
  expect(documents({ buckets: [PLAIN] })).toEqual({
    copyTrust: document({
      Sid: "TrustRedshift",
      Effect: "Allow",
      Principal: { Service: "redshift.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: condition,
    }),
    copy: [
      document(
        allow("AssumeBucketRole", "sts:AssumeRole", "arn:aws:iam::111111111111:role/analytics-bucket"),
      ),
    ],
    bucketTrust: document({
      Sid: "TrustRole",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222222222222:role/analytics-copy" },
      Action: "sts:AssumeRole",
    }),
    bucket: [
      document(
        allow("ListBucket1", "s3:ListBucket", "arn:aws:s3:::acme-landing", {
          StringLike: { "s3:prefix": "incoming/*" },
          ...owned,
        }),
        allow("ReadBucket1", "s3:GetObject", "arn:aws:s3:::acme-landing/incoming/*", owned),
      ),
    ],
  });
});

/** The statements on the bucket: action → resources. */
function granted(bucket: object): Record<string, unknown> {
  const [document] = documents({ buckets: [{ name: "acme-landing", ...bucket }] }).bucket;
  const { Statement } = document as { Statement: { Action: unknown; Resource: unknown }[] };
  return Object.fromEntries(Statement.map(({ Action, Resource }) => [String(Action), Resource]));
}

test("each direction, CLEANPATH and a key give the actions they need, and no other", () => {
  const bucket = "arn:aws:s3:::acme-landing";
  const key = BUCKETS[0].kmsKeyArn;
  const unload = {
    "s3:ListBucket": bucket,
    "s3:GetObject": `${bucket}/out/*`,
    "s3:PutObject": `${bucket}/out/*`,
  };
  expect(granted({ unloadTo: ["out/"] })).toEqual(unload);
  expect(granted({ unloadTo: ["out/"], cleanPath: false })).toEqual(unload);
  expect(granted({ unloadTo: ["out/"], cleanPath: true })).toEqual({
    ...unload,
    "s3:DeleteObject": `${bucket}/out/*`,
  });
  expect(granted({ unloadTo: ["out/"], kmsKeyArn: key })).toEqual({
    ...unload,
    "kms:Decrypt,kms:GenerateDataKey": key,
  });
  expect(granted({ copyFrom: ["in/"], kmsKeyArn: key })).toEqual({
    "s3:ListBucket": bucket,
    "s3:GetObject": `${bucket}/in/*`,
    "kms:Decrypt": key,
  });
  expect(granted({ copyFrom: ["both/"], unloadTo: ["both/"] })).toEqual({
    "s3:ListBucket": bucket,
    "s3:GetObject": `${bucket}/both/*`,
    "s3:PutObject": `${bucket}/both/*`,
  });
});

test("the copy role is bound to the database user of each auth mode", () => {
  const at = "arn:aws:redshift:ap-northeast-1:222222222222:dbuser";
  const workgroup = "serverless-222222222222-0f4f3a5e-1111-2222-3333-444455556666";
  const users = EVERY_AUTH_MODE.map((auth) => {
    const copyRole = auth.endsWith("secret") ? { copyRole: { dbUser: "loader" } } : {};
    const { copyTrust } = documents({ target: TARGETS[auth], buckets: [PLAIN], ...copyRole });
    const { Statement } = copyTrust as {
      Statement: { Principal: { Service: string }; Condition: { StringEquals: Record<string, string> } }[];
    };
    return [
      auth,
      Statement.map(({ Principal }) => Principal.Service.split(".")[0]),
      new Set(Statement.map(({ Condition }) => Condition.StringEquals["sts:ExternalId"])),
    ];
  });
  const both = ["redshift", "redshift-serverless"];
  expect(users).toEqual([
    ["cluster-db-user", ["redshift"], new Set([`${at}:warehouse/analyst`])],
    ["cluster-iam", ["redshift"], new Set([`${at}:warehouse/IAMR:analytics-data`])],
    ["cluster-secret", ["redshift"], new Set([`${at}:warehouse/loader`])],
    ["serverless-iam", both, new Set([`${at}:${workgroup}/IAMR:analytics-data`])],
    ["serverless-secret", both, new Set([`${at}:${workgroup}/loader`])],
  ]);
});

test("a link with buckets is the golden file, which reviewers read", () => {
  const { json } = new Synth(linkWith({ ...BUCKETS_LINK, ssmOutputs: {} }));
  const text = `${JSON.stringify(json, (name, value) => (name === "//" ? undefined : value), 2)
    .replace(/assets\/[^"]+\/function\.zip/, "assets/<hash>/function.zip")
    .replace(/"source_code_hash": "[^"]+"/, '"source_code_hash": "<hash>"')}\n`;
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, "utf8"));
});

test("in trust mode account the bucket role needs no copy role to exist", () => {
  const synth = new Synth(linkWith({ buckets: [PLAIN], trust: { mode: "account" } }));
  expect(synth.statements("bucket_role_trust")).toMatchObject([
    {
      principals: [{ identifiers: ["arn:aws:iam::222222222222:root"] }],
      condition: [
        { variable: "aws:PrincipalArn", values: ["arn:aws:iam::222222222222:role/analytics-copy"] },
      ],
    },
  ]);
  expect(synth.resource("aws_iam_role", "bucket_role")).not.toHaveProperty("depends_on");
});

test("the function is told of the buckets, in the form that it reads", () => {
  const { environment } = new Synth(linkWith({ buckets: BUCKETS })).resource(
    "aws_lambda_function",
    "query_function",
  ) as { environment: { variables: Record<string, string> } };
  expect(JSON.parse(environment.variables[ENVIRONMENT.copyBuckets] ?? "")).toEqual({
    copyRoleArn: "arn:aws:iam::222222222222:role/analytics-copy",
    buckets: [
      {
        ...BUCKETS[0],
        region: "ap-northeast-1",
        bucketRoleArn: "arn:aws:iam::111111111111:role/analytics-bucket",
      },
      {
        ...BUCKETS[1],
        unloadTo: [],
        bucketRoleArn: "arn:aws:iam::111111111111:role/analytics-bucket",
      },
    ],
  });
});
