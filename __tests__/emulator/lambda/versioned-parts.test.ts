import { ProvisionedConcurrency } from "../../../emulator/lambda/provisioned-concurrency";
import { SeededLayers } from "../../../emulator/lambda/seeded-layers";
import { AwsError } from "../../../emulator/protocol/aws-error";
import { functionReference } from "../../../emulator/protocol/function-reference";
import { QualifiedPolicies } from "../../../emulator/resource-policies/qualified-policies";

const FUNCTION = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const LIVE = `${FUNCTION}:live`;

function reference(name: string) {
  const found = functionReference(name, { accountId: "111111111111", region: "eu-west-1" });
  if (found === undefined) throw new Error(`${name} names no function`);
  return found;
}

async function answer(work: Promise<{ readonly status: number; readonly body: string | Buffer }>) {
  try {
    const { status, body } = await work;
    return [status, body === "" ? "" : JSON.parse(body.toString())];
  } catch (error) {
    if (error instanceof AwsError) return [error.code, error.message];
    throw error;
  }
}

const isThere = async () => true;
const isNot = async () => false;

describe("instances that are kept ready", () => {
  const put = (
    kept: ProvisionedConcurrency,
    name: string,
    count: number,
    reserved?: number,
    exists = isThere,
  ) =>
    answer(
      kept.handle(
        "PutProvisionedConcurrencyConfig",
        { ProvisionedConcurrentExecutions: count },
        reference(name),
        exists,
        reserved,
      ),
    );
  const get = (kept: ProvisionedConcurrency, name = "probe:live") =>
    answer(kept.handle("GetProvisionedConcurrencyConfig", {}, reference(name), isThere, undefined));

  it("are asked for, then ready, then gone with the function", async () => {
    const kept = new ProvisionedConcurrency();
    expect(await put(kept, "probe:live", 2)).toMatchObject([202, { Status: "IN_PROGRESS" }]);
    expect(await get(kept)).toMatchObject([
      200,
      {
        RequestedProvisionedConcurrentExecutions: 2,
        AllocatedProvisionedConcurrentExecutions: 2,
        AvailableProvisionedConcurrentExecutions: 2,
        Status: "READY",
      },
    ]);
    kept.delete(FUNCTION);
    expect(await get(kept)).toEqual([
      "ProvisionedConcurrencyConfigNotFoundException",
      "No Provisioned Concurrency Config found for this function",
    ]);
  });

  // The texts of localstack's recordings on AWS, tests/aws/services/lambda_/test_lambda_api.snapshot.json.
  it.each([
    [
      "probe",
      2,
      undefined,
      isThere,
      "InvalidParameterValueException",
      /cannot be applied to unpublished function versions/,
    ],
    [
      "probe:live",
      3,
      2,
      isThere,
      "InvalidParameterValueException",
      /should not be greater than the reserved/,
    ],
    ["probe:other", 1, undefined, isNot, "ResourceNotFoundException", /:probe:other$/],
  ])("%s with %s of %s reserved is refused", async (name, count, reserved, exists, code, message) => {
    expect(await put(new ProvisionedConcurrency(), name, count, reserved, exists)).toEqual([
      code,
      expect.stringMatching(message),
    ]);
  });
});

describe("the policy of an alias", () => {
  const source = "arn:aws:events:eu-west-1:111111111111:rule/nightly";
  const add = (policies: QualifiedPolicies, input: object) =>
    answer(
      policies.handle(
        "AddPermission",
        { Action: "lambda:InvokeFunction", ...input },
        reference("probe:live"),
        isThere,
        undefined,
      ),
    );

  it.each([
    [{ Principal: "222222222222" }, { Principal: { AWS: "arn:aws:iam::222222222222:root" } }],
    [
      { Principal: "arn:aws:iam::111111111111:role/r" },
      { Principal: { AWS: "arn:aws:iam::111111111111:role/r" } },
    ],
    [
      { Principal: "s3.amazonaws.com", SourceArn: source, SourceAccount: "111111111111" },
      {
        Principal: { Service: "s3.amazonaws.com" },
        Condition: {
          StringEquals: { "AWS:SourceAccount": "111111111111" },
          ArnLike: { "AWS:SourceArn": source },
        },
      },
    ],
  ])("is Lambda's own form of %j", async (input, statement) => {
    const policies = new QualifiedPolicies();
    const written = {
      Sid: "a",
      Effect: "Allow",
      Action: "lambda:InvokeFunction",
      Resource: LIVE,
      ...statement,
    };
    const [status, body] = await add(policies, { StatementId: "a", ...input });
    expect([status, JSON.parse(body.Statement)]).toEqual([201, written]);
    expect(policies.of(LIVE)).toEqual({ Version: "2012-10-17", Id: "default", Statement: [written] });
    expect(policies.of(FUNCTION)).toBeUndefined();
  });

  it("has each statement once, and is gone with its last", async () => {
    const policies = new QualifiedPolicies();
    const call = (operation: "GetPolicy" | "RemovePermission", id?: string) =>
      answer(policies.handle(operation, {}, reference("probe:live"), isThere, id));
    await add(policies, { StatementId: "a", Principal: "222222222222" });
    expect(await add(policies, { StatementId: "a", Principal: "222222222222" })).toEqual([
      "ResourceConflictException",
      expect.stringMatching(/^The statement id \(a\) provided already exists/),
    ]);
    expect(await call("GetPolicy")).toMatchObject([200, { Policy: expect.stringContaining(LIVE) }]);
    expect(await call("RemovePermission", "b")).toEqual([
      "ResourceNotFoundException",
      "Statement b is not found in resource policy.",
    ]);
    expect(await call("RemovePermission", "a")).toEqual([204, ""]);
    expect(await call("GetPolicy")).toEqual([
      "ResourceNotFoundException",
      "The resource you requested does not exist.",
    ]);
  });
});

describe("layers that exist from the start", () => {
  const [own, other] = ["a:1", "b:2"].map((layer) => `arn:aws:lambda:eu-west-1:111111111111:layer:${layer}`);
  if (own === undefined || other === undefined) throw new Error("there are two");
  const layers = new SeededLayers([own]);
  const body = (Layers: readonly string[]) => Buffer.from(JSON.stringify({ FunctionName: "probe", Layers }));

  it("are kept in moto's place, in their order, with those that moto knows", () => {
    expect(layers.kept([other, own]).map(({ Arn }) => Arn)).toEqual([other, own]);
    expect(JSON.parse(layers.forMoto(body([other, own]), [other, own]).toString())).toEqual({
      FunctionName: "probe",
      Layers: [other],
    });
  });

  it("leave all other requests as they are", () => {
    const sent = body([other]);
    expect([layers.kept([other]), layers.forMoto(sent, [other])]).toEqual([[], sent]);
  });
});
