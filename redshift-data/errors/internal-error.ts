import { QueryError } from "./query-error";

/**
 * A fault of the function itself, told without its text, which may quote data. The place in the code goes to the log.
 */
export function internalError(error: unknown, requestId: string, log: (line: string) => void): QueryError {
  const { name, stack = "" } = error instanceof Error ? error : { name: typeof error };
  const at = stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5);
  log(
    JSON.stringify({
      requestId,
      level: "ERROR",
      errorType: name,
      at: at.map((line) => line.trim()),
    }),
  );
  return new QueryError({
    code: "INTERNAL_ERROR",
    hop: "function",
    message: "the function itself failed",
    advice: `this is a fault of the function; its log has the place under request id ${requestId}`,
  });
}
