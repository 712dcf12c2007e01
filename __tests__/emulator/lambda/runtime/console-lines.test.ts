import { consoleLine } from "../../../../emulator/lambda/runtime/bootstrap-console";

const FORMATTER = "RIC 4 src/logging/formatter.ts; RIC 3.3 src/LogPatch.js";
const LEVELS = "Lambda developer guide, log-level filtering";

const TEXT = {};
const JSON_INFO = { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: "INFO" };
const JSON_WARN = { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: "WARN" };

const circle: Record<string, unknown> = { name: "c" };
circle.self = circle;

class OwnError extends Error {
  readonly detail = "d";
}

type Row = readonly [
  what: string,
  level: Parameters<typeof consoleLine>[0],
  values: readonly unknown[],
  requestId: string | undefined,
  settings: Parameters<typeof consoleLine>[3],
  line: string | object | undefined,
  source: string,
];

/** Times and stacks are left out. */
const ROWS: readonly Row[] = [
  ["text", "INFO", ["a", 1], "id", TEXT, "TIME\tid\tINFO\ta 1", FORMATTER],
  ["no value", "INFO", [], "id", TEXT, "TIME\tid\tINFO\tundefined", FORMATTER],
  ["before an invocation", "WARN", ["w"], undefined, TEXT, "TIME\tundefined\tWARN\tw", FORMATTER],
  ["lines of one message", "ERROR", ["a\nb"], "id", TEXT, "TIME\tid\tERROR\ta\nb", "RIC 3.3 logTextToFd"],
  ["placeholders", "DEBUG", ["%s=%d", "x", 2], "id", TEXT, "TIME\tid\tDEBUG\tx=2", FORMATTER],
  ["an object", "TRACE", [{ a: 1 }], "id", TEXT, "TIME\tid\tTRACE\t{ a: 1 }", FORMATTER],
  ["JSON", "INFO", ["a"], "id", JSON_INFO, { level: "INFO", requestId: "id", message: "a" }, FORMATTER],
  [
    "JSON of an object",
    "INFO",
    [{ a: 1 }],
    "id",
    JSON_INFO,
    { level: "INFO", requestId: "id", message: { a: 1 } },
    FORMATTER,
  ],
  [
    "JSON of JSON",
    "INFO",
    ['{"a":1}'],
    "id",
    JSON_INFO,
    { level: "INFO", requestId: "id", message: '{"a":1}' },
    FORMATTER,
  ],
  [
    "JSON of several",
    "WARN",
    ["a", { b: 1 }],
    "id",
    JSON_INFO,
    { level: "WARN", requestId: "id", message: "a { b: 1 }" },
    FORMATTER,
  ],
  [
    "JSON before an invocation",
    "INFO",
    ["a"],
    undefined,
    JSON_INFO,
    { level: "INFO", message: "a" },
    FORMATTER,
  ],
  [
    "JSON of an error",
    "ERROR",
    [new OwnError("m")],
    "id",
    JSON_INFO,
    {
      level: "ERROR",
      requestId: "id",
      message: { errorType: "OwnError", errorMessage: "m", stackTrace: "STACK", detail: "d" },
    },
    FORMATTER,
  ],
  [
    "JSON of a text and an error",
    "ERROR",
    ["failed: %s", new TypeError("m")],
    "id",
    JSON_INFO,
    {
      ...{ level: "ERROR", requestId: "id", message: "MESSAGE" },
      ...{ errorType: "TypeError", errorMessage: "m", stackTrace: "STACK" },
    },
    FORMATTER,
  ],
  [
    "JSON of what is no tree",
    "INFO",
    [circle],
    "id",
    JSON_INFO,
    { level: "INFO", requestId: "id", message: "<ref *1> { name: 'c', self: [Circular *1] }" },
    FORMATTER,
  ],
  ["JSON below the level", "INFO", ["a"], "id", JSON_WARN, undefined, LEVELS],
  [
    "JSON at the level",
    "WARN",
    ["a"],
    "id",
    JSON_WARN,
    { level: "WARN", requestId: "id", message: "a" },
    LEVELS,
  ],
  [
    "JSON above the level",
    "FATAL",
    ["a"],
    "id",
    JSON_WARN,
    { level: "FATAL", requestId: "id", message: "a" },
    LEVELS,
  ],
  ["text has no level", "TRACE", ["a"], "id", { AWS_LAMBDA_LOG_LEVEL: "WARN" }, "TIME\tid\tTRACE\ta", LEVELS],
];

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/;

/** A line without what differs from run to run. */
function told(line: string | undefined): unknown {
  if (line === undefined || !line.startsWith("{")) return line?.replace(TIME, "TIME");
  const { timestamp, ...content } = JSON.parse(line, (key, value) =>
    key === "stackTrace" ? "STACK" : value,
  );
  expect(timestamp).toMatch(TIME);
  if (content.errorType !== undefined) content.message = "MESSAGE";
  return content;
}

it.each(ROWS)("%s", (_what, level, values, requestId, settings, line) => {
  expect(told(consoleLine(level, values, requestId, settings))).toEqual(line);
});
