import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import { StoredTags } from "../../../emulator/authorization/stored-tags";
import type { MotoClient } from "../../../emulator/moto/moto-client";
import { QualifiedPolicies } from "../../../emulator/resource-policies/qualified-policies";
import { ResourcePolicies } from "../../../emulator/resource-policies/resource-policies";
import { SeededPolicies } from "../../../emulator/resource-policies/seeded-policies";
import { seededResources } from "../../../emulator/resource-policies/seeded-resource";

const ACCOUNT = "222222222222";
const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:report`;
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:redshift/analyst-AbCdEf`;
const OTHER_SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:other-AbCdEf`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const OTHER_KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/other`;
const DENY = { Effect: "Deny", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" };
const POLICY = JSON.stringify({ Version: "2012-10-17", Statement: [DENY] });

/** Moto that answers this to everything, and what it was asked. */
function moto(status: number, answer: object) {
  const asked: Parameters<MotoClient["call"]>[0][] = [];
  const call: MotoClient["call"] = async (request) => {
    asked.push(request);
    return { status, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
  };
  return { asked, call };
}

const BUCKET_KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/99999999-2222-3333-4444-555555555555`;
const seeded = () =>
  new SeededPolicies(seededResources([{ arn: SECRET, kmsKeyArn: KEY }, { arn: SECRET }], [BUCKET_KEY, KEY]));

function request(input: object, at = { accountId: ACCOUNT, region: "eu-west-1" }): SignedRequest {
  const scope = {
    accessKeyId: "",
    date: "",
    service: "",
    signedHeaders: [],
    signature: "",
    presigned: false,
  };
  return {
    ...{ method: "POST", url: "/", path: "/", query: new URLSearchParams(), headers: {} },
    body: Buffer.from(JSON.stringify(input)),
    scope: { ...scope, region: at.region },
    caller: { accountId: at.accountId, arn: `arn:aws:iam::${at.accountId}:user/operator`, userId: "AIDA" },
  };
}

describe("what moto stores", () => {
  const permission = (Principal: unknown) => ({
    ...{ Sid: "a", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: FUNCTION, Principal },
    ...{ FunctionUrlAuthType: "NONE" },
  });
  const read = (...Statement: object[]) => ({ Policy: JSON.stringify({ Version: "2012-10-17", Statement }) });
  const kept = (Sid: string, Principal: unknown) => ({
    ...{ Sid, Effect: "Allow", Action: "lambda:InvokeFunction", Resource: FUNCTION, Principal },
  });

  it("a function's policy", async () => {
    const answer = moto(
      200,
      read(permission("111111111111"), permission("*"), permission({ Service: "s3.amazonaws.com" })),
    );
    expect(
      (await new ResourcePolicies(answer, seeded(), new QualifiedPolicies()).of(FUNCTION))?.document,
    ).toEqual({
      Version: "2012-10-17",
      Statement: [
        kept("0", { AWS: "111111111111" }),
        kept("1", "*"),
        kept("2", { Service: "s3.amazonaws.com" }),
      ],
    });
    expect(answer.asked).toEqual([
      {
        ...{ accountId: ACCOUNT, region: "eu-west-1", service: "lambda", method: "GET" },
        path: "/2015-03-31/functions/report/policy",
      },
    ]);
  });

  it.each<[string, string, object, string, object]>([
    [
      "a secret's",
      OTHER_SECRET,
      { ResourcePolicy: POLICY },
      "secretsmanager.GetResourcePolicy",
      { SecretId: OTHER_SECRET },
    ],
    [
      "a key's",
      OTHER_KEY,
      { Policy: POLICY },
      "TrentService.GetKeyPolicy",
      { KeyId: OTHER_KEY, PolicyName: "default" },
    ],
  ])("%s policy", async (_, arn, answer, target, input) => {
    const asked = moto(200, answer);
    expect(await new ResourcePolicies(asked, seeded(), new QualifiedPolicies()).of(arn)).toEqual({
      name: "resource policy",
      document: JSON.parse(POLICY),
    });
    expect(
      asked.asked.map(({ headers, body }) => [headers?.["x-amz-target"], JSON.parse(body ?? "")]),
    ).toEqual([[target, input]]);
  });

  it.each([
    ["no policy", OTHER_SECRET, 200, {}],
    ["no such function", FUNCTION, 404, { Message: "none" }],
    [
      "another type of resource",
      `arn:aws:redshift:eu-west-1:${ACCOUNT}:cluster:warehouse`,
      200,
      { Policy: POLICY },
    ],
    ["no resource", "*", 200, { Policy: POLICY }],
    ["a layer", `arn:aws:lambda:eu-west-1:${ACCOUNT}:layer:x`, 200, { Policy: POLICY }],
  ])("%s: none", async (_, arn, status, answer) => {
    expect(
      await new ResourcePolicies(moto(status, answer), seeded(), new QualifiedPolicies()).of(arn),
    ).toBeUndefined();
  });

  it("tags of functions and log groups", async () => {
    const group = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/lambda/report`;
    const [functions, groups] = [
      moto(200, { Tags: { stage: "dev" } }),
      moto(200, { tags: { stage: "dev" } }),
    ];
    expect(await new StoredTags(functions).ofFunction(`${FUNCTION}:live`)).toEqual({ stage: "dev" });
    expect(functions.asked[0]?.path).toBe(`/2017-03-31/tags/${encodeURIComponent(FUNCTION)}`);
    expect(await new StoredTags(groups).ofLogGroup(`${group}:log-stream:s`)).toEqual({ stage: "dev" });
    expect(groups.asked[0]?.body).toBe(JSON.stringify({ resourceArn: group }));
    expect(await new StoredTags(moto(404, {})).ofFunction(FUNCTION)).toEqual({});
  });
});

