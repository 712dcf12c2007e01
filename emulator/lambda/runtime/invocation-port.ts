import type { FunctionErrorPayload } from "./messages";

/** What one invocation reports to, and what it needs of its process. */
export interface InvocationPort {
  /** @param payload JSON text */
  respond(payload: string): void;
  fail(failure: FunctionErrorPayload): void;
  /** Writes the error line of the runtime. */
  logError(label: "Invoke Error", error: unknown): void;
  /** Calls the listener once the event loop is empty; takes the place of the one before. */
  whenIdle(listener: () => void): void;
  /** Runs after what is pending in the event loop now. What it throws is an uncaught exception. */
  later(work: () => void): void;
  /** Ends the process as Node.js does whose main module waits for a promise that nobody will settle. */
  exitUnsettled(): void;
}

/** The result of a handler as the runtime sends it. */
export function serializedResult(result: unknown, unserializable: () => Error): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(result === undefined ? null : result);
  } catch {
    throw unserializable();
  }
  // JSON has no functions and no symbols; the runtime's native half takes a string only.
  if (typeof text !== "string") throw new TypeError("Wrong arguments");
  return text;
}
