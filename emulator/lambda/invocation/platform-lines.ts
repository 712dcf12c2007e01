/** What Lambda itself writes into a function's log: about the start of a container, and about each invocation in it. */
export type PlatformEvent =
  | {
      readonly type: "initStart";
      /** For example `nodejs:22.v1`. */
      readonly runtimeVersion: string;
      readonly runtimeVersionArn: string;
    }
  | {
      /** Written when an init phase failed. */
      readonly type: "initReport";
      readonly durationMilliseconds: number;
      /** Lambda repeats a failed init phase within the invocation. */
      readonly phase: "init" | "invoke";
      readonly failure: PlatformFailure;
    }
  | { readonly type: "start"; readonly requestId: string; readonly version: string }
  | { readonly type: "report"; readonly report: InvocationReport };

/** How an invocation or an init phase ended, if not well. */
export interface PlatformFailure {
  readonly status: "error" | "timeout";
  /** Absent for a timeout: its status says it. */
  readonly errorType?: string;
}

interface InvocationReport {
  readonly requestId: string;
  readonly durationMilliseconds: number;
  /** Absent on a warm start, and after an init phase that failed. */
  readonly initMilliseconds?: number;
  readonly memoryMegabytes: number;
  readonly maxMemoryBytes: number;
  readonly failure?: PlatformFailure & {
    /** A line of its own after the report, in the text format. */
    readonly text?: string;
    /** The handler failed, not its process: the text format says so nowhere but in the function's own lines. */
    readonly isHandlers: boolean;
  };
}

/** How a function's log is written. */
export interface PlatformFormat {
  readonly json: boolean;
  /** Of JSON logs. */
  readonly systemLogLevel: "DEBUG" | "INFO" | "WARN";
}

const LEVELS = ["DEBUG", "INFO", "WARN"] as const;

/** The lines of one event, as the function's log has them but for the line break in the end. */
export function platformLines(event: PlatformEvent, format: PlatformFormat, time: Date): string[] {
  if (!format.json) return textLines(event);
  return LEVELS.indexOf(levelOf(event)) < LEVELS.indexOf(format.systemLogLevel)
    ? []
    : [jsonLine(event, time)];
}

/** Lambda developer guide, "System log level event mapping". */
function levelOf(event: PlatformEvent): "INFO" | "WARN" {
  if (event.type === "initReport") return "WARN";
  return event.type === "report" && event.report.failure !== undefined ? "WARN" : "INFO";
}

function textLines(event: PlatformEvent): string[] {
  switch (event.type) {
    case "initStart":
      return [
        `INIT_START Runtime Version: ${event.runtimeVersion}\tRuntime Version ARN: ${event.runtimeVersionArn}`,
      ];
    case "initReport":
      return [
        [
          `INIT_REPORT Init Duration: ${event.durationMilliseconds.toFixed(2)} ms`,
          `Phase: ${event.phase}`,
          ...statusColumns(event.failure),
        ].join("\t"),
      ];
    case "start":
      return [`START RequestId: ${event.requestId} Version: ${event.version}`];
    case "report":
      return reportLines(event.report);
  }
}

function reportLines(report: InvocationReport): string[] {
  const { requestId, durationMilliseconds, initMilliseconds, memoryMegabytes, maxMemoryBytes, failure } =
    report;
  const columns = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMilliseconds.toFixed(2)} ms`,
    `Billed Duration: ${billedMilliseconds(report)} ms`,
    `Memory Size: ${memoryMegabytes} MB`,
    `Max Memory Used: ${megabytes(maxMemoryBytes)} MB`,
    ...(initMilliseconds === undefined ? [] : [`Init Duration: ${initMilliseconds.toFixed(2)} ms`]),
    // Lambda ends the columns of an invocation that it has nothing to say about with a tab.
    ...(failure === undefined || failure.isHandlers ? [""] : statusColumns(failure)),
  ];
  return [
    `END RequestId: ${requestId}`,
    columns.join("\t"),
    ...(failure?.text === undefined ? [] : [failure.text]),
  ];
}

function statusColumns({ status, errorType }: PlatformFailure): string[] {
  return [`Status: ${status}`, ...(errorType === undefined ? [] : [`Error Type: ${errorType}`])];
}

function jsonLine(event: PlatformEvent, time: Date): string {
  return JSON.stringify({
    time: time.toISOString(),
    type: `platform.${event.type}`,
    record: recordOf(event),
  });
}

function recordOf(event: PlatformEvent): Record<string, unknown> {
  const initialization = { initializationType: "on-demand" };
  switch (event.type) {
    case "initStart": {
      const { runtimeVersion, runtimeVersionArn } = event;
      return { ...initialization, phase: "init", runtimeVersion, runtimeVersionArn };
    }
    case "initReport": {
      const { phase, failure, durationMilliseconds } = event;
      return { ...initialization, phase, ...failure, metrics: { durationMs: rounded(durationMilliseconds) } };
    }
    case "start":
      return { requestId: event.requestId, version: event.version };
    case "report":
      return reportRecord(event.report);
  }
}

function reportRecord(report: InvocationReport): Record<string, unknown> {
  const { requestId, durationMilliseconds, initMilliseconds, memoryMegabytes, failure } = report;
  return {
    requestId,
    metrics: {
      durationMs: rounded(durationMilliseconds),
      billedDurationMs: billedMilliseconds(report),
      memorySizeMB: memoryMegabytes,
      maxMemoryUsedMB: megabytes(report.maxMemoryBytes),
      ...(initMilliseconds === undefined ? {} : { initDurationMs: rounded(initMilliseconds) }),
    },
    status: failure?.status ?? "success",
    ...(failure?.errorType === undefined ? {} : { errorType: failure.errorType }),
  };
}

/** Lambda bills the init phase of a managed runtime too (since August 2025), and whole milliseconds. */
function billedMilliseconds({ durationMilliseconds, initMilliseconds = 0 }: InvocationReport): number {
  return Math.ceil(durationMilliseconds + initMilliseconds);
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(3));
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}
