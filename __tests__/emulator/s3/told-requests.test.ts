import type { UnloadEncryption } from "../../../emulator/redshift-data/copy/statement/unload-statement";
import { copyAccounts } from "../../../testing/emulator/copy-accounts";

const { L, R, COPY, BUCKET, KEY, COPY_ROLE, TRUSTS_COPY, READ, USE_KEY, FakeMoto } = copyAccounts;
const { document, allow, role, trusting, open } = copyAccounts;

const DENIED = /Status 403,Error AccessDenied/;
const under = (statement: object, Condition: object) => ({ ...statement, Condition });
const at = (key: string) => ({ bucket: "landing", key });
const PUT = allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::landing/out/*");

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: Error) => error.message,
  );

/** What each key is with what is true of the request, and with something else. */
test.each<[string, string, string, string]>([
  ["kms:CallerAccount", "StringEquals", L, R],
  ["kms:ViaService", "StringEquals", "s3.eu-central-1.amazonaws.com", "s3.us-east-1.amazonaws.com"],
  ["aws:CalledViaFirst", "StringEquals", "s3.amazonaws.com", "athena.amazonaws.com"],
])("the use of a bucket's key tells %s", async (key, operator, own, other) => {
  const read = async (value: string) => {
    const keyUse = under(USE_KEY, { [operator]: { [key]: value } });
    const files = await open({ roles: [COPY_ROLE, role(BUCKET, TRUSTS_COPY, READ, keyUse)] });
    return outcome(files.read(at("in/secret")));
  };
  expect(await read(own)).toBe("done");
  expect(await read(other)).toMatch(DENIED);
});

test.each<[string, UnloadEncryption, string]>([
  ["s3:x-amz-server-side-encryption", { kmsKeyId: KEY }, "aws:kms"],
  ["s3:x-amz-server-side-encryption-aws-kms-key-id", { kmsKeyId: "k" }, KEY],
])("a write tells %s", async (key, encryption, value) => {
  const write = async (asked: string) => {
    const put = under(PUT, { StringEqualsIfExists: { [key]: asked } });
    const needed = under(PUT, { Null: { [key]: "true" } });
    const roles = [COPY_ROLE, role(BUCKET, TRUSTS_COPY, put, { ...needed, Action: "s3:GetObject" }, USE_KEY)];
    return outcome((await open({ roles })).write(at("out/x"), Buffer.from("x"), encryption));
  };
  expect(await write(value)).toBe("done");
  expect(await write("else")).toMatch(DENIED);
});

test("of a bucket of another account, its account is told, and the key that AWS keeps there is not for others", async () => {
  const moto = new FakeMoto();
  moto.policy = JSON.stringify(document({ ...PUT, Resource: "*", Principal: { AWS: COPY } }));
  const files = (account: string) => {
    const use = under(allow("s3:*", "*"), { StringEquals: { "s3:ResourceAccount": account } });
    return open({ role: [COPY], roles: [role(COPY, trusting("redshift.amazonaws.com"), use)], moto });
  };
  expect(await outcome((await files(L)).read(at("in/a")))).toBe("done");
  expect(await outcome((await files(R)).read(at("in/a")))).toMatch(DENIED);
  moto.encryption = "<SSEAlgorithm>aws:kms</SSEAlgorithm>";
  const write = async () => outcome((await files(L)).write(at("out/x"), Buffer.from("x"), "bucket"));
  expect(await write()).toMatch(DENIED);
  moto.encryption = "";
  expect(await write()).toBe("done");
});

test("a chain has as many roles as it names, and begins in the warehouse's account", async () => {
  const next = `arn:aws:iam::${L}:role/next`;
  const trusts = (arn: string) => ({ ...TRUSTS_COPY, Principal: { AWS: arn } });
  const roles = [
    COPY_ROLE,
    role(BUCKET, TRUSTS_COPY, allow("sts:AssumeRole", next)),
    role(next, trusts(BUCKET), READ),
  ];
  expect(await outcome((await open({ roles, role: [COPY, BUCKET, next] })).read(at("in/a")))).toBe("done");
  expect(await outcome((await open({ roles, role: [COPY, BUCKET] })).read(at("in/a")))).toMatch(DENIED);
  const own = role(BUCKET, trusting("redshift.amazonaws.com"), READ);
  const warehouse = { ...copyAccounts.CLUSTER, iamRoles: [BUCKET] };
  expect(await outcome(open({ warehouse, roles: [own], role: [BUCKET] }))).toMatch(
    `Not authorized to get credentials of role ${BUCKET}`,
  );
});

test("a policy that moto reads as everybody's denial is put back, and every page of a list is read", async () => {
  const moto = new FakeMoto();
  const policy = JSON.stringify(document({ ...PUT, Effect: "Deny", Principal: { AWS: COPY } }));
  Object.assign(moto, { policy, refusesByPolicy: true });
  expect(String(await (await open({ moto })).read(at("in/a")))).toBe("abc");
  expect(moto.policy).toBe(policy);
  Object.assign(moto, { policy: undefined, isPaged: true });
  const listed = await (await open({ moto })).list(at("in/"));
  expect(listed.map(({ location }) => location.key)).toEqual(["in/a", "in/b"]);
});
