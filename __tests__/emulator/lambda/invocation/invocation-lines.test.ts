import type { InvocationOutcome } from "../../../../emulator/lambda/invocation/container";
import { invocationAnswer } from "../../../../emulator/lambda/invocation/invocation-answer";
import { type InitPhase, invocationLines } from "../../../../emulator/lambda/invocation/invocation-lines";

const RECORDED =
  "LocalStack's recording of AWS, test_invocation_type_event_error and test_invocation_with_logs";
const OUT_OF_MEMORY = "REPORT lines quoted in public issues: Status and Error Type";
const INIT = "INIT_REPORT lines quoted in awslabs/cognito-at-edge issue 106";
const SYSTEM_LEVELS = "Lambda developer guide, System log level event mapping";
const BILLING = "AWS Compute Blog, standardised billing of the INIT phase (August 2025)";

const MEBIBYTE = 1024 * 1024;
const maxMemoryBytes = 70.2 * MEBIBYTE;
const ID = "id-1";
const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const reference = { name: "probe", accountId: "111111111111", region: "eu-west-1", arn: ARN, namedArn: ARN };

const ok: InvocationOutcome = { kind: "result", payload: "1", maxMemoryBytes };
const failed: InvocationOutcome = {
  kind: "failed",
  failure: { errorType: "TypeError", errorMessage: "m" },
  maxMemoryBytes,
};
const timeout: InvocationOutcome = { kind: "timeout", maxMemoryBytes };
const killed: InvocationOutcome = {
  kind: "exit",
  end: { kind: "signal", signal: "SIGKILL" },
  maxMemoryBytes,
};
const exited: InvocationOutcome = { kind: "exit", end: { kind: "code", code: 3 }, maxMemoryBytes };

const line = (message: string) => ({ message, timestampMilliseconds: 0 });
const started: InitPhase = {
  ...{ phase: "init", startedAtMilliseconds: 0, durationMilliseconds: 94.33 },
  lines: [line("init says")],
};
const notStarted: InitPhase = { ...started, failure: failed };
const notStartedAgain: InitPhase = { ...notStarted, phase: "invoke", lines: [], failure: timeout };

const INIT_START =
  "INIT_START Runtime Version: nodejs:22.v1\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:SHA";
const REPORT = "REPORT RequestId: id-1\tDuration: 601.73 ms\tBilled Duration: ";
const MEMORY = "Memory Size: 128 MB\tMax Memory Used: 71 MB\t";
const START = "START RequestId: id-1 Version: $LATEST";
const END = "END RequestId: id-1";

type Row = readonly [
  what: string,
  phases: readonly InitPhase[],
  outcome: InvocationOutcome,
  lines: readonly string[],
  source: string,
];

const TEXT_ROWS: readonly Row[] = [
  ["warm", [], ok, [START, "own", END, `${REPORT}602 ms\t${MEMORY}`], RECORDED],
  [
    "cold",
    [started],
    ok,
    [INIT_START, "init says", START, "own", END, `${REPORT}697 ms\t${MEMORY}Init Duration: 94.33 ms\t`],
    `${RECORDED}; ${BILLING}`,
  ],
  ["a handler that fails", [], failed, [START, "own", END, `${REPORT}602 ms\t${MEMORY}`], RECORDED],
  [
    "a timeout",
    [],
    timeout,
    [
      START,
      "own",
      END,
      `${REPORT}602 ms\t${MEMORY}Status: timeout`,
      "TIME id-1 Task timed out after 3.00 seconds\n",
    ],
    "DataBiosphere/azul issue 8140",
  ],
  [
    "a process that is killed",
    [],
    killed,
    [
      ...[START, "own", END, `${REPORT}602 ms\t${MEMORY}Status: error\tError Type: Runtime.ExitError`],
      "RequestId: id-1 Error: Runtime exited with error: signal: killed\nRuntime.ExitError",
    ],
    OUT_OF_MEMORY,
  ],
  [
    "a process that exits",
    [],
    exited,
    [
      ...[START, "own", END, `${REPORT}602 ms\t${MEMORY}Status: error\tError Type: Runtime.ExitError`],
      "RequestId: id-1 Error: Runtime exited with error: exit status 3\nRuntime.ExitError",
    ],
    OUT_OF_MEMORY,
  ],
  [
    "an init phase that fails twice",
    [notStarted, notStartedAgain],
    failed,
    [
      INIT_START,
      "init says",
      "INIT_REPORT Init Duration: 94.33 ms\tPhase: init\tStatus: error\tError Type: TypeError",
      "INIT_REPORT Init Duration: 94.33 ms\tPhase: invoke\tStatus: timeout",
      ...[START, "own", END, `${REPORT}602 ms\t${MEMORY}Status: error\tError Type: TypeError`],
    ],
    INIT,
  ],
];

