import type { StoredRole } from "../../../emulator/iam/stored-role";
import type { UnloadEncryption } from "../../../emulator/redshift-data/copy/statement/unload-statement";
import { type CopyAccounts, copyAccounts } from "../../../testing/emulator/copy-accounts";

const {
  L,
  R,
  COPY,
  BUCKET,
  KEY,
  SERVERLESS,
  COPY_ROLE,
  TRUSTS_COPY,
  LIST,
  READ,
  WRITE,
  USE_KEY,
  document,
  allow,
  role,
  externalId,
  trusting,
  events,
  open,
  FakeMoto,
} = copyAccounts;

/** The first line of what a statement fails with, without the ids of a request. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => "nothing was refused",
    (reason: Error) => reason.message,
  );
  return (error.split("\n")[0] ?? "").replace(/,Rid .*$/, "");
}

const NOT_ATTACHED = (arn: string) =>
  `ERROR: User ${externalId("warehouse")} is not authorized to assume IAM Role ${arn}`;
const NOT_ASSUMABLE = (arn: string) =>
  `ERROR: exception name : UnauthorizedException, error type : ${arn === COPY ? 135 : 138}, message: Not authorized to get credentials of role ${arn}, should retry : 0`;

const bucketRole = (...statements: object[]) => role(BUCKET, TRUSTS_COPY, ...statements);
const withTrust = (trust: object) => [
  role(COPY, trust, allow("sts:AssumeRole", BUCKET)),
  bucketRole(LIST, READ),
];

test("a statement looks for its bucket once, the next one again: its policy may be another one then", async () => {
  const moto = new FakeMoto();
  for (const looks of [1, 2]) {
    const files = await open({ moto });
    await files.list({ bucket: "landing", key: "in/" });
    await files.read({ bucket: "landing", key: "in/a" });
    expect(moto.looks).toBe(looks);
  }
});

test("both hops lead to the files, and each is told", async () => {
  events.length = 0;
  const files = await open();
  const [file] = await files.list({ bucket: "landing", key: "in/" });
  expect(file).toEqual({ location: { bucket: "landing", key: "in/a" }, bytes: 3 });
  expect(String(await files.read({ bucket: "landing", key: "in/a" }))).toBe("abc");
  const session = `arn:aws:sts::${L}:assumed-role/bucket/RedshiftIamRoleSession`;
  expect(
    events.map((event) =>
      event.kind === "assume-role"
        ? [event.caller, event.role, event.allowed]
        : event.kind === "authorization" && [event.caller, event.action, event.allowed],
    ),
  ).toEqual([
    ["redshift.amazonaws.com", COPY, true],
    [`arn:aws:sts::${R}:assumed-role/copy/RedshiftIamRoleSession`, BUCKET, true],
    [session, "s3:ListBucket", true],
    [session, "s3:GetObject", true],
  ]);
});

test.each<[string, CopyAccounts, string]>([
  ["a role that is not attached", { role: [BUCKET] }, NOT_ATTACHED(BUCKET)],
  ["another database user", { user: "guest" }, NOT_ASSUMABLE(COPY)],
  ["another service", { roles: withTrust(trusting("lambda.amazonaws.com")) }, NOT_ASSUMABLE(COPY)],
  [
    "the service of another region",
    { roles: withTrust(trusting("redshift.us-east-1.amazonaws.com")) },
    NOT_ASSUMABLE(COPY),
  ],
  [
    "another source account",
    { roles: withTrust(trusting("redshift.amazonaws.com", { "aws:SourceAccount": L })) },
    NOT_ASSUMABLE(COPY),
  ],
  ["a role that is gone", { roles: [] }, NOT_ASSUMABLE(COPY)],
  [
    "no default role",
    { role: "default" },
    "ERROR: The default IAM role is not set. Set a default IAM role for the cluster or namespace.",
  ],
  [
    "a copy role that may not assume the bucket role",
    { roles: [role(COPY, trusting("redshift.amazonaws.com")), bucketRole(LIST)] },
    NOT_ASSUMABLE(BUCKET),
  ],
  ["a name in the place of an ARN", { role: ["copy"] }, NOT_ATTACHED("copy")],
  ["a space within the chain", { role: [COPY, ` ${BUCKET}`] }, NOT_ASSUMABLE(` ${BUCKET}`)],
  ["a second role that is no ARN", { role: [COPY, "bucket"] }, NOT_ASSUMABLE("bucket")],
  [
    "a bucket role that trusts somebody else",
    {
      roles: [
        COPY_ROLE,
        role(BUCKET, { ...TRUSTS_COPY, Principal: { AWS: `arn:aws:iam::${R}:role/other` } }, LIST),
      ],
    },
    NOT_ASSUMABLE(BUCKET),
  ],
  [
    "serverless: one of two services trusted",
    {
      warehouse: SERVERLESS,
      roles: withTrust(
        trusting("redshift.amazonaws.com", { "sts:ExternalId": externalId(`serverless-${R}-w-1`) }),
      ),
    },
    NOT_ASSUMABLE(COPY),
  ],
])("hop refused: %s", async (_name, accounts, error) => {
  expect(await refusal(open(accounts))).toBe(error);
});

test("serverless: both services, the workgroup's id in the database user, and no aws:SourceArn", async () => {
  const services = ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"];
  const trust = (more: object = {}) =>
    trusting(services, { "sts:ExternalId": externalId(`serverless-${R}-w-1`), ...more });
  const accounts = (given: object) => ({ warehouse: SERVERLESS, roles: withTrust(given) });
  expect(await refusal(open(accounts(trust())))).toBe("nothing was refused");
  const source = { "aws:SourceArn": `arn:aws:redshift-serverless:eu-central-1:${R}:workgroup/w-1` };
  expect(await refusal(open(accounts(trust(source))))).toBe(NOT_ASSUMABLE(COPY));
  const cluster = { "aws:SourceArn": `arn:aws:redshift:eu-central-1:${R}:cluster:warehouse` };
  const roles = withTrust(trusting("redshift.eu-central-1.amazonaws.com", cluster));
  expect(await refusal(open({ roles }))).toBe("nothing was refused");
});

const DENIED = (action: string, resource: string) =>
  `ERROR: S3ServiceException:User: arn:aws:sts::${L}:assumed-role/bucket/RedshiftIamRoleSession is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action,Status 403,Error AccessDenied`;
const OBJECT = "arn:aws:s3:::landing";
const at = (key: string, bucket = "landing") => ({ bucket, key });

async function written(
  roles: StoredRole[],
  encryption: UnloadEncryption,
  moto = new FakeMoto(),
): Promise<unknown> {
  const files = await open({ roles, moto });
  const error = await refusal(files.write(at("out/x"), Buffer.from("x"), encryption));
  return error === "nothing was refused" ? moto.written : error;
}

test("each action is decided: prefix, object, bucket, key", async () => {
  const files = await open();
  expect(await refusal(files.list(at("other/")))).toBe(DENIED("s3:ListBucket", OBJECT));
  expect(await refusal(files.read(at("other/a")))).toBe(DENIED("s3:GetObject", `${OBJECT}/other/a`));
  expect(await refusal(files.read(at("in/secret")))).toBe(DENIED("kms:Decrypt", KEY));
  expect(await refusal(files.remove(at("out/x")))).toBe(DENIED("s3:DeleteObject", `${OBJECT}/out/x`));
  expect(await refusal(files.list(at("in/", "nowhere")))).toBe(
    "ERROR: S3ServiceException:The specified bucket does not exist,Status 404,Error NoSuchBucket",
  );
  const withKey = await open({ roles: [COPY_ROLE, bucketRole(LIST, READ, USE_KEY)] });
  expect(String(await withKey.read(at("in/secret")))).toBe("abc");
  const elsewhere = await open({ region: "us-east-1" });
  expect(await refusal(elsewhere.list(at("in/")))).toContain(
    "must be addressed using the specified endpoint",
  );
});

test("a write asks for the key that it uses, and for a look at what it wrote", async () => {
  const aes = ['PUT /landing/out/x {"x-amz-server-side-encryption":"AES256"}'];
  expect(await written([COPY_ROLE, bucketRole(WRITE)], "s3")).toEqual(aes);
  expect(await written([COPY_ROLE, bucketRole(READ)], "s3")).toBe(DENIED("s3:PutObject", `${OBJECT}/out/x`));
  const putOnly = bucketRole(allow("s3:PutObject", `${OBJECT}/out/*`));
  expect(await written([COPY_ROLE, putOnly], "s3")).toBe(DENIED("s3:GetObject", `${OBJECT}/out/x`));
  const encrypted = new FakeMoto();
  encrypted.encryption = `<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${KEY}</KMSMasterKeyID>`;
  expect(await written([COPY_ROLE, bucketRole(WRITE)], "bucket", encrypted)).toBe(
    DENIED("kms:GenerateDataKey", KEY),
  );
  const generateOnly = bucketRole(WRITE, allow("kms:GenerateDataKey", KEY));
  expect(await written([COPY_ROLE, generateOnly], "bucket", encrypted)).toBe(DENIED("kms:Decrypt", KEY));
  const kms = `{"x-amz-server-side-encryption":"aws:kms","x-amz-server-side-encryption-aws-kms-key-id":"${KEY}"}`;
  expect(await written([COPY_ROLE, bucketRole(WRITE, USE_KEY)], "bucket", encrypted)).toEqual([
    `PUT /landing/out/x ${kms}`,
  ]);
  expect(await written([COPY_ROLE, bucketRole(WRITE, USE_KEY)], { kmsKeyId: KEY })).toEqual([
    `PUT /landing/out/x ${kms}`,
  ]);
});

test("across accounts the bucket's policy must allow it too, and S3 says less", async () => {
  const alone = {
    role: [COPY] as const,
    roles: [role(COPY, trusting("redshift.amazonaws.com"), LIST, READ)],
  };
  const moto = new FakeMoto();
  expect(await refusal((await open({ ...alone, moto })).read(at("in/a")))).toBe(
    "ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied",
  );
  moto.policy = JSON.stringify(document({ ...READ, Principal: { AWS: COPY } }));
  expect(String(await (await open({ ...alone, moto })).read(at("in/a")))).toBe("abc");
  moto.policy = JSON.stringify(document({ ...READ, Effect: "Deny", Principal: "*" }));
  expect(await refusal((await open({ moto })).read(at("in/a")))).toContain(
    "with an explicit deny in a resource-based policy",
  );
});

test("details name what was read, and the statement", async () => {
  const error = await (await open()).read(at("other/a")).then(String, String);
  expect(error.split("\n").slice(3)).toEqual([
    expect.stringMatching(/^ {2}error: {2}S3ServiceException:User: /),
    "  code:      8001",
    "  context:   S3 key being read : s3://landing/other/a",
    "  query:     7",
    "  location:  s3_utility.cpp:545",
    "  process:   padbmaster [pid=8]",
    "  -----------------------------------------------",
  ]);
});
