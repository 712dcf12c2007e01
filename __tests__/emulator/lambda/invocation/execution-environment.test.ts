import { executionEnvironment } from "../../../../emulator/lambda/invocation/execution-environment";
import { traceIdOf } from "../../../../emulator/lambda/invocation/trace-id";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const reference = { name: "probe", accountId: "111111111111", region: "eu-west-1", arn: ARN, namedArn: ARN };

const environment = (
  logging: Record<string, string>,
  own: Record<string, string> = {},
  runtime = "nodejs22.x",
) =>
  executionEnvironment({
    configuration: {
      ...{ version: "7", roleArn: "", handler: "index.handler", runtime, codeSha256: "" },
      ...{ memoryMegabytes: 1024, timeoutSeconds: 3, environment: own },
    },
    ...{ reference, logging: { LogGroup: "/aws/lambda/probe", ...logging }, logStreamName: "stream" },
    credentials: {
      accessKeyId: "key",
      secretAccessKey: "secret",
      sessionToken: "token",
      expiresAt: new Date(0),
    },
    endpointUrl: "http://127.0.0.1:1",
  });

/** As LocalStack's recording of AWS has it (test_introspection_invoke of nodejs22.x), with the gateway's address. */
const RECORDED = {
  AWS_ACCESS_KEY_ID: "key",
  AWS_DEFAULT_REGION: "eu-west-1",
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
  AWS_LAMBDA_FUNCTION_NAME: "probe",
  AWS_LAMBDA_FUNCTION_VERSION: "7",
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/probe",
  AWS_LAMBDA_LOG_STREAM_NAME: "stream",
  AWS_LAMBDA_RUNTIME_API: "169.254.100.1:9001",
  AWS_REGION: "eu-west-1",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "token",
  AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
  AWS_XRAY_DAEMON_ADDRESS: "169.254.100.1:2000",
  LAMBDA_RUNTIME_DIR: "/var/runtime",
  LAMBDA_TASK_ROOT: "/var/task",
  LANG: "en_US.UTF-8",
  LD_LIBRARY_PATH:
    "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
  NODE_PATH:
    "/opt/nodejs/node22/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task",
  PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
  PWD: "/var/task",
  SHLVL: "0",
  TZ: ":UTC",
  _AWS_XRAY_DAEMON_ADDRESS: "169.254.100.1",
  _AWS_XRAY_DAEMON_PORT: "2000",
  _HANDLER: "index.handler",
};

test("the variables of a function are Lambda's", () => {
  expect(environment({ LogFormat: "Text" })).toEqual(RECORDED);
});

test.each([
  [
    "JSON",
    { LogFormat: "JSON", ApplicationLogLevel: "WARN" },
    { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: "WARN" },
  ],
  ["JSON without a level", { LogFormat: "JSON" }, { AWS_LAMBDA_LOG_FORMAT: "JSON" }],
])("a log in %s has variables too", (_what, logging, more) => {
  expect(environment(logging)).toEqual({ ...RECORDED, ...more });
});

test("a function may set what Lambda does not reserve, and nothing else", () => {
  const own = { OWN: "1", TZ: "Europe/Berlin", LANG: "C", AWS_REGION: "mars", LAMBDA_TASK_ROOT: "/" };
  const kept = { OWN: "1", TZ: "Europe/Berlin", LANG: "C" };
  expect(environment({ LogFormat: "Text" }, own)).toEqual({ ...RECORDED, ...kept });
});

test("Node.js 24 has a folder of layers of its own", () => {
  expect(environment({}, {}, "nodejs24.x").NODE_PATH).toMatch(/^\/opt\/nodejs\/node24\/node_modules:/);
});

test("Python has its own way to modules", () => {
  const { NODE_PATH: _, ...recorded } = RECORDED;
  expect(environment({ LogFormat: "Text" }, {}, "python3.13")).toEqual({
    ...recorded,
    AWS_EXECUTION_ENV: "AWS_Lambda_python3.13",
    PYTHONPATH: "/var/runtime",
  });
});

const ROOT = "1-5759e988-bd862e3fe1be46a994272793";

/** Header as sent, header as the function and the client see it. */
test.each([
  [
    "no header",
    undefined,
    /^Root=1-00000064-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$/,
  ],
  ["a root", `Root=${ROOT}`, new RegExp(`^Root=${ROOT};Parent=[0-9a-f]{16};Sampled=0;Lineage=`)],
  [
    "a sampled root",
    `Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`,
    new RegExp(`^Root=${ROOT};Parent=(?!53995c3f42cd8ad8)[0-9a-f]{16};Sampled=1;`),
  ],
  ["a root in small letters", `root=${ROOT};sampled=0`, new RegExp(`^Root=${ROOT};.*Sampled=0;`)],
  ["no root", "Sampled=1", /^Root=1-00000064-[0-9a-f]{24};.*Sampled=1;/],
  ["a root that is none", "Root=text", /^Root=1-00000064-[0-9a-f]{24};/],
])("a trace goes on with %s (X-Ray developer guide, tracing header)", (_what, sent, seen) => {
  expect(traceIdOf(sent, ARN, 100)).toMatch(seen);
});

test("a function has the same lineage in all its traces", () => {
  const lineage = (arn: string) => traceIdOf(undefined, arn).split(";").at(-1);
  expect(lineage(ARN)).toBe(lineage(ARN));
  expect(lineage(ARN)).not.toBe(lineage(`${ARN}2`));
});
