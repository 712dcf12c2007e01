import { spawnSync } from "node:child_process";
import type { InvocationOutcome } from "../../../../emulator/lambda/invocation/container";
import { invocationAnswer } from "../../../../emulator/lambda/invocation/invocation-answer";
import { MAY_SKIP } from "../../../../testing/deployment/required-programs";
import { FunctionContainers } from "../../../../testing/emulator/function-container";

/** As of a container; the machine's environment has others, which a function must not see. */
const VARIABLES = {
  AWS_EXECUTION_ENV: "AWS_Lambda_python3.13",
  AWS_LAMBDA_FUNCTION_NAME: "probe",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
  OWN: "1",
};

/** Handler, answer, or `[type, message]` of its failure. */
const ROWS: readonly (readonly [expression: string, answer: unknown])[] = [
  ["None", null],
  ["{'text': 'ü', 'numbers': [1, 2.5]}", { text: "ü", numbers: [1, 2.5] }],
  ["raw([decimal.Decimal('12345678901234567890.10')])", "[12345678901234567890.10]"],
  [
    "sorted(name for name in os.environ if name != '_X_AMZN_TRACE_ID')",
    [...Object.keys(VARIABLES), "_HANDLER"].sort(),
  ],
  ["os.environ['_X_AMZN_TRACE_ID'].startswith('Root=')", true],
  ["os.path.expanduser('~')", "/home/sbx_user1051"],
  [
    "[os.getcwd(), open('/var/task/data.txt').read(), open('data.txt').read(), sorted(os.listdir('/var/task'))]",
    [...["/var/task", "data", "data"], ["data.txt", "pkg"]],
  ],
  ["open('data.txt', 'w')", ["OSError", "[Errno 30] Read-only file system: 'data.txt'"]],
  ["os.remove('/var/task/data.txt')", ["OSError", "[Errno 30] Read-only file system: '/var/task/data.txt'"]],
  ["os.mkdir('/made')", ["OSError", "[Errno 30] Read-only file system: '/made'"]],
  ["os.makedirs('/var/task/pkg', exist_ok=True)", null],
  ["os.remove('missing')", ["FileNotFoundError", "[Errno 2] No such file or directory: 'missing'"]],
  ["tempfile.TemporaryFile('w').write('x')", 1],
  [
    "[context.aws_request_id, context.function_name, context.memory_limit_in_mb, context.invoked_function_arn]",
    [
      ...["4f7aa0b4-0000-4000-8000-000000000001", "probe", "128"],
      "arn:aws:lambda:eu-west-1:111111111111:function:probe",
    ],
  ],
  ["0 < context.get_remaining_time_in_millis() <= 30_000", true],
  ["[context.client_context.custom, context.client_context.client]", [{ k: "v" }, null]],
  ["importlib.import_module('boto3').client('sts', region_name='eu-west-1').meta.region_name", "eu-west-1"],
  ["importlib.import_module('pip')", ["ModuleNotFoundError", "No module named 'pip'"]],
  [
    "{1}",
    ["Runtime.MarshalError", "Unable to marshal response: Object of type set is not JSON serializable"],
  ],
  ["fail()", ["ValueError", "no such report"]],
];

const FILES = {
  "data.txt": "data",
  "pkg/mod.py": `
import decimal, importlib, json, os, tempfile, time, logging, sys
def raw(value): return value
def fail():
    raise ValueError("no such report")
def run(event, context):
    return ROWS[event](context)
ROWS = [${ROWS.map(([expression]) => `lambda context: ${expression}`).join(",\n")}]
def talk(event, context):
    print("one")
    sys.stdout.write("two")
    logging.getLogger().warning("careful")
    logging.getLogger().info("unheard")
    print("three", file=sys.stderr)
    return fail()
def end(event, context):
    print("before")
    exec(event)
`,
};

const containers = new FunctionContainers();
afterAll(() => containers.close());
const started = (handler: string, more: Record<string, string> = {}, files: Record<string, string> = FILES) =>
  containers.start(files, { ...VARIABLES, ...more, _HANDLER: handler });

const answered = (outcome: InvocationOutcome) => {
  const { payload } = invocationAnswer(outcome, "id", 1);
  return JSON.parse(payload);
};

/** Where no Python has the SDK, functions of Python are the local accounts' named lack. */
const hasPython = spawnSync("python3", ["-c", "import boto3"]).status === 0;
const testPython = hasPython || !MAY_SKIP ? test : test.skip;

testPython(
  "a handler gets Lambda's environment, file system and context, and is answered for as Lambda does",
  async () => {
    const { invoke } = await started("pkg.mod.run");
    for (const [index, [expression, answer]] of ROWS.entries()) {
      const { outcome } = await invoke(index, { clientContext: '{"custom":{"k":"v"}}' });
      if (outcome.kind === "failed") {
        const { errorType, errorMessage } = outcome.failure;
        expect([expression, [errorType, errorMessage]]).toEqual([expression, answer]);
        continue;
      }
      if (outcome.kind !== "result") throw new Error(`${expression}: ${outcome.kind}`);
      const isText = expression.startsWith("raw");
      expect([expression, isText ? outcome.payload : JSON.parse(outcome.payload)]).toEqual([
        expression,
        answer,
      ]);
    }
  },
);

