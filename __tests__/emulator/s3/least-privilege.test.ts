import type { StoredRole } from "../../../emulator/iam/stored-role";
import { useBucket } from "../../../policies/copy";
import { permissionDocument } from "../../../policies/document";
import { copyAccounts } from "../../../testing/emulator/copy-accounts";

const { L, R, COPY, BUCKET, KEY, document, role, externalId, trusting, open, FakeMoto } = copyAccounts;

interface Permission {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
}

const OWNED = { StringEquals: { "aws:ResourceAccount": L } };
const OBJECTS = "arn:aws:s3:::landing";

/** The bucket role of a link with both directions, a key and `cleanPath`, as the stack writes it: the very statements. */
const PERMISSIONS: readonly Permission[] = statementsIn(
  permissionDocument(
    useBucket(
      {
        ...{ partition: "aws", accountId: L, region: "eu-central-1", name: "landing", cleanPath: true },
        ...{ copyFrom: ["in/"], unloadTo: ["out/"], kmsKeyArn: KEY },
      },
      1,
    ),
  ),
);

function statementsIn(policy: object): readonly Permission[] {
  const { Statement } = policy as { readonly Statement: readonly Readonly<Record<string, unknown>>[] };
  return Statement.map(({ Action, Resource, Condition }) => ({
    Action: [Action].flat() as string[],
    Resource: [Resource].flat() as string[],
    ...(typeof Condition === "object" && Condition !== null ? { Condition } : {}),
  }));
}

const allowed = (permissions: readonly Permission[]) =>
  permissions.map((permission) => ({ Effect: "Allow", ...permission }));

function rolesWith(permissions: readonly Permission[]): StoredRole[] {
  return [
    role(COPY, trusting("redshift.amazonaws.com"), {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: BUCKET,
    }),
    role(
      BUCKET,
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: COPY } },
      ...allowed(permissions),
    ),
  ];
}

type Step = "list in" | "read in" | "list out" | "write out" | "clean out";

/** A load and an unload with everything that they do; each step with the action for the lack of which it broke. */
async function broken(roles: readonly StoredRole[]): Promise<Partial<Record<Step | "roles", string>>> {
  const moto = new FakeMoto();
  moto.encryption = `<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${KEY}</KMSMasterKeyID>`;
  const action = (error: Error) =>
    /perform: (\S+)|of role (\S+),/.exec(error.message)?.slice(1).find(Boolean);
  const opened = await open({ roles, moto }).then(
    (files) => ({ files }),
    (error: Error) => ({ error: action(error) ?? error.message }),
  );
  if (!("files" in opened)) return { roles: opened.error };
  const { files } = opened;
  const at = (key: string) => ({ bucket: "landing", key });
  const steps: Record<Step, () => Promise<unknown>> = {
    "list in": () => files.list(at("in/")),
    "read in": () => files.read(at("in/secret")),
    "list out": () => files.list(at("out/")),
    "write out": () => files.write(at("out/x"), Buffer.from("x"), "bucket"),
    "clean out": () => files.remove(at("out/x")),
  };
  const failures: Partial<Record<Step, string>> = {};
  for (const [name, step] of Object.entries(steps)) {
    await step().catch((error: Error) => {
      failures[name as Step] = action(error) ?? error.message;
    });
  }
  return failures;
}

test("with every permission the runs go through", async () => {
  expect(await broken(rolesWith(PERMISSIONS))).toEqual({});
});

test.each<[string, object]>([
  ["s3:ListBucket", { "list in": "s3:ListBucket", "list out": "s3:ListBucket" }],
  ["s3:GetObject", { "read in": "s3:GetObject", "write out": "s3:GetObject" }],
  ["s3:PutObject", { "write out": "s3:PutObject" }],
  ["s3:DeleteObject", { "clean out": "s3:DeleteObject" }],
  ["kms:Decrypt", { "read in": "kms:Decrypt", "write out": "kms:Decrypt" }],
  ["kms:GenerateDataKey", { "write out": "kms:GenerateDataKey" }],
])("without %s a run breaks, for the lack of it", async (taken, expected) => {
  const left = PERMISSIONS.map((one) => ({
    ...one,
    Action: one.Action.filter((action) => action !== taken),
  }));
  expect(await broken(rolesWith(left.filter(({ Action }) => Action.length > 0)))).toEqual(expected);
});

test("every action of the role is one of those that break a run", () => {
  expect(PERMISSIONS.flatMap(({ Action }) => Action)).toEqual([
    ...["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    ...["kms:Decrypt", "kms:GenerateDataKey"],
  ]);
});

test.each<[string, number, string, object]>([
  ["list", 0, OBJECTS, { "list in": "s3:ListBucket", "list out": "s3:ListBucket" }],
  ["read in", 1, `${OBJECTS}/in/*`, { "read in": "s3:GetObject" }],
  ["read out", 1, `${OBJECTS}/out/*`, { "write out": "s3:GetObject" }],
])("without the resource to %s a run breaks", async (_what, index, resource, expected) => {
  const left = PERMISSIONS.map((one, at) =>
    at === index ? { ...one, Resource: one.Resource.filter((arn) => arn !== resource) } : one,
  );
  expect(await broken(rolesWith(left.filter(({ Resource }) => Resource.length > 0)))).toEqual(expected);
});

test("of a prefix that is taken away nothing is listed", async () => {
  const [list, ...others] = PERMISSIONS;
  const only = (prefix: string) => [
    { ...list, Condition: { StringLike: { "s3:prefix": prefix }, ...OWNED } } as Permission,
    ...others,
  ];
  expect(await broken(rolesWith(only("in/*")))).toEqual({ "list out": "s3:ListBucket" });
  expect(await broken(rolesWith(only("out/*")))).toEqual({ "list in": "s3:ListBucket" });
});

test("a bucket of that name in another account is another bucket", async () => {
  const elsewhere = JSON.parse(JSON.stringify(PERMISSIONS).replaceAll(`"${L}"`, `"${R}"`)) as Permission[];
  expect(await broken(rolesWith(elsewhere))).toEqual({
    ...{ "list in": "s3:ListBucket", "read in": "s3:GetObject", "list out": "s3:ListBucket" },
    ...{ "write out": "s3:PutObject", "clean out": "s3:DeleteObject" },
  });
});

test("the key is used through S3 of its region alone", async () => {
  const direct = JSON.parse(
    JSON.stringify(PERMISSIONS).replace("s3.eu-central-1.amazonaws.com", "s3.us-east-1.amazonaws.com"),
  ) as Permission[];
  expect(await broken(rolesWith(direct))).toEqual({
    "read in": "kms:Decrypt",
    "write out": "kms:GenerateDataKey",
  });
});

test("without one of the conditions' values, or one of the two halves of a hop, no role is assumed", async () => {
  const [, bucketRole] = rolesWith(PERMISSIONS) as [StoredRole, StoredRole];
  const [copyRole] = rolesWith(PERMISSIONS) as [StoredRole];
  const other = (conditions: object): StoredRole => ({
    ...copyRole,
    trust: document(trusting("redshift.amazonaws.com", conditions)),
  });
  expect(await broken([other({ "sts:ExternalId": externalId("warehouse", "guest") }), bucketRole])).toEqual({
    roles: COPY,
  });
  expect(await broken([other({ "aws:SourceAccount": L }), bucketRole])).toEqual({ roles: COPY });
  expect(await broken([role(COPY, trusting("redshift.amazonaws.com")), bucketRole])).toEqual({
    roles: BUCKET,
  });
  expect(await broken([copyRole, { ...bucketRole, trust: document() }])).toEqual({ roles: BUCKET });
});
