import type { EmulatorEvent } from "../../emulator/emulator-event";
import { hopLines, isRefusedHop } from "../../rehearsal/hop-lines";
import { BUCKETS } from "../../testing/links/bucket-link";
import { linkWith } from "../../testing/links/links";

const link = linkWith();
const QUERY = `arn:aws:sts::111111111111:assumed-role/${link.queryRole.name}/analytics-query`;
const DATA = `arn:aws:sts::222222222222:assumed-role/${link.dataRole.name}/analytics-query`;
const OPERATOR = "arn:aws:iam::111111111111:user/operator";
const DATA_ROLE = `arn:aws:iam::222222222222:role/${link.dataRole.name}`;
const TABLE = "arn:aws:redshift:eu-west-1:222222222222:cluster:c";

const assumed = (caller: string, role: string, allowed = true): EmulatorEvent => ({
  ...{ kind: "assume-role", caller, role, allowed, reason: "" },
});
const asked = (caller: string, action: string, allowed = true): EmulatorEvent => ({
  ...{ kind: "authorization", caller, action, resource: TABLE, allowed, reason: "" },
});

test("every decision about the function's hops is a line, in order", () => {
  const events = [
    assumed(QUERY, DATA_ROLE),
    asked(DATA, "redshift-data:ExecuteStatement"),
    asked(DATA, "redshift:GetClusterCredentials", false),
    asked(DATA, "secretsmanager:GetSecretValue"),
    asked(DATA, "kms:Decrypt"),
    assumed(QUERY, DATA_ROLE, false),
  ];
  expect(hopLines(link, events)).toEqual([
    `    hop 1  allowed  sts:AssumeRole on ${DATA_ROLE}`,
    `    hop 2  allowed  redshift-data:ExecuteStatement on ${TABLE}`,
    `    hop 2  DENIED   redshift:GetClusterCredentials on ${TABLE}`,
    `    hop 2  allowed  secretsmanager:GetSecretValue on ${TABLE}`,
    `    hop 2  allowed  kms:Decrypt on ${TABLE}`,
    `    hop 1  DENIED   sts:AssumeRole on ${DATA_ROLE}`,
  ]);
});

test("what others ask meanwhile is none: Terraform, other roles, other accounts, other actions", () => {
  const events = [
    assumed(OPERATOR, "arn:aws:iam::222222222222:role/deployer"),
    assumed("arn:aws:sts::111111111111:assumed-role/deployer/terraform", DATA_ROLE),
    asked("arn:aws:sts::222222222222:assumed-role/deployer/terraform", "redshift-data:ListStatements"),
    asked(DATA.replace("222222222222", "333333333333"), "redshift-data:ExecuteStatement"),
    asked(DATA.replace(link.dataRole.name, `${link.dataRole.name}-2`), "redshift-data:ExecuteStatement"),
    asked(DATA, "logs:PutLogEvents"),
    assumed(DATA, DATA_ROLE),
    asked(QUERY, "kms:Decrypt"),
  ];
  expect(hopLines(link, events)).toEqual([]);
});

test("a refused hop is a refusal of the link's own function at one of its hops", () => {
  const rows: readonly (readonly [EmulatorEvent, boolean])[] = [
    [assumed(QUERY, DATA_ROLE, false), true],
    [assumed(QUERY, DATA_ROLE), false],
    [assumed(OPERATOR, DATA_ROLE, false), false],
    [asked(DATA, "redshift:GetClusterCredentials", false), true],
    [asked(DATA, "redshift:GetClusterCredentials"), false],
    [asked(DATA, "logs:PutLogEvents", false), false],
    [asked(OPERATOR, "redshift-data:ExecuteStatement", false), false],
    [{ kind: "note", message: "redshift" }, false],
  ];
  expect(rows.map(([event]) => isRefusedHop(link, event))).toEqual(rows.map(([, expected]) => expected));
});

describe("of a link with buckets", () => {
  const transferring = linkWith({ buckets: BUCKETS });
  const COPY_ROLE = "arn:aws:iam::222222222222:role/analytics-copy";
  const COPY = "arn:aws:sts::222222222222:assumed-role/analytics-copy/RedshiftIamRoleSession";
  const BUCKET_ROLE = "arn:aws:iam::111111111111:role/analytics-bucket";
  const BUCKET = "arn:aws:sts::111111111111:assumed-role/analytics-bucket/RedshiftIamRoleSession";
  const redshift = assumed("redshift.amazonaws.com", COPY_ROLE, false);
  const chained = assumed(COPY, BUCKET_ROLE);
  const put = asked(BUCKET, "s3:PutObject", false);

  test("hops 3 and 4 are lines, and their refusals are refusals of the link", () => {
    expect(hopLines(transferring, [redshift, chained, put, asked(BUCKET, "kms:Decrypt")])).toEqual([
      `    hop 3  DENIED   sts:AssumeRole by redshift.amazonaws.com on ${COPY_ROLE}`,
      `    hop 4  allowed  sts:AssumeRole on ${BUCKET_ROLE}`,
      `    hop 4  DENIED   s3:PutObject on ${TABLE}`,
      `    hop 4  allowed  kms:Decrypt on ${TABLE}`,
    ]);
    expect([redshift, chained, put].map((event) => isRefusedHop(transferring, event))).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("whoever else assumes these roles or uses the buckets is none, and no other link has such hops", () => {
    const others = [
      assumed("redshift.amazonaws.com", `${COPY_ROLE}-2`),
      assumed(OPERATOR, COPY_ROLE),
      asked(OPERATOR, "s3:GetObject"),
      asked(BUCKET, "iam:GetRole"),
    ];
    expect(hopLines(transferring, others)).toEqual([]);
    expect(hopLines(link, [redshift, chained, put])).toEqual([]);
  });
});