const TRACE = [
  expect.stringMatching(/^ {2}File "\/var\/task\/pkg\/mod\.py", line \d+, in talk\n {4}return fail\(\)\n/),
  expect.stringMatching(/^ {2}File "\/var\/task\/pkg\/mod\.py", line \d+, in fail\n {4}raise ValueError/),
];

const FAILURE = {
  errorMessage: "no such report",
  errorType: "ValueError",
  requestId: "4f7aa0b4-0000-4000-8000-000000000001",
  stackTrace: TRACE,
};

testPython(
  "an error is answered with its trace, and logged as text with what was printed before",
  async () => {
    const { invoke } = await started("pkg/mod.talk");
    const { outcome, lines } = await invoke(null);
    expect(answered(outcome)).toEqual(FAILURE);
    expect(lines).toEqual([
      "one",
      expect.stringMatching(/^\[WARNING\]\t\S+Z\t4f7aa0b4-0000-4000-8000-000000000001\tcareful$/),
      "three",
      expect.stringMatching(
        /^\[ERROR\] ValueError: no such report\nTraceback \(most recent call last\):\n\u00a0\u00a0File "\/var\/task\/pkg\/mod\.py", line \d+, in talk\n/,
      ),
      "two",
    ]);
  },
);

testPython("a log in JSON has levels, and an error as an object", async () => {
  const { invoke } = await started("pkg.mod.talk", {
    AWS_LAMBDA_LOG_FORMAT: "JSON",
    AWS_LAMBDA_LOG_LEVEL: "INFO",
  });
  const { lines } = await invoke(null);
  const objects = lines.flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
  const common = { timestamp: expect.any(String), requestId: FAILURE.requestId };
  expect(objects).toEqual([
    { ...common, level: "WARNING", message: "careful", logger: "root" },
    { ...common, level: "INFO", message: "unheard", logger: "root" },
    { ...common, log_level: "ERROR", ...FAILURE },
  ]);
});

/** `Handler`, files, the failure of the init phase. */
const INIT_FAILURES: readonly (readonly [string, Record<string, string>, string, string])[] = [
  ["gone.run", {}, "Runtime.ImportModuleError", "Unable to import module 'gone': No module named 'gone'"],
  [
    "a.run",
    { "a.py": "import pandas" },
    "Runtime.ImportModuleError",
    "Unable to import module 'a': No module named 'pandas'",
  ],
  ["a.gone", { "a.py": "" }, "Runtime.HandlerNotFound", "Handler 'gone' missing on module 'a'"],
  [
    "a.run",
    { "a.py": "def" },
    "Runtime.UserCodeSyntaxError",
    "Syntax error in module 'a': invalid syntax (a.py, line 1)",
  ],
  [
    "run",
    {},
    "Runtime.MalformedHandlerName",
    "Bad handler 'run': not enough values to unpack (expected 2, got 1)",
  ],
  ["sys.run", {}, "Runtime.BuiltInModuleConflict", "Cannot use built-in module sys as a handler module"],
  ["a.run", { "a.py": "1 / 0" }, "ZeroDivisionError", "division by zero"],
];

testPython("what is wrong with an archive is the failure of its start", async () => {
  const seen = await Promise.all(
    INIT_FAILURES.map(async ([handler, files]) => {
      const { initFailure, initLines } = await started(handler, {}, files);
      if (initFailure?.kind !== "failed") throw new Error(`${handler} was loaded`);
      const { errorType, errorMessage, requestId, stackTrace } = initFailure.failure;
      expect([requestId, stackTrace]).toEqual(["", expect.any(Array)]);
      expect(initLines.join("\n")).toContain(`[ERROR] ${errorType}: ${errorMessage}`);
      expect(initLines.join("\n") + JSON.stringify(initFailure)).not.toContain("/function-container-");
      return [handler, files, errorType, errorMessage];
    }),
  );
  expect(seen).toEqual(INIT_FAILURES);
});

/** What the handler does, why its process ended in Lambda's words. */
const ENDS: readonly (readonly [string, string])[] = [
  ["sys.exit(3)", "Runtime exited with error: exit status 3"],
  ["sys.exit(0)", "Runtime exited without providing a reason"],
  ["os._exit(1)", "Runtime exited with error: exit status 1"],
  ["held = b'x' * 200_000_000; time.sleep(5)", "Runtime exited with error: signal: killed"],
];

testPython(
  "a process that ends, or takes more memory than its function has, is told in Lambda's words",
  async () => {
    const seen = await Promise.all(
      ENDS.map(async ([code]) => {
        const { outcome, lines } = await (await started("pkg.mod.end")).invoke(code);
        expect(lines).toEqual(["before"]);
        return [code, answered(outcome)];
      }),
    );
    expect(seen).toEqual(
      ENDS.map(([code, text]) => [
        code,
        { errorType: "Runtime.ExitError", errorMessage: `RequestId: id Error: ${text}` },
      ]),
    );
  },
);
