import { QueryError } from "./query-error";

const MAX_FRAMES = 5;

/** The more specific first. The name of an error is a text that anybody can set. */
const ERROR_TYPES = [TypeError, RangeError, SyntaxError, ReferenceError, Error];

/**
 * A fault of the function itself, told without its text, which may quote data. The place in the code goes to the log.
 */
export function internalError(error: unknown, requestId: string, log: (line: string) => void): QueryError {
  const at = framesOf(error)
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES);
  log(
    JSON.stringify({
      requestId,
      level: "ERROR",
      errorType: ERROR_TYPES.find((type) => error instanceof type)?.name ?? typeof error,
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

/** The lines of the stack behind the message, which has lines of its own and may quote data. */
function framesOf(error: unknown): string[] {
  const { message = "", stack = "" } = error instanceof Error ? error : {};
  const at = stack.indexOf(message);
  return at < 0 ? [] : stack.slice(at + message.length).split("\n");
}
