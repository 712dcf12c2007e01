import { dbUserArn } from "../../../aws/redshift";
import { bucketArn } from "../../../aws/s3";
import type { LinkAccess } from "../link-access";
import { linkTarget } from "../link-target";
import type { Question } from "../question";
import { copyingServices, copyingUser } from "../transfer/copying-user";
import type { TransferAccess } from "../transfer/transfer-access";
import { type BucketCall, bucketCalls, OBJECT } from "./bucket-calls";
import { ANY_OTHER, anyOtherRoleArn } from "./describe-request";
import { foreignAccount, INTRUDER, strangeServiceProbes, transferStrangerProbes } from "./hop1-probes";
import { exactProbeId, type Probe, type ProbeId, probeId } from "./probe";

const BY_COPY_ROLE = { hop: 3, role: "copy", who: "the copy role" } as const;
const BY_BUCKET_ROLE = { hop: 4, role: "bucket", who: "the bucket role" } as const;

/** What a link with buckets lets happen between Redshift and the buckets, and the near misses of it. Without buckets: none. */
export function transferProbes(link: LinkAccess): readonly Probe[] {
  const { transfer } = link;
  if (transfer === undefined) return [];
  return [
    ...hop3Probes(link),
    ...transferStrangerProbes(link, "copy"),
    ...strangeServiceProbes(link, "copy", copyingServices(link)),
    ...copyRoleProbes(transfer),
    {
      ...BY_COPY_ROLE,
      hop: 4,
      role: "bucket",
      id: "hop4-copy-role",
      does: "assume the bucket role",
      expected: "allowed",
      question: { kind: "assume-transfer-role", role: "bucket", caller: "copy-role" },
    },
    ...transferStrangerProbes(link, "bucket"),
    ...strangeServiceProbes(link, "bucket", []),
    ...bucketRoleProbes(link, transfer),
  ];
}

/** Redshift says whose statement names the role: its account, and the user's ARN, in which the warehouse stands. */
function hop3Probes(link: LinkAccess): readonly Probe[] {
  const target = linkTarget(link);
  const user = copyingUser(link);
  const { accountId } = target;
  const assumes = (service: string, context: Readonly<Record<string, string>>): Question => ({
    kind: "assume-as-service",
    role: "copy",
    service,
    context,
  });
  const as = (arn: string) => ({ "aws:SourceAccount": accountId, "sts:ExternalId": arn });
  const [service = "", ...more] = copyingServices(link);
  const denied = (id: ProbeId, who: string, context: Readonly<Record<string, string>>): Probe => ({
    ...INTRUDER.copy,
    id,
    who,
    question: assumes(service, context),
  });
  return [
    ...[service, ...more].map(
      (own): Probe => ({
        hop: 3,
        role: "copy",
        id: probeId("hop3-service", own),
        who: `service ${own} for db user \`${user.name}\``,
        does: "assume the copy role",
        expected: "allowed",
        question: assumes(own, as(user.arn)),
      }),
    ),
    denied(
      "hop3-other-user",
      "Redshift for another db user",
      as(dbUserArn(target, user.warehouse, `${ANY_OTHER}-user`)),
    ),
    denied(
      "hop3-other-warehouse",
      "Redshift for the same db user of another warehouse",
      as(dbUserArn(target, `${ANY_OTHER}-warehouse`, user.name)),
    ),
    denied("hop3-other-account", "Redshift of another account", {
      ...as(user.arn),
      "aws:SourceAccount": foreignAccount(link),
    }),
    denied("hop3-no-external-id", "Redshift without a db user", { "aws:SourceAccount": accountId }),
  ];
}

/** What the copy role may do beside hop 4: nothing. */
function copyRoleProbes({ copyRole, bucketRole, buckets }: TransferAccess): readonly Probe[] {
  return [
    {
      ...BY_COPY_ROLE,
      id: "copy-role-assumes-another-role",
      does: "assume another role of the lambda account that trusts it",
      expected: "denied",
      question: { kind: "assume-as-copy-role", roleArn: anyOtherRoleArn(bucketRole) },
    },
    {
      ...BY_COPY_ROLE,
      id: "copy-role-writes-its-policies",
      does: "write its own inline policies",
      expected: "denied",
      question: {
        kind: "call-as-transfer-role",
        role: "copy",
        action: "iam:PutRolePolicy",
        resource: copyRole.arn,
      },
    },
    ...buckets.map(
      ({ name }): Probe => ({
        ...BY_COPY_ROLE,
        id: exactProbeId("copy-role", `get object ${name}`),
        does: `read bucket \`${name}\` itself`,
        expected: "denied",
        question: {
          kind: "call-as-transfer-role",
          role: "copy",
          action: "s3:GetObject",
          resource: `${bucketArn(copyRole.partition, name)}/${OBJECT}`,
          resourceAccountId: bucketRole.accountId,
        },
      }),
    ),
  ];
}

function bucketRoleProbes(link: LinkAccess, { bucketRole, buckets }: TransferAccess): readonly Probe[] {
  const { partition, arn } = bucketRole;
  const other = bucketArn(partition, `${ANY_OTHER}-bucket`);
  const calls: readonly BucketCall[] = [
    ...buckets.flatMap((bucket) => bucketCalls(bucket, partition, foreignAccount(link))),
    [`list ${other}`, "list another bucket", "denied", { action: "s3:ListBucket", resource: other }],
    [
      `get ${other}`,
      "read another bucket",
      "denied",
      { action: "s3:GetObject", resource: `${other}/${OBJECT}` },
    ],
    [
      `put ${other}`,
      "write to another bucket",
      "denied",
      { action: "s3:PutObject", resource: `${other}/${OBJECT}` },
    ],
  ];
  return [
    ...calls.map(
      ([subject, does, expected, call]): Probe => ({
        ...BY_BUCKET_ROLE,
        id: exactProbeId("hop4", subject),
        does,
        expected,
        question: { kind: "call-as-transfer-role", role: "bucket", ...call },
      }),
    ),
    {
      ...BY_BUCKET_ROLE,
      id: "bucket-role-writes-its-policies",
      does: "write its own inline policies",
      expected: "denied",
      question: {
        kind: "call-as-transfer-role",
        role: "bucket",
        action: "iam:PutRolePolicy",
        resource: arn,
      },
    },
  ];
}
