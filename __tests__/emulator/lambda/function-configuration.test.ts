import { correctedAnswer } from "../../../emulator/lambda/configuration-answer";
import { DeployedFunctions } from "../../../emulator/lambda/deployed-functions";
import { readFunctionConfiguration } from "../../../emulator/lambda/function-configuration";

const ROUTING =
  "Lambda developer guide, Lambda alias routing; LocalStack's recording, test_alias_routingconfig";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const FUNCTION = "/2015-03-31/functions/probe";

const settings = (version: string) => ({
  Configuration: { Version: version, Role: "r", CodeSha256: "s", MemorySize: 128, Timeout: 3 },
});

/** What moto has: versions, and aliases of them. */
const STORED: Readonly<Record<string, object>> = {
  [FUNCTION]: settings("$LATEST"),
  [`${FUNCTION}?Qualifier=1`]: settings("1"),
  [`${FUNCTION}?Qualifier=2`]: settings("2"),
  [`${FUNCTION}?Qualifier=%24LATEST`]: settings("$LATEST"),
  [`${FUNCTION}/aliases/one`]: { FunctionVersion: "1", RoutingConfig: null },
  [`${FUNCTION}/aliases/newest`]: { FunctionVersion: "$LATEST" },
  [`${FUNCTION}/aliases/both`]: {
    FunctionVersion: "1",
    RoutingConfig: { AdditionalVersionWeights: { "2": 0.3 } },
  },
  [`${FUNCTION}/aliases/gone`]: { FunctionVersion: "3" },
};

const moto = {
  call: async ({ path = "" }: { readonly path?: string }) => {
    const stored = STORED[path];
    // moto answers with 201 for an alias.
    const status = stored === undefined ? 404 : path.includes("aliases") ? 201 : 200;
    return { status, headers: {}, body: JSON.stringify(stored ?? {}) };
  },
};

test.each([
  [undefined, 0, "$LATEST"],
  ["1", 0, "1"],
  ["3", 0, undefined],
  ["one", 0, "1"],
  ["newest", 0, "$LATEST"],
  ["unknown", 0, undefined],
  ["gone", 0, undefined],
  ["both", 0, "2"],
  ["both", 0.29, "2"],
  ["both", 0.3, "1"],
  ["both", 0.99, "1"],
])(`%s at %d runs version %s (${ROUTING})`, async (qualifier, share, version) => {
  const place = { name: "probe", accountId: "111111111111", region: "eu-west-1", arn: ARN, namedArn: ARN };
  const reference = { ...place, ...(qualifier === undefined ? {} : { qualifier }) };
  expect((await readFunctionConfiguration(moto, reference, () => share))?.version).toBe(version);
});

const answer = (content: object, status = 200) => ({ status, headers: {}, body: JSON.stringify(content) });
const TEXT = { LogFormat: "Text", LogGroup: "/aws/lambda/probe" };

test.each([
  ["GetAlias", 201, 200, {}, {}],
  ["UpdateAlias", 201, 200, { Name: "a" }, { Name: "a" }],
  ["DeleteAlias", 201, 204, {}, ""],
  ["CreateAlias", 201, 201, {}, {}],
  ["GetFunctionUrlConfig", 201, 200, {}, {}],
] as const)(
  "%s answers with the status of the service model",
  (operation, status, expected, content, body) => {
    const corrected = correctedAnswer(answer(content, status), operation, new DeployedFunctions("/"));
    const text = corrected.body.toString();
    expect([corrected.status, text === "" ? "" : JSON.parse(text)]).toEqual([expected, body]);
  },
);

test("every configuration of an answer has what moto does not keep, a version's too", () => {
  const deployed = new DeployedFunctions("/");
  const TargetArn = "arn:aws:sqs:eu-west-1:111111111111:dead";
  deployed.setDeadLetterConfig(ARN, { TargetArn });
  deployed.setReservedConcurrency(ARN, 0);
  const of = (FunctionArn: string) => ({ FunctionArn, Runtime: "nodejs22.x" });
  const kept = { LoggingConfig: TEXT, DeadLetterConfig: { TargetArn } };
  const read = (content: object, operation: "GetFunction" | "ListVersionsByFunction") =>
    JSON.parse(correctedAnswer(answer(content), operation, deployed).body.toString());
  expect(read({ Configuration: of(ARN) }, "GetFunction")).toEqual({
    Configuration: { ...of(ARN), ...kept },
    Concurrency: { ReservedConcurrentExecutions: 0 },
  });
  expect(read({ Versions: [of(`${ARN}:$LATEST`), of(`${ARN}:1`)] }, "ListVersionsByFunction")).toEqual({
    Versions: [
      { ...of(`${ARN}:$LATEST`), ...kept },
      { ...of(`${ARN}:1`), ...kept },
    ],
  });
});

test("code that is uploaded later has its own instruction set; a version keeps the one it was published with", () => {
  const deployed = new DeployedFunctions("/");
  deployed.setArchitectures(ARN, ["arm64"]);
  const of = (Version: string) => ({ FunctionArn: ARN, Runtime: "r", Version, Architectures: ["x86_64"] });
  const content = { Versions: [of("$LATEST"), of("1")] };
  const { Versions } = JSON.parse(
    correctedAnswer(answer(content), "ListVersionsByFunction", deployed).body.toString(),
  );
  expect(Versions.map(({ Architectures }: { Architectures: string[] }) => Architectures)).toEqual([
    ["arm64"],
    ["x86_64"],
  ]);
});

test("what an update names is kept, and what it does not name stays", () => {
  const deployed = new DeployedFunctions("/");
  const key = "arn:aws:kms:eu-west-1:111111111111:key/1";
  deployed.setSettings(ARN, { KMSKeyArn: key, TracingConfig: { Mode: "Active" } });
  deployed.setSettings(ARN, { EphemeralStorage: { Size: 1024 } });
  const both = { TracingConfig: { Mode: "Active" }, EphemeralStorage: { Size: 1024 } };
  expect(deployed.settings(ARN)).toEqual({ KMSKeyArn: key, ...both });
  const moto = { FunctionArn: ARN, Runtime: "nodejs22.x", EphemeralStorage: { Size: 512 } };
  expect(
    JSON.parse(correctedAnswer(answer(moto), "GetFunctionConfiguration", deployed).body.toString()),
  ).toEqual({ ...moto, LoggingConfig: TEXT, KMSKeyArn: key, ...both });
  deployed.setSettings(ARN, { KMSKeyArn: "" });
  expect(deployed.settings(ARN)).toEqual(both);
});
