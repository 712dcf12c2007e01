import { types } from "node:util";
import type { FunctionErrorPayload } from "./messages";
import type { RuntimeGeneration } from "./runtime-generation";

/** Lambda's text for a thrown value that cannot be read. */
const UNREADABLE: FunctionErrorPayload = {
  errorType: "handled",
  errorMessage:
    "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
};

/** A thrown value in the shape in which Lambda reports it. Never throws, whatever the value does when it is read. */
export function functionFailureOf(error: unknown, generation: RuntimeGeneration): FunctionErrorPayload {
  try {
    if (generation === "callback" ? looksLikeError(error) : error instanceof Error) {
      const { name, message, stack } = error as Error;
      return {
        errorType: printable(name),
        errorMessage: printable(message),
        trace: printable(stack ?? "").split("\n"),
      };
    }
    const errorMessage = generation === "callback" ? (error as object).toString() : String(error);
    return { errorType: typeof error, errorMessage, trace: [] };
  } catch {
    return generation === "callback" ? UNREADABLE : { ...UNREADABLE, trace: [] };
  }
}

/** An error of any realm, or what has an error's members: the older runtime takes both. */
function looksLikeError(error: unknown): boolean {
  if (types.isNativeError(error)) return true;
  const { name, message, stack } = (error ?? {}) as Partial<Error>;
  return [name, message, stack].every((member) => typeof member === "string" && member !== "");
}

/** The runtime API's headers hold no DEL. */
function printable(text: string): string {
  return text.replaceAll("\x7F", "%7F");
}

/** A thrown value as an error, for the log. */
export function intoError(error: unknown): Error {
  if (error instanceof Error) return error;
  try {
    return new Error(String(error));
  } catch {
    return new Error(UNREADABLE.errorMessage);
  }
}

/** The second value of a text log's error line: a tab, then the error as JSON with what else it carries. */
export function errorText(error: unknown, generation: RuntimeGeneration): string {
  try {
    return `\t${JSON.stringify(intoError(error), (_key, value: unknown) => withMembers(value))}`;
  } catch {
    return `\t${JSON.stringify(functionFailureOf(error, generation))}`;
  }
}

function withMembers(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, code } = value as NodeJS.ErrnoException;
  const members = { errorType: name, errorMessage: message, code, ...value };
  return typeof stack === "string" ? { ...members, stack: stack.split("\n") } : members;
}
