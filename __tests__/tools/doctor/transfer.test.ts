import type { IamRole } from "../../../access/iam/iam-role";
import type { Link } from "../../../config/link";
import { permissionDocument, trustDocument } from "../../../policies/document";
import {
  bucketRolePolicies,
  copyRolePolicies,
  hasBuckets,
  transferArns,
} from "../../../stacks/data-transfer";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { linkWith, TARGETS } from "../../../testing/links/links";
import { facts } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runChecks } from "../../../tools/doctor/judge/run-check";
import type { LookedAtRole, TransferFacts } from "../../../tools/doctor/read/transfer-facts";

const LINK = linkWith({ buckets: BUCKETS });
const SERVERLESS = linkWith({ buckets: BUCKETS, target: TARGETS["serverless-iam"] });

/** The roles as the stack makes them. */
function deployed(link: Link, role: LookedAtRole): IamRole {
  if (!hasBuckets(link)) throw new Error("the link has no buckets");
  const isCopy = role === "copy role";
  const { trust, inlinePolicies } = isCopy ? copyRolePolicies(link) : bucketRolePolicies(link);
  const { copyRole, bucketRole } = transferArns(link);
  return {
    arn: isCopy ? copyRole : bucketRole,
    uniqueId: "AROAROLE",
    trust: trustDocument(trust),
    inlinePolicies: Object.entries(inlinePolicies).map(([name, statements]) => ({
      ...{ name, document: permissionDocument(statements) },
    })),
    ...{ managedPolicyArns: [], documents: {}, maxSessionSeconds: 3600, description: "", tags: {} },
  };
}

const refusing = async (): Promise<never> => {
  throw Object.assign(new Error("not you"), { name: "AccessDenied" });
};

async function told(changes: Partial<TransferFacts> = {}, link = LINK) {
  const transfer: TransferFacts = {
    attachedRoles: async () => [{ arn: deployed(link, "copy role").arn, status: "in-sync" }],
    role: async (role) => deployed(link, role),
    oneObjectBelow: async (_, prefix) => `${prefix}a.csv`,
    keyState: async () => "Enabled",
    ...changes,
  };
  const ids = ["copy-role-attached", "hop-3", "hop-4", "buckets", "bucket-keys"];
  const checks = linkChecks(false, undefined, {}, { buckets: true }).filter(({ id }) => ids.includes(id));
  const results = await runChecks(checks, facts({ link, transfer }));
  expect(results.map(({ id }) => id)).toEqual(ids);
  return results;
}

const notOk = async (changes: Partial<TransferFacts>) =>
  (await told(changes)).filter(({ status }) => status !== "ok").map(({ id, status }) => `${id}: ${status}`);

test("a link with buckets that works is ok, on a cluster and on a workgroup; others are not asked", async () => {
  for (const link of [LINK, SERVERLESS]) {
    expect((await told({}, link)).filter(({ status }) => status !== "ok")).toEqual([]);
  }
  expect(linkChecks(false).filter(({ id }) => /copy|bucket|hop-[34]/.test(id))).toEqual([]);
});

test("a role that is not attached, or not any more, is a problem with the command; one on its way is not decided", async () => {
  const [, { next = "" } = {}] = [0, (await told({ attachedRoles: async () => [] }))[0]];
  expect(next).toMatch(
    /^npm run attach -- analytics, or by hand: aws redshift modify-cluster-iam-roles .* --add-iam-roles arn/,
  );
  const withStatus = (status: string) =>
    notOk({ attachedRoles: async () => [{ arn: deployed(LINK, "copy role").arn, status }] });
  expect(await withStatus("removing")).toEqual(["copy-role-attached: problem"]);
  expect(await withStatus("adding")).toEqual(["copy-role-attached: could-not-check"]);
});

test("a copy role that trusts nobody, or every database user, breaks hop 3", async () => {
  const trusting = (change: (text: string) => string) =>
    notOk({
      role: async (role) => {
        const live = deployed(LINK, role);
        if (role === "bucket role") return live;
        return { ...live, trust: JSON.parse(change(JSON.stringify(live.trust))) as unknown };
      },
    });
  expect(await trusting((text) => text.replace("redshift.amazonaws.com", "ec2.amazonaws.com"))).toEqual([
    "hop-3: problem",
  ]);
  expect(
    await trusting((text) => text.replace("dbuser:warehouse/analyst", "dbuser:warehouse/other")),
  ).toEqual(["hop-3: problem"]);
  expect(await trusting((text) => text.replaceAll("sts:ExternalId", "aws:PrincipalOrgID"))).toEqual([
    "hop-3: problem",
  ]);
  expect(
    await trusting((text) =>
      text.replace("StringEquals", "StringLike").replace("dbuser:warehouse/analyst", "dbuser:*"),
    ),
  ).toEqual(["hop-3: problem"]);
});

test("a bucket role that trusts another role, and a copy role that may not assume it, break hop 4", async () => {
  expect(
    await notOk({
      role: async (role) =>
        role === "copy role" ? { ...deployed(LINK, role), inlinePolicies: [] } : deployed(LINK, role),
    }),
  ).toEqual(["hop-4: problem"]);
  expect(
    await notOk({
      role: async (role) => ({
        ...deployed(LINK, role),
        ...(role === "bucket role" ? { trust: deployed(LINK, "copy role").trust } : {}),
      }),
    }),
  ).toEqual(["hop-4: problem"]);
  expect(await notOk({ role: async () => undefined })).toEqual(["hop-3: problem", "hop-4: problem"]);
});

test("a bucket that is gone and a key that is disabled are problems; nothing to load yet is not decided", async () => {
  const gone = async (): Promise<never> => {
    throw Object.assign(new Error(""), { name: "NoSuchBucket" });
  };
  expect(await notOk({ oneObjectBelow: gone })).toEqual(["buckets: problem"]);
  expect(await notOk({ oneObjectBelow: async () => undefined })).toEqual(["buckets: could-not-check"]);
  expect(
    await notOk({ oneObjectBelow: async (_, prefix) => (prefix === "exports/" ? undefined : "a") }),
  ).toEqual([]);
  expect(await notOk({ keyState: async () => "PendingDeletion" })).toEqual(["bucket-keys: problem"]);
});

test("what may not be read could not be checked, and the permission is named", async () => {
  const results = await told({
    attachedRoles: refusing,
    role: refusing,
    oneObjectBelow: refusing,
    keyState: refusing,
  });
  const key = BUCKETS[0].kmsKeyArn;
  expect(results.map(({ status, next = "" }) => [status, /need (.*) to look/.exec(next)?.[1]])).toEqual([
    ["could-not-check", "redshift:DescribeClusters"],
    ["could-not-check", "iam:GetRole and what lists its policies"],
    ["could-not-check", "iam:GetRole and what lists its policies"],
    ["could-not-check", "s3:ListBucket on arn:aws:s3:::acme-landing"],
    ["could-not-check", `kms:DescribeKey on ${key}`],
  ]);
});
