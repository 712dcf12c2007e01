import type { FunctionErrorPayload } from "./messages";

/** A thrown value in the shape in which Lambda reports it. */
export function functionFailureOf(error: unknown): FunctionErrorPayload {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: error.stack?.split("\n") ?? [],
  };
}
