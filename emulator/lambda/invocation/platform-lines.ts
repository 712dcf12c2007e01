/** What Lambda itself writes into a function's log about one invocation. */
interface InvocationReport {
  readonly requestId: string;
  readonly durationMilliseconds: number;
  /** Absent on a warm start. */
  readonly initMilliseconds?: number;
  readonly memoryMegabytes: number;
  readonly maxMemoryBytes: number;
  /** How it ended, if not with a result. */
  readonly failure?: {
    readonly status: "error" | "timeout";
    readonly errorType: string;
    /** A line of its own in the text format. */
    readonly text?: string;
  };
}

/** The line before the function's own lines. */
export function startLine(json: boolean, requestId: string, time: Date): string {
  if (!json) return `START RequestId: ${requestId} Version: $LATEST`;
  return JSON.stringify({
    time: time.toISOString(),
    type: "platform.start",
    record: { requestId, version: "$LATEST" },
  });
}

/** The lines after the function's own lines. */
export function endLines(json: boolean, report: InvocationReport, time: Date): string[] {
  return json ? [jsonReport(report, time)] : textReport(report, time);
}

function textReport(report: InvocationReport, time: Date): string[] {
  const { requestId, durationMilliseconds, initMilliseconds, memoryMegabytes, maxMemoryBytes, failure } =
    report;
  const figures = [
    `Duration: ${durationMilliseconds.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMilliseconds)} ms`,
    `Memory Size: ${memoryMegabytes} MB`,
    `Max Memory Used: ${megabytes(maxMemoryBytes)} MB`,
    ...(initMilliseconds === undefined ? [] : [`Init Duration: ${initMilliseconds.toFixed(2)} ms`]),
  ];
  return [
    ...(failure?.text === undefined ? [] : [`${time.toISOString()} ${requestId} ${failure.text}`]),
    `END RequestId: ${requestId}`,
    `REPORT RequestId: ${requestId}\t${figures.join("\t")}`,
  ];
}

function jsonReport(report: InvocationReport, time: Date): string {
  const { requestId, durationMilliseconds, initMilliseconds, memoryMegabytes, maxMemoryBytes, failure } =
    report;
  return JSON.stringify({
    time: time.toISOString(),
    type: "platform.report",
    record: {
      requestId,
      metrics: {
        durationMs: Number(durationMilliseconds.toFixed(3)),
        billedDurationMs: Math.ceil(durationMilliseconds),
        memorySizeMB: memoryMegabytes,
        maxMemoryUsedMB: megabytes(maxMemoryBytes),
        ...(initMilliseconds === undefined ? {} : { initDurationMs: Number(initMilliseconds.toFixed(3)) }),
      },
      status: failure?.status ?? "success",
      ...(failure === undefined ? {} : { errorType: failure.errorType }),
    },
  });
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}
