import type { EmulatorEvent } from "../../../emulator/emulator-event";
import { EventInvokeConfigs } from "../../../emulator/lambda/asynchronous/event-invoke-config";
import { ControlPlane } from "../../../emulator/lambda/control-plane";
import { DeployedFunctions } from "../../../emulator/lambda/deployed-functions";
import { ContainerPool } from "../../../emulator/lambda/invocation/container-pool";
import { SeededLayers } from "../../../emulator/lambda/seeded-layers";
import { MotoClient } from "../../../emulator/moto/moto-client";
import { AwsError } from "../../../emulator/protocol/aws-error";
import { lambdaRoute } from "../../../emulator/protocol/lambda-route";
import { QualifiedPolicies } from "../../../emulator/resource-policies/qualified-policies";

const RECORDED = "LocalStack's recording of AWS, test_lambda_api";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const FUNCTIONS = "/2015-03-31/functions";

/** Moto with one function, which has version 1. */
class StoredFunctions extends MotoClient {
  readonly forwarded: string[] = [];

  constructor() {
    super("/nowhere");
  }

  override async forward(_account: string, { method, url }: { method: string; url: string }) {
    this.forwarded.push(`${method} ${url}`);
    return { status: 200, headers: {}, body: "{}" };
  }

  override async call({ method = "POST", path = "" }: { method?: string; path?: string }) {
    if (method === "POST") return { status: 201, headers: {}, body: '{"Version":"2"}' };
    const isThere = [`${FUNCTIONS}/probe`, `${FUNCTIONS}/probe?Qualifier=1`].includes(path);
    const Configuration = { Version: "1", Role: "r", CodeSha256: "s", MemorySize: 128, Timeout: 3 };
    return { status: isThere ? 200 : 404, headers: {}, body: JSON.stringify({ Configuration }) };
  }
}

const told: EmulatorEvent[] = [];
beforeEach(() => told.splice(0));

async function answer(method: string, url: string, input: object = {}) {
  const moto = new StoredFunctions();
  const plane = new ControlPlane({
    ...{ moto, iam: { role: async () => undefined }, deployed: new DeployedFunctions("/") },
    decisions: { serviceTrust: () => Promise.reject(new Error("no role is asked for")) },
    authorizer: { quietDenial: async () => undefined },
    ...{ configs: new EventInvokeConfigs(), pool: new ContainerPool() },
    ...{ policies: new QualifiedPolicies(), layers: new SeededLayers([]) },
    log: (event) => told.push(event),
  });
  const [path = ""] = url.split("?");
  const request = {
    ...{ method, url, path, headers: {}, body: Buffer.from(JSON.stringify(input)) },
    query: new URL(url, "http://localhost").searchParams,
    caller: { accountId: "111111111111", arn: "arn:aws:iam::111111111111:user/u", userId: "AIDA" },
    scope: {
      ...{ accessKeyId: "AKIA", date: "20260101", region: "eu-west-1", service: "lambda" },
      ...{ signedHeaders: [], signature: "", presigned: false },
    },
  };
  try {
    const { status, body } = await plane.handle(request, lambdaRoute({ method, path }));
    return [status, JSON.parse(body.toString())];
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return [error.httpStatus, error.code, error.message];
  }
}

const refused = (code: string, message: string, status = 400) => [status, code, message];
const notReachable = refused(
  "ResourceNotFoundException",
  "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')",
  404,
);
const onFunctionsOnly = refused(
  "InvalidParameterValueException",
  "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
);
const notMissing = [200, {}];

const of = (name: string) => `${FUNCTIONS}/${encodeURIComponent(name)}`;
const US = "arn:aws:lambda:us-east-1:111111111111:function:probe";
const STRANGER = "arn:aws:lambda:eu-west-1:222222222222:function:probe";

test.each([
  ["GET", of("probe"), {}, notMissing, `${RECORDED}, test_function_lifecycle`],
  ["GET", of(US), {}, notReachable, `${RECORDED}, test_get_function_wrong_region`],
  ["DELETE", of(US), {}, notReachable, `${RECORDED}, test_get_function_wrong_region`],
  ["GET", `${of(US)}/configuration`, {}, notReachable, `${RECORDED}, test_get_function_wrong_region`],
  [
    "GET",
    `${of("probe:1")}?Qualifier=2`,
    {},
    refused(
      "InvalidParameterValueException",
      "The derived qualifier from the function name does not match the specified qualifier.",
    ),
    `${RECORDED}, test_ops_with_arn_qualifier_mismatch`,
  ],
  [
    "DELETE",
    `${of("probe")}?Qualifier=$LATEST`,
    {},
    refused(
      "InvalidParameterValueException",
      "$LATEST version cannot be deleted without deleting the function.",
    ),
    `${RECORDED}, test_ops_with_arn_qualifier_mismatch`,
  ],
  [
    "GET",
    of(STRANGER),
    {},
    refused(
      "AccessDeniedException",
      `User: arn:aws:iam::111111111111:user/u is not authorized to perform: lambda:GetFunction on resource: ${STRANGER} because no resource-based policy allows the lambda:GetFunction action`,
      403,
    ),
    `${RECORDED}, test_function_arns`,
  ],
  [
    "POST",
    FUNCTIONS,
    { FunctionName: "probe" },
    refused("ResourceConflictException", "Function already exist: probe", 409),
    `${RECORDED}, test_create_lambda_exceptions`,
  ],
  [
    "PUT",
    `/2017-10-31/functions/${encodeURIComponent(`${ARN}:1`)}/concurrency`,
    {},
    onFunctionsOnly,
    `${RECORDED}, test_function_concurrency_exceptions`,
  ],
  [
    "PUT",
    "/2017-10-31/functions/missing/concurrency",
    {},
    refused(
      "ResourceNotFoundException",
      "Function not found: arn:aws:lambda:eu-west-1:111111111111:function:missing:$LATEST",
      404,
    ),
    `${RECORDED}, test_function_concurrency_exceptions`,
  ],
  [
    "PUT",
    `${of("probe")}/code`,
    { Publish: true },
    [200, { Version: "2" }],
    "Lambda API reference, UpdateFunctionCode, Publish",
  ],
  [
    "PUT",
    `${of("probe")}/code`,
    { Publish: true, DryRun: true },
    notMissing,
    "Lambda API reference, UpdateFunctionCode, DryRun",
  ],
  [
    "PUT",
    "/2019-09-25/functions/missing/event-invoke-config",
    { MaximumRetryAttempts: 0 },
    refused("ResourceNotFoundException", "The function doesn't exist.", 404),
    `${RECORDED}, test_lambda_eventinvokeconfig_exceptions`,
  ],
])("%s %s of %j answers %j (%s)", async (method, url, input, expected, _source) => {
  expect(await answer(method, url, input)).toEqual(expected);
});

test("a function that is created is told, one that is changed or only tried is not", async () => {
  const functionArn = "arn:aws:lambda:eu-west-1:111111111111:function:another";
  await answer("POST", FUNCTIONS, { FunctionName: "another", DryRun: true });
  await answer("PUT", `${FUNCTIONS}/probe/configuration`, { Timeout: 4 });
  await answer("POST", FUNCTIONS, { FunctionName: "probe" });
  expect(told).toEqual([]);
  expect((await answer("POST", FUNCTIONS, { FunctionName: "another" }))[0]).toBeLessThan(300);
  expect(told).toEqual([{ kind: "function-created", functionArn }]);
});
