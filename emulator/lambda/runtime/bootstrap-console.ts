import { format } from "node:util";

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;
type Level = (typeof LEVELS)[number];

const METHODS: Readonly<Record<"trace" | "debug" | "log" | "info" | "warn" | "error", Level>> = {
  trace: "TRACE",
  debug: "DEBUG",
  log: "INFO",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
};

/**
 * Makes `console.*` write in Lambda's formats and keep to its log level. What a function writes to stdout or stderr
 * directly is passed on unchanged.
 */
export function patchConsole(requestId: () => string | undefined, write: (text: string) => void): void {
  const { AWS_LAMBDA_LOG_FORMAT, AWS_LAMBDA_LOG_LEVEL = "INFO" } = process.env;
  const json = AWS_LAMBDA_LOG_FORMAT === "JSON";
  const threshold = json ? LEVELS.indexOf(AWS_LAMBDA_LOG_LEVEL as Level) : 0;
  for (const [method, level] of Object.entries(METHODS) as [keyof typeof METHODS, Level][]) {
    console[method] = (...values: unknown[]) => {
      if (LEVELS.indexOf(level) < threshold) return;
      write(json ? jsonLine(level, requestId(), values) : textLine(level, requestId(), values));
    };
  }
  for (const stream of [process.stdout, process.stderr]) redirect(stream, write);
}

function textLine(level: Level, requestId: string | undefined, values: readonly unknown[]): string {
  // Lambda replaces line breaks, so that a message of several lines stays one log event.
  const message = format(...values).replaceAll("\n", "\r");
  return [new Date().toISOString(), requestId ?? "undefined", level, message].join("\t");
}

function jsonLine(level: Level, requestId: string | undefined, values: readonly unknown[]): string {
  const [first] = values;
  if (values.length === 1 && typeof first === "string" && isJsonObject(first)) return first;
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    level,
    requestId,
    ...(error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, stackTrace: error.stack?.split("\n").slice(1) }
      : {}),
    message: values.length === 1 && !(first instanceof Error) ? first : format(...values),
  });
}

function isJsonObject(text: string): boolean {
  if (!text.startsWith("{")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Sends what is written to a stream through the same channel as the result, so that their order is kept. */
function redirect(stream: NodeJS.WriteStream, write: (text: string) => void): void {
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
