import type { FunctionReference } from "../../protocol/function-reference";
import type { LoggingConfig } from "../deployed-functions";
import type { FunctionConfiguration } from "../function-configuration";
import type { InvocationOutcome, LogLine } from "./container";
import { exitText, failureOfOutcome, type InvocationAnswer, timeoutText } from "./invocation-answer";
import {
  type PlatformEvent,
  type PlatformFailure,
  type PlatformFormat,
  platformLines,
} from "./platform-lines";
import { runtimeVersionOf } from "./runtime-version";

/** The start of a container: its own lines, and how it ended if not well. */
export interface InitPhase {
  /** Lambda repeats a phase that failed within the invocation. */
  readonly phase: "init" | "invoke";
  readonly startedAtMilliseconds: number;
  readonly durationMilliseconds: number;
  readonly lines: readonly LogLine[];
  /** Absent when the handler was loaded. */
  readonly failure?: InvocationOutcome;
}

/** One run of the handler in a container. */
export interface Run {
  /** Empty on a warm start. */
  readonly phases: readonly InitPhase[];
  readonly outcome: InvocationOutcome;
  /** Of the invocation, with a repeated init phase. */
  readonly durationMilliseconds: number;
}

/** What one invocation writes into its function's log. */
interface InvocationLog {
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** What a client that asks for the tail of the log is shown of it. */
  readonly tail: readonly LogLine[];
}

/** The log of one invocation: Lambda's lines around the function's own, in time order. */
export function invocationLines(invocation: {
  readonly reference: FunctionReference;
  readonly configuration: Pick<
    FunctionConfiguration,
    "memoryMegabytes" | "timeoutSeconds" | "version" | "runtime"
  >;
  readonly logging: LoggingConfig;
  readonly requestId: string;
  readonly run: Run;
  readonly answer: InvocationAnswer;
  readonly own: readonly LogLine[];
}): InvocationLog {
  const { reference, configuration, logging, requestId, run, own } = invocation;
  const now = Date.now();
  const format = formatOf(logging);
  const at = (timestampMilliseconds: number, event: PlatformEvent): LogLine[] =>
    platformLines(event, format, new Date(timestampMilliseconds)).map((message) => ({
      timestampMilliseconds,
      message,
    }));
  const [first] = run.phases;
  const initStart =
    first === undefined
      ? []
      : at(first.startedAtMilliseconds, {
          type: "initStart",
          ...runtimeVersionOf(configuration.runtime, reference),
        });
  const init = run.phases.flatMap(({ phase, failure, durationMilliseconds, lines, startedAtMilliseconds }) =>
    failure === undefined
      ? lines
      : [
          ...lines,
          ...at(startedAtMilliseconds + Math.floor(durationMilliseconds), {
            type: "initReport",
            durationMilliseconds,
            phase,
            failure: platformFailure(failure),
          }),
        ],
  );
  const began = Math.min(now - Math.floor(run.durationMilliseconds), own[0]?.timestampMilliseconds ?? now);
  const tail = [
    ...init,
    ...at(began, { type: "start", requestId, version: configuration.version }),
    ...own,
    ...at(now, { type: "report", report: reportOf(invocation, format) }),
  ];
  return { lines: [...initStart, ...tail], tail };
}

function reportOf(
  { configuration, requestId, run, answer }: Parameters<typeof invocationLines>[0],
  { json }: PlatformFormat,
) {
  const { outcome, durationMilliseconds, phases } = run;
  const [init] = phases;
  const text = endText(outcome, requestId, configuration.timeoutSeconds);
  const failed = {
    ...platformFailure(outcome),
    ...(answer.failure === undefined || outcome.kind === "timeout"
      ? {}
      : { errorType: answer.failure.errorType }),
    ...(text === undefined || json ? {} : { text }),
    isHandlers: !["timeout", "exit"].includes(outcome.kind) && phases.every(({ failure }) => !failure),
  };
  return {
    requestId,
    durationMilliseconds,
    ...(init === undefined || init.failure !== undefined
      ? {}
      : { initMilliseconds: init.durationMilliseconds }),
    memoryMegabytes: configuration.memoryMegabytes,
    maxMemoryBytes: outcome.maxMemoryBytes,
    ...(answer.failure === undefined ? {} : { failure: failed }),
  };
}

function platformFailure(outcome: InvocationOutcome): PlatformFailure {
  if (outcome.kind === "timeout") return { status: "timeout" };
  const errorType = failureOfOutcome(outcome);
  return { status: "error", ...(errorType === undefined ? {} : { errorType }) };
}

/** The line in a text log that comes after Lambda's report; a failed handler has logged its error itself. */
function endText(outcome: InvocationOutcome, requestId: string, timeoutSeconds: number): string | undefined {
  if (outcome.kind === "timeout") {
    return `${new Date().toISOString()} ${requestId} ${timeoutText(timeoutSeconds)}\n`;
  }
  return outcome.kind === "exit"
    ? `RequestId: ${requestId} Error: ${exitText(outcome.end)}\nRuntime.ExitError`
    : undefined;
}

function formatOf({ LogFormat, SystemLogLevel }: LoggingConfig): PlatformFormat {
  const level = SystemLogLevel === "DEBUG" || SystemLogLevel === "WARN" ? SystemLogLevel : "INFO";
  return { json: LogFormat === "JSON", systemLogLevel: level };
}