describe("secrets and keys of warehouses", () => {
  const SEEDED = [
    { arn: SECRET, kind: "secret" },
    { arn: KEY, kind: "key" },
  ];

  it.each<[string, object, object | undefined]>([
    ["a secret by ARN", { SecretId: SECRET }, SEEDED[0]],
    ["a secret by name", { SecretId: "redshift/analyst" }, SEEDED[0]],
    ["a key by ARN", { KeyId: KEY }, SEEDED[1]],
    ["a key by id", { KeyId: "11111111-2222-3333-4444-555555555555" }, SEEDED[1]],
    ["a key of a bucket", { KeyId: BUCKET_KEY }, { arn: BUCKET_KEY, kind: "key" }],
    ["another secret", { SecretId: "other" }, undefined],
    ["nothing", {}, undefined],
  ])("%s", (_, input, resource) => {
    expect(seeded().namedBy(request(input))).toEqual(resource);
  });

  it("are of one account and region when they are named", () => {
    expect(
      seeded().namedBy(request({ SecretId: "redshift/analyst" }, { accountId: "1", region: "eu-west-1" })),
    ).toBeUndefined();
    expect(
      seeded().namedBy(request({ SecretId: "redshift/analyst" }, { accountId: ACCOUNT, region: "x" })),
    ).toBeUndefined();
  });

  it("have the policy that was put last, until it is deleted", async () => {
    const policies = seeded();
    const asks = (operation: string, input: object) => {
      const sent = request({ SecretId: SECRET, ...input });
      const resource = policies.namedBy(sent);
      if (resource === undefined) throw new Error("the secret is not known");
      return policies.answer(resource, operation, sent, async () => false);
    };
    const found = new ResourcePolicies(moto(500, {}), policies, new QualifiedPolicies());
    expect(await found.of(SECRET)).toBeUndefined();
    const named = { ARN: SECRET, Name: "redshift/analyst" };
    expect(await asks("PutResourcePolicy", { ResourcePolicy: POLICY })).toEqual(named);
    expect((await found.of(SECRET))?.document).toEqual(JSON.parse(POLICY));
    expect(await asks("GetResourcePolicy", {})).toEqual({ ...named, ResourcePolicy: POLICY });
    await expect(asks("PutResourcePolicy", { ResourcePolicy: "{" })).rejects.toMatchObject({
      code: "MalformedPolicyDocumentException",
    });
    const maybe = JSON.stringify({ Statement: { ...DENY, Effect: "Maybe" } });
    await expect(asks("PutResourcePolicy", { ResourcePolicy: maybe })).rejects.toMatchObject({
      code: "MalformedPolicyDocumentException",
    });
    expect((await found.of(SECRET))?.document).toEqual(JSON.parse(POLICY));
    await asks("DeleteResourcePolicy", {});
    expect(await found.of(SECRET)).toBeUndefined();
    await expect(asks("GetSecretValue", {})).rejects.toMatchObject({
      code: "NotImplemented",
      httpStatus: 501,
    });
  });

  it("a key shows KMS's default policy until another is put, and needs none to be decided", async () => {
    const policies = seeded();
    const sent = (more: object) => request({ KeyId: KEY, PolicyName: "default", ...more });
    const resource = { arn: KEY, kind: "key" } as const;
    const { Policy } = await policies.answer(resource, "GetKeyPolicy", sent({}), async () => true);
    expect(JSON.parse(String(Policy)).Statement).toEqual([
      {
        ...{ Sid: "Enable IAM User Permissions", Effect: "Allow", Action: "kms:*", Resource: "*" },
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      },
    ]);
    expect(policies.of(KEY)).toBeUndefined();
    const own = JSON.stringify({ Statement: { ...DENY, Action: "kms:*" } });
    const put = (mayPutAgain: boolean, more: object = {}) =>
      policies.answer(resource, "PutKeyPolicy", sent({ Policy: own, ...more }), async ({ document }) => {
        expect(document).toEqual(JSON.parse(own));
        return mayPutAgain;
      });
    await expect(put(false)).rejects.toMatchObject({
      code: "MalformedPolicyDocumentException",
      message: "The new key policy will not allow you to update the key policy in the future.",
    });
    expect(policies.of(KEY)).toBeUndefined();
    await put(false, { BypassPolicyLockoutSafetyCheck: true });
    expect(policies.of(KEY)?.document).toEqual(JSON.parse(own));
    await put(true);
    expect(await policies.answer(resource, "ListKeyPolicies", sent({}), async () => true)).toEqual({
      ...{ PolicyNames: ["default"], Truncated: false },
    });
    expect(await policies.answer(resource, "DescribeKey", sent({}), async () => true)).toEqual({
      KeyMetadata: {
        ...{ Arn: KEY, KeyId: "11111111-2222-3333-4444-555555555555", AWSAccountId: ACCOUNT },
        ...{ Enabled: true, KeyState: "Enabled", KeyUsage: "ENCRYPT_DECRYPT", KeySpec: "SYMMETRIC_DEFAULT" },
        ...{ KeyManager: "CUSTOMER", Origin: "AWS_KMS", MultiRegion: false },
      },
    });
  });
});
