import type { FunctionErrorPayload } from "../runtime/messages";
import type { InvocationOutcome, ProcessEnd } from "./container";

/** What Lambda lets through, bytes: 100 more than the 6 MB of its quotas page. Its own error text has the number. */
const ENFORCED_RESPONSE_BYTES = 6_291_556;

/** What the client of an invocation gets. */
export interface InvocationAnswer {
  /** JSON text. */
  readonly payload: string;
  /** Absent: the handler answered. */
  readonly failure?: FunctionErrorPayload;
}

/** Turns the end of an invocation into Lambda's answer. */
export function invocationAnswer(
  outcome: InvocationOutcome,
  requestId: string,
  timeoutSeconds: number,
): InvocationAnswer {
  switch (outcome.kind) {
    case "result": {
      const bytes = Buffer.byteLength(outcome.payload);
      if (bytes <= ENFORCED_RESPONSE_BYTES) return { payload: outcome.payload };
      return failed({
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: `Response payload size exceeded maximum allowed payload size (${ENFORCED_RESPONSE_BYTES} bytes).`,
      });
    }
    case "failed":
      return failed(outcome.failure);
    case "timeout":
      return failed({
        errorType: "Sandbox.Timedout",
        errorMessage: `RequestId: ${requestId} Error: ${timeoutText(timeoutSeconds)}`,
      });
    case "exit":
      return failed({
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${requestId} Error: ${exitText(outcome.end)}`,
      });
  }
}

/** The error type of an end without an answer; absent for a timeout, and for an answer. */
export function failureOfOutcome(outcome: InvocationOutcome): string | undefined {
  if (outcome.kind === "failed") return outcome.failure.errorType;
  return outcome.kind === "exit" ? "Runtime.ExitError" : undefined;
}

/** Lambda's text for an invocation that took too long. */
export function timeoutText(timeoutSeconds: number): string {
  return `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
}

/** Lambda's text for a process that ended during an invocation. */
export function exitText(end: ProcessEnd): string {
  return end.kind === "code" && end.code === 0
    ? "Runtime exited without providing a reason"
    : `Runtime exited with error: ${endText(end)}`;
}

/** As Lambda's own runtime interface, written in Go, names signals. V8 aborts when its heap is full. */
const SIGNAL_TEXTS: Partial<Readonly<Record<NodeJS.Signals, string>>> = {
  SIGABRT: "aborted",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
};

function endText(end: ProcessEnd): string {
  switch (end.kind) {
    case "code":
      return `exit status ${end.code}`;
    case "signal":
      return `signal: ${SIGNAL_TEXTS[end.signal] ?? end.signal.slice(3).toLowerCase()}`;
    case "not-started":
      return `error: ${end.message}`;
  }
}

function failed(failure: FunctionErrorPayload): InvocationAnswer {
  return { payload: JSON.stringify(failure), failure };
}
