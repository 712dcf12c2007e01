import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { isJson } from "../../../aws/json";
import { type FailureCode, parseQueryError, type QueryFailure } from "../../../functions/run-query/failure";
import { awsErrorText } from "../../lib/aws/aws-error";
import { maskQuoted } from "../../lib/report/mask";

/** What the function says of a failure; `FUNCTION_FAILED` when it ended before it could. */
export type FunctionFailure = Omit<QueryFailure, "code"> & {
  readonly code: FailureCode | "FUNCTION_FAILED";
};

/** One statement through the deployed function. */
export type Invocation =
  | { readonly kind: "finished"; readonly rows: readonly unknown[] }
  | { readonly kind: "failed"; readonly failure: FunctionFailure }
  /** Lambda did not run the function: its code and text. */
  | {
      readonly kind: "not-run";
      readonly reason: string;
      /** It is whoever asks that may not invoke the function: that says nothing of the link. */
      readonly isCallersDenial?: true;
    };

/** How much is kept of an error that is not this project's own: Lambda may hand on megabytes. */
const MAX_FOREIGN_CHARACTERS = 500;

/** Runs one statement through the function, as whoever holds the deploy credentials. */
export async function invokeStatement(
  lambda: LambdaClient,
  FunctionName: string,
  sql: string,
  signal: AbortSignal,
): Promise<Invocation> {
  const Payload = Buffer.from(JSON.stringify({ sql, format: "rows" }));
  try {
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }), { abortSignal: signal });
    const text = Buffer.from(answer.Payload ?? []).toString("utf8");
    return answer.FunctionError === undefined ? finished(text) : { kind: "failed", failure: failureIn(text) };
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = awsErrorText(error);
    return { kind: "not-run", reason, ...(isCallersDenial(error) ? { isCallersDenial: true } : {}) };
  }
}

/**
 * Lambda refuses the caller by this name; the function's own role by others (`KMSAccessDeniedException`, …).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
 */
function isCallersDenial(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === "AccessDeniedException" &&
    error.message.includes("lambda:InvokeFunction")
  );
}

function finished(text: string): Invocation {
  const { rows } = JSON.parse(text) as { rows?: readonly unknown[] };
  return { kind: "finished", rows: rows ?? [] };
}

function failureIn(payload: string): FunctionFailure {
  const outer = parsed(payload);
  const message = isJson(outer) && typeof outer.errorMessage === "string" ? outer.errorMessage : payload;
  const failure = parseQueryError(message);
  if (failure !== undefined) return failure;
  return {
    code: "FUNCTION_FAILED",
    hop: "event",
    message: message.slice(0, MAX_FOREIGN_CHARACTERS),
    advice: "read the function's log group: it ended before it could explain itself",
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The failure in one sentence, with AWS's own code and text. */
export function failureText(failure: FunctionFailure): string {
  const { code, hop, message, awsCode, statementStatus, networkCode, awsMessage } = failure;
  const aws = [awsCode, statementStatus, networkCode, awsMessage]
    .filter((text) => text !== undefined)
    .join(": ");
  return `${code} at ${hop}: ${message}${aws === "" ? "" : ` (${aws})`}`;
}

/** The same with these values taken out of what failed: STS quotes an external id that it finds malformed. */
export function withoutValues(invocation: Invocation, values: readonly (string | undefined)[]): Invocation {
  if (invocation.kind !== "failed") return invocation;
  const { failure } = invocation;
  const { message, awsMessage } = failure;
  return {
    kind: "failed",
    failure: {
      ...failure,
      message: maskQuoted(message, values),
      ...(awsMessage === undefined ? {} : { awsMessage: maskQuoted(awsMessage, values) }),
    },
  };
}
