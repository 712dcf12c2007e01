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
import { existingStack, withExisting } from "../../../testing/links/existing-parts";
import { linkWith, TARGETS } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { facts } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runChecks } from "../../../tools/doctor/judge/run-check";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import { declaredIn } from "../../../tools/doctor/read/read-declared";
import type { RoleSide } from "../../../tools/doctor/read/sides";
import type { TransferFacts } from "../../../tools/doctor/read/transfer-facts";

const LINK = linkWith({ buckets: BUCKETS });
const SERVERLESS = linkWith({ buckets: BUCKETS, target: TARGETS["serverless-iam"] });

/** The roles as the stack makes them. */
function deployed(link: Link, role: RoleSide): IamRole {
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

type Changes = Partial<TransferFacts & Pick<LinkFacts, "role">>;

async function told({ role, ...changes }: Changes = {}, link = LINK) {
  const transfer: TransferFacts = {
    attachedRoles: async () => [{ arn: deployed(link, "copy role").arn, status: "in-sync" }],
    oneObjectBelow: async (_, prefix) => `${prefix}a.csv`,
    keyState: async () => "Enabled",
    ...changes,
  };
  const ids = ["copy-role-attached", "hop-3", "hop-4", "buckets", "bucket-keys"];
  const checks = linkChecks(false, undefined, {}, { buckets: true }).filter(({ id }) => ids.includes(id));
  const look = role ?? (async (side: RoleSide) => deployed(link, side));
  const results = await runChecks(checks, facts({ link, transfer, role: look }));
  expect(results.map(({ id }) => id)).toEqual(ids);
  return results;
}

const notOk = async (changes: Changes, link = LINK) =>
  (await told(changes, link))
    .filter(({ status }) => status !== "ok")
    .map(({ id, status }) => `${id}: ${status}`);

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
  const trusting = (change: (text: string) => string, link = LINK) => {
    const role = async (side: RoleSide) => {
      const live = deployed(link, side);
      if (side === "bucket role") return live;
      return { ...live, trust: JSON.parse(change(JSON.stringify(live.trust))) as unknown };
    };
    return notOk({ role }, link);
  };
  // A workgroup asks through both services.
  expect(
    await trusting((text) => text.replace("redshift-serverless.amazonaws", "ec2.amazonaws"), SERVERLESS),
  ).toEqual(["hop-3: problem"]);
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

test("attached policies and the boundary of the copy role decide hop 4 too", async () => {
  const arn = "arn:aws:iam::222222222222:policy/more";
  const withMore = (Effect: string, more: Partial<IamRole>) => {
    const documents = { [arn]: { Statement: [{ Effect, Action: "*", Resource: "*" }] } };
    const changed = (side: RoleSide) => (side === "copy role" ? { ...more, documents } : {});
    return notOk({ role: async (side) => ({ ...deployed(LINK, side), ...changed(side) }) });
  };
  const attached = { inlinePolicies: [], managedPolicyArns: [arn] };
  expect(await withMore("Allow", attached)).toEqual([]);
  expect(await withMore("Deny", { boundaryArn: arn })).toEqual(["hop-4: problem"]);
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
  expect(
    await notOk({ oneObjectBelow: (_, prefix) => (prefix === "exports/" ? gone() : Promise.resolve("a")) }),
  ).toEqual(["buckets: problem"]);
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
    [
      "could-not-check",
      "redshift:DescribeClusters on arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse",
    ],
    ["could-not-check", "iam:GetRole and what lists its policies"],
    ["could-not-check", "iam:GetRole and what lists its policies"],
    ["could-not-check", "s3:ListBucket on arn:aws:s3:::acme-landing"],
    ["could-not-check", `kms:DescribeKey on ${key}`],
  ]);
});

describe("the roles of the buckets, line by line", () => {
  const PARTS = { copyRole: {}, bucketRole: {} };
  const OWN = declaredIn(new Synth(LINK).json);
  const THEIRS = declaredIn(existingStack({ buckets: BUCKETS }, PARTS));
  const OF_OTHERS = linkWith({ buckets: BUCKETS, ...withExisting(["copyRole", "bucketRole"]) });
  const roleIds = { "aws_iam_role.copy_role": "AROAROLE", "aws_iam_role.bucket_role": "AROAROLE" };

  async function checked(others: boolean, changes: Partial<LinkFacts> = {}) {
    const link = others ? OF_OTHERS : LINK;
    const subject = facts({
      link,
      declared: async () => (others ? THEIRS : OWN),
      role: async (side) => deployed(link, side),
      ...changes,
      terraform: { ...facts().terraform, state: async () => ({ addresses: [], roleIds, placed: [] }) },
    });
    const checks = linkChecks(false, undefined, {}, { buckets: true }).filter(({ id }) =>
      /^(copy|bucket)-role$/.test(id),
    );
    const results = await runChecks(checks, subject);
    return results.map(({ id, status, found, next }) => ({ id, status, found, next }));
  }

  const emptied = async (side: RoleSide) => ({ ...deployed(LINK, side), inlinePolicies: [] });

  test("are ok as deployed, or as their owners make them", async () => {
    const told = async (others: boolean) =>
      (await checked(others)).map(({ id, status, found }) => `${id} ${status} ${found}`);
    expect(await told(false)).toEqual([
      "copy-role ok unique id AROAROLE, every policy as declared",
      "bucket-role ok unique id AROAROLE, every policy as declared",
    ]);
    expect(await told(true)).toEqual([
      "copy-role ok every policy as the hand-off asks",
      "bucket-role ok every policy as the hand-off asks",
    ]);
  });

  test("are a problem of whoever makes them when a policy is missing", async () => {
    const own = await checked(false, { role: emptied });
    expect(own.map(({ id, status, found }) => [id, status, found])).toEqual([
      ["copy-role", "problem", "1 policy line differs from the stack"],
      ["bucket-role", "problem", expect.stringMatching(/^\d+ policy lines differ from the stack$/)],
    ]);
    const others = await checked(true, { role: emptied });
    const owner = (id: string) =>
      `others own it: ask the owner of account ${id} for what cdktf.out/handoff/analytics.md says, or correct what links.yaml says of it`;
    expect(others.map(({ status, next }) => [status, next])).toEqual([
      ["problem", owner("222222222222")],
      ["problem", owner("111111111111")],
    ]);
  });

  test("hops 3 and 4 send to the owners of roles that are not there, and to those who may read them", async () => {
    const hops = async (role: LinkFacts["role"]) =>
      (await told({ role }, OF_OTHERS)).filter(({ id }) => /^hop-[34]$/.test(id));
    const gone = await hops(async (side) => (side === "copy role" ? undefined : deployed(OF_OTHERS, side)));
    expect(gone.map(({ status, next }) => [status, next])).toEqual(
      gone.map(() => ["problem", expect.stringContaining("ask the owner of account 222222222222")]),
    );
    const unlike = await hops(emptied);
    expect(unlike[1]?.next).toMatch(/owner of account 222222222222 .*; .*owner of account 111111111111 /);
    const hidden = await hops(refusing);
    expect(hidden.map(({ status, next }) => [status, next])).toEqual(
      hidden.map(() => [
        "could-not-check",
        expect.stringContaining("others own it: whoever runs the doctor needs iam:GetRole"),
      ]),
    );
  });
});
