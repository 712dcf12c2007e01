import type { LoggingConfig } from "../deployed-functions";
import type { FunctionConfiguration } from "../function-configuration";
import type { InvocationOutcome, LogLine } from "./container";
import { exitText, type InvocationAnswer, timeoutText } from "./invocation-answer";
import { endLines, startLine } from "./platform-lines";

/** One run of the handler in a container. */
export interface Run {
  readonly outcome: InvocationOutcome;
  readonly durationMilliseconds: number;
  /** Absent on a warm start. */
  readonly initMilliseconds?: number;
}

/** The log of one invocation: Lambda's lines around the function's own, in time order. */
export function invocationLines(invocation: {
  readonly configuration: Pick<FunctionConfiguration, "memoryMegabytes" | "timeoutSeconds">;
  readonly logging: LoggingConfig;
  readonly requestId: string;
  readonly run: Run;
  readonly answer: InvocationAnswer;
  readonly own: readonly LogLine[];
}): LogLine[] {
  const { configuration, logging, requestId, run, answer, own } = invocation;
  const { outcome, durationMilliseconds, initMilliseconds } = run;
  const json = logging.LogFormat === "JSON";
  const now = Date.now();
  const began = Math.min(now - Math.floor(durationMilliseconds), own[0]?.timestampMilliseconds ?? now);
  const report = {
    requestId,
    durationMilliseconds,
    ...(initMilliseconds === undefined ? {} : { initMilliseconds }),
    memoryMegabytes: configuration.memoryMegabytes,
    maxMemoryBytes: "maxMemoryBytes" in outcome ? outcome.maxMemoryBytes : 0,
    ...(answer.failure === undefined
      ? {}
      : {
          failure: { errorType: answer.failure.errorType, ...ending(outcome, configuration.timeoutSeconds) },
        }),
  };
  return [
    { timestampMilliseconds: began, message: startLine(json, requestId, new Date(began)) },
    ...own,
    ...endLines(json, report, new Date(now)).map((message) => ({ timestampMilliseconds: now, message })),
  ];
}

/** Timeouts and exits have a line of their own in the text format; a failed handler has logged its error itself. */
function ending(
  outcome: InvocationOutcome,
  timeoutSeconds: number,
): { status: "error" | "timeout"; text?: string } {
  if (outcome.kind === "timeout") return { status: "timeout", text: timeoutText(timeoutSeconds) };
  return outcome.kind === "exit" ? { status: "error", text: exitText(outcome.end) } : { status: "error" };
}
