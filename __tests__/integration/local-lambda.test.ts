import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionCodeCommand,
} from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { operatorIn } from "../../emulator/authentication/operator";
import { type LocalAccounts, startLocalAccounts } from "../../rehearsal/local-accounts";
import { describeWith } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { LOCAL_HANDLERS, LOCAL_PYTHON_HANDLER } from "../../testing/emulator/local-handlers";
import { ProbeFunction } from "../../testing/emulator/probe-function";
import { linkWith } from "../../testing/links/links";
import { eventually } from "../../testing/processes/running";

const ACCOUNT = "111111111111";
const NAME = "probe";
const RUNNER = `arn:aws:iam::${ACCOUNT}:role/runner`;

describeWith(["moto_server"], "the local Lambda", () => {
  const folder = temporaryFolder();
  let accounts: LocalAccounts;

  const config = () => {
    const { accessKeyId, secretAccessKey } = operatorIn(accounts.operators, ACCOUNT);
    return {
      endpoint: accounts.url,
      region: "ap-northeast-1",
      credentials: { accessKeyId, secretAccessKey },
    };
  };
  const lambda = () => new LambdaClient(config());

  const { deploy, invoke } = new ProbeFunction(lambda, NAME, RUNNER);

  beforeAll(async () => {
    accounts = await startLocalAccounts({
      links: [linkWith({})],
      folder,
      signal: new AbortController().signal,
    });
    const iam = new IAMClient(config());
    for (const [RoleName, service] of [
      ["runner", "lambda.amazonaws.com"],
      ["stranger", "ec2.amazonaws.com"],
    ] as const) {
      const Statement = [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }];
      const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    }
    const Action = ["logs:*", "lambda:InvokeFunction"];
    const Statement = [{ Effect: "Allow", Action, Resource: "*" }];
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new PutRolePolicyCommand({ RoleName: "runner", PolicyName: "logs", PolicyDocument }));
  });
  afterAll(() => accounts?.close());
  afterEach(async () => {
    await lambda()
      .send(new DeleteFunctionCommand({ FunctionName: NAME }))
      .catch(() => undefined);
  });

  it("runs the deployed archive with the deployed settings", async () => {
    await deploy("echo");
    expect(await invoke({ a: 1 })).toMatchObject({
      error: undefined,
      payload: { event: { a: 1 }, memory: "128" },
    });
  });

  it("gives the function the deployed environment and Lambda's own, and nothing of this machine", async () => {
    await deploy("environment");
    const { payload } = await invoke();
    const lambdas = /^_?(AWS|LAMBDA)_|^_X_AMZN_TRACE_ID$|^_HANDLER$/;
    expect(payload.filter((name: string) => !lambdas.test(name))).toEqual([
      ...["LANG", "LD_LIBRARY_PATH", "NODE_PATH"],
      "OWN",
      ...["PATH", "PWD", "SHLVL", "TZ"],
    ]);
  });

  const deployPython = (settings: object = {}) => {
    const Code = { ZipFile: zipSync({ "probe.py": strToU8(LOCAL_PYTHON_HANDLER) }) };
    return deploy("", { Code, Runtime: "python3.13", Handler: "probe.run", ...settings });
  };

  it("runs Python as the function's role, with nothing of this machine", async () => {
    await deployPython();
    const { payload, log } = await invoke();
    const { names, ...answer } = payload;
    expect(answer).toEqual({
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/runner/${NAME}`,
      function: `arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function:${NAME}`,
      home: "/home/sbx_user1051",
    });
    const lambdas = /^_?(AWS|LAMBDA)_|^_X_AMZN_TRACE_ID$|^_HANDLER$/;
    expect(names.filter((name: string) => !lambdas.test(name))).toEqual([
      ...["LANG", "LD_LIBRARY_PATH", "OWN", "PATH", "PWD", "PYTHONPATH", "SHLVL", "TZ"],
    ]);
    expect(log).toMatch(
      /^START RequestId: \S+ Version: \S+\na line of the function\nEND RequestId: \S+\nREPORT /,
    );
  });

  it("ends Python at the timeout", async () => {
    await deployPython({ Timeout: 2 });
    expect((await invoke({ sleep: 60 })).payload).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/^RequestId: [\w-]+ Error: Task timed out after 2.00 seconds$/),
    });
  });

  it("refuses a role that does not trust Lambda", async () => {
    const Role = `arn:aws:iam::${ACCOUNT}:role/stranger`;
    await expect(deploy("echo", { Role })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: "The role defined for the function cannot be assumed by Lambda.",
    });
  });

  it("ends an invocation at the configured timeout", async () => {
    await deploy("hang", { Timeout: 1 });
    expect(await invoke()).toMatchObject({
      error: "Unhandled",
      payload: {
        errorType: "Sandbox.Timedout",
        errorMessage: expect.stringMatching(/^RequestId: [\w-]+ Error: Task timed out after 1.00 seconds$/),
      },
    });
  });

  it("ends a function that needs more memory than it has", async () => {
    await deploy("eat", { Timeout: 30 });
    expect(await invoke()).toMatchObject({
      error: "Unhandled",
      payload: { errorType: "Runtime.ExitError", errorMessage: expect.stringMatching(/signal: aborted$/) },
    });
  });

  it.each([
    ["fail", "TypeError", /^broken on purpose$/],
    ["exit", "Runtime.ExitError", /^RequestId: [\w-]+ Error: Runtime exited with error: exit status 3$/],
    ["big", "Function.ResponseSizeTooLarge", /exceeded maximum allowed payload size/],
    ["missing", "Runtime.HandlerNotFound", /^index.missing is undefined or not exported$/],
  ])("reports a handler that would %s", async (handler, errorType, message) => {
    await deploy(handler);
    const { error, payload } = await invoke();
    expect(error).toBe("Unhandled");
    expect(payload).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
  });

  it("keeps the function's log", async () => {
    await deploy("log");
    expect((await invoke()).log).toContain("a line of the function");
  });

  it("throttles at the reserved concurrency", async () => {
    await deploy("echo");
    const reserve = { FunctionName: NAME, ReservedConcurrentExecutions: 0 };
    await lambda().send(new PutFunctionConcurrencyCommand(reserve));
    const request = new InvokeCommand({ FunctionName: NAME });
    await expect(new LambdaClient({ ...config(), maxAttempts: 1 }).send(request)).rejects.toMatchObject({
      name: "TooManyRequestsException",
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    });
  });

  it("runs each version with its own code, and an alias with the version that it names", async () => {
    await deploy("version");
    const FunctionName = NAME;
    const arn = `arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function:${NAME}`;
    await lambda().send(new PublishVersionCommand({ FunctionName }));
    await lambda().send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    const ZipFile = zipSync({ "index.js": strToU8(LOCAL_HANDLERS.replace("[1, context", "[2, context")) });
    await lambda().send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    const answers = [undefined, "$LATEST", "1", "live"].map(async (Qualifier) => {
      const input = { FunctionName, ...(Qualifier === undefined ? {} : { Qualifier }) };
      const { ExecutedVersion, Payload } = await lambda().send(new InvokeCommand(input));
      return [ExecutedVersion, ...JSON.parse(Buffer.from(Payload ?? []).toString("utf8"))];
    });
    expect(await Promise.all(answers)).toEqual([
      ["$LATEST", 2, "$LATEST", arn],
      ["$LATEST", 2, "$LATEST", `${arn}:$LATEST`],
      ["1", 1, "1", `${arn}:1`],
      ["1", 1, "1", `${arn}:live`],
    ]);
    const alias = await lambda().send(new GetAliasCommand({ FunctionName, Name: "live" }));
    expect([alias.AliasArn, alias.$metadata.httpStatusCode]).toEqual([`${arn}:live`, 200]);
    const { Configuration } = await lambda().send(
      new GetFunctionCommand({ FunctionName, Qualifier: "$LATEST" }),
    );
    expect(Configuration?.FunctionArn).toBe(`${arn}:$LATEST`);
  });

  it.each([
    ["missing", "Function not found: arn:aws:lambda:ap-northeast-1:111111111111:function:missing:$LATEST"],
    ["missing:7", "Function not found: arn:aws:lambda:ap-northeast-1:111111111111:function:missing:7"],
    [
      "arn:aws:lambda:eu-west-1:111111111111:function:probe",
      "Functions from 'eu-west-1' are not reachable in this region ('ap-northeast-1')",
    ],
  ])("does not find %s", async (FunctionName, message) => {
    await expect(lambda().send(new InvokeCommand({ FunctionName }))).rejects.toMatchObject({
      ...{ name: "ResourceNotFoundException", message },
    });
  });

  it("repeats an event twice under one request id, and tells a destination", async () => {
    const [file, kept] = [join(folder, "attempts"), join(folder, "kept")];
    await deploy("append");
    await deploy("keep", { FunctionName: "keeper" });
    const arn = `arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function`;
    const DestinationConfig = { OnFailure: { Destination: `${arn}:keeper` } };
    const config = { FunctionName: NAME, DestinationConfig };
    await lambda().send(new PutFunctionEventInvokeConfigCommand(config));
    const { StatusCode, $metadata } = await lambda().send(
      new InvokeCommand({
        FunctionName: NAME,
        InvocationType: "Event",
        Payload: Buffer.from(JSON.stringify({ file, kept })),
      }),
    );
    await eventually(() => existsSync(kept) && readFileSync(kept, "utf8").endsWith("}"));
    const { requestContext, responsePayload } = JSON.parse(readFileSync(kept, "utf8"));
    const requestId = $metadata.requestId;
    expect([StatusCode, readFileSync(file, "utf8").trim().split("\n")]).toEqual([
      202,
      [requestId, requestId, requestId],
    ]);
    expect([requestContext, responsePayload.errorType]).toEqual([
      {
        ...{ requestId, functionArn: `${arn}:${NAME}:$LATEST` },
        ...{ condition: "RetriesExhausted", approximateInvokeCount: 3 },
      },
      "RangeError",
    ]);
  });
});
