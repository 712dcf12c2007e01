import { format } from "node:util";

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;
type Level = (typeof LEVELS)[number];

const METHODS = {
  trace: "TRACE",
  debug: "DEBUG",
  log: "INFO",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
  fatal: "FATAL",
} as const satisfies Record<string, Level>;

/** What is read of the function's environment. */
interface LogSettings {
  readonly AWS_LAMBDA_LOG_FORMAT?: string | undefined;
  readonly AWS_LAMBDA_LOG_LEVEL?: string | undefined;
}

/**
 * Makes `console.*` write in Lambda's formats and keep to its log level, and sends what a function writes to stdout or stderr
 * directly through the same channel, so that the order of all lines and of the result is kept.
 *
 * @param requestId absent before the first invocation where the runtime has no word for it
 */
export function patchConsole(requestId: () => string | undefined, write: (text: string) => void): void {
  const settings: LogSettings = process.env;
  for (const method of Object.keys(METHODS) as (keyof typeof METHODS)[]) {
    Object.assign(console, {
      [method]: (...values: unknown[]) => {
        const line = consoleLine(METHODS[method], values, requestId(), settings);
        if (line !== undefined) write(line);
      },
    });
  }
  const passOn = (line: string) => {
    if (isWanted(levelOfLine(line), settings)) write(line);
  };
  for (const stream of [process.stdout, process.stderr]) redirect(stream, passOn);
}

/** Whether the output of a function is JSON, as its configuration wants. */
export function logsJson({ AWS_LAMBDA_LOG_FORMAT }: LogSettings): boolean {
  return AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === "JSON";
}

/** The line of one call of `console.*`; absent when the log level leaves it out. */
export function consoleLine(
  level: Level,
  values: readonly unknown[],
  requestId: string | undefined,
  settings: LogSettings,
): string | undefined {
  if (!isWanted(level, settings)) return undefined;
  if (logsJson(settings)) return jsonLine(level, requestId, values);
  // Called without a value, the runtime formats `undefined`.
  const [message, ...others] = values;
  return [new Date().toISOString(), String(requestId), level, format(message, ...others)].join("\t");
}

/** Only JSON logs have a level to filter by. */
function isWanted(level: Level, settings: LogSettings): boolean {
  if (!logsJson(settings)) return true;
  const threshold = LEVELS.indexOf(settings.AWS_LAMBDA_LOG_LEVEL?.toUpperCase() as Level);
  return LEVELS.indexOf(level) >= Math.max(threshold, 0);
}

function jsonLine(level: Level, requestId: string | undefined, values: readonly unknown[]): string {
  const common = { timestamp: new Date().toISOString(), level, requestId };
  const [message, ...others] = values;
  if (others.length > 0) {
    const error = values.find((value) => value instanceof Error);
    return JSON.stringify({ ...common, message: format(...values), ...(error ? describedError(error) : {}) });
  }
  try {
    return JSON.stringify({ ...common, message }, (_key, value: unknown) =>
      value instanceof Error ? { ...describedError(value), ...value } : value,
    );
  } catch {
    return JSON.stringify({ ...common, message: format(message) });
  }
}

function describedError(error: Error): Record<string, unknown> {
  return {
    errorType: error.constructor?.name ?? "UnknownError",
    errorMessage: error.message,
    stackTrace: typeof error.stack === "string" ? error.stack.split("\n") : [],
  };
}

/** The level that Lambda reads from a line which a function wrote itself: what is no JSON with a known level is `INFO`. */
function levelOfLine(line: string): Level {
  if (!line.startsWith("{")) return "INFO";
  try {
    const { level } = JSON.parse(line) as { level?: unknown };
    return LEVELS.find((known) => known === String(level).toUpperCase()) ?? "INFO";
  } catch {
    return "INFO";
  }
}

function redirect(stream: NodeJS.WriteStream, write: (line: string) => void): void {
  let rest = "";
  stream.write = (chunk: string | Uint8Array, ...args: unknown[]): boolean => {
    const lines = (rest + (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"))).split(
      "\n",
    );
    rest = lines.pop() ?? "";
    for (const line of lines) write(line);
    const callback = args.find((arg) => typeof arg === "function");
    if (callback !== undefined) process.nextTick(callback as () => void);
    return true;
  };
}