const configuration = {
  ...{ memoryMegabytes: 128, timeoutSeconds: 3 },
  ...{ version: "$LATEST", runtime: "nodejs22.x" },
};

function log(phases: readonly InitPhase[], outcome: InvocationOutcome, logging: Record<string, string>) {
  return invocationLines({
    ...{ reference, configuration, logging },
    requestId: ID,
    run: { phases, outcome, durationMilliseconds: 601.73 },
    answer: invocationAnswer(outcome, ID, 3),
    own: [line("own")],
  });
}

const steady = (message: string) =>
  message.replace(/runtime:[0-9a-f]{64}/, "runtime:SHA").replace(/^\d{4}-\S+Z /, "TIME ");

it.each(TEXT_ROWS)("text, %s", (_what, phases, outcome, lines) => {
  const { lines: told, tail } = log(phases, outcome, { LogFormat: "Text" });
  expect(told.map(({ message }) => steady(message))).toEqual(lines);
  expect(tail.map(({ message }) => steady(message))).toEqual(lines.filter((text) => text !== INIT_START));
});

/** The events of Lambda's in a JSON log, and the status that the report has. */
const JSON_ROWS: readonly (readonly [
  string,
  readonly InitPhase[],
  InvocationOutcome,
  readonly unknown[],
  string,
])[] = [
  ["INFO", [started], ok, ["initStart", "start", ["report", "success", undefined]], SYSTEM_LEVELS],
  ["INFO", [], failed, ["start", ["report", "error", "TypeError"]], SYSTEM_LEVELS],
  ["INFO", [], timeout, ["start", ["report", "timeout", undefined]], "Telemetry API schema, Status"],
  ["INFO", [], exited, ["start", ["report", "error", "Runtime.ExitError"]], "Telemetry API schema, Status"],
  ["WARN", [started], ok, [], SYSTEM_LEVELS],
  ["WARN", [], failed, [["report", "error", "TypeError"]], SYSTEM_LEVELS],
  ["WARN", [notStarted], ok, ["initReport"], SYSTEM_LEVELS],
  ["DEBUG", [], ok, ["start", ["report", "success", undefined]], SYSTEM_LEVELS],
];

it.each(JSON_ROWS)("JSON at %s, %#", (SystemLogLevel, phases, outcome, events) => {
  const { lines } = log(phases, outcome, { LogFormat: "JSON", SystemLogLevel });
  const own = ["own", "init says"];
  const told = lines.flatMap(({ message }) => (own.includes(message) ? [] : [JSON.parse(message)]));
  expect(
    told.map(({ type, record }) => {
      const name = type.replace("platform.", "");
      return name === "report" ? [name, record.status, record.errorType] : name;
    }),
  ).toEqual(events);
});

it("a JSON report has Lambda's figures", () => {
  const { lines } = log([started], ok, { LogFormat: "JSON" });
  expect(JSON.parse(lines.at(-1)?.message ?? "").record.metrics).toEqual({
    ...{
      durationMs: 601.73,
      billedDurationMs: 697,
      memorySizeMB: 128,
      maxMemoryUsedMB: 71,
      initDurationMs: 94.33,
    },
  });
});
