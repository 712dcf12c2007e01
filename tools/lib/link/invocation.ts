import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { isJson } from "../../../aws/json";
import { type FailureCode, parseQueryError, type QueryFailure } from "../../../functions/run-query/failure";
import { awsErrorText, nextWhereUnheard, unreadAnswer } from "../aws/aws-error";

/** What the function says of a failure; `FUNCTION_FAILED` when it ended before it could. */
export type FunctionFailure = Omit<QueryFailure, "code"> & {
  readonly code: FailureCode | "FUNCTION_FAILED";
};

/** What came of an event that was sent to the deployed function. */
export type EventInvocation =
  | { readonly kind: "answered"; readonly answer: unknown }
  | { readonly kind: "failed"; readonly failure: FunctionFailure }
  /** Lambda did not run the function: its code and text. */
  | {
      readonly kind: "not-run";
      readonly reason: string;
      /** It is whoever asks that may not invoke the function: that says nothing of the link. */
      readonly isCallersDenial?: true;
      /** What to do where Lambda was not heard: that says nothing of the link either, and the function may have run. */
      readonly unheard?: string;
    };

/** How much is kept of an error that is not this project's own: Lambda may hand on megabytes. */
const MAX_FOREIGN_CHARACTERS = 500;

/**
 * Sends one event to the deployed function, as whoever holds the client's credentials, and waits for its end.
 *
 * @throws only when the signal was aborted
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function invokeEvent(
  lambda: LambdaClient,
  FunctionName: string,
  event: unknown,
  signal?: AbortSignal,
): Promise<EventInvocation> {
  const Payload = Buffer.from(JSON.stringify(event));
  try {
    const options = signal === undefined ? {} : { abortSignal: signal };
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }), options);
    const text = Buffer.from(answer.Payload ?? []).toString("utf8");
    if (answer.FunctionError !== undefined) return { kind: "failed", failure: failureIn(text) };
    return { kind: "answered", answer: answerIn(text, answer.StatusCode) };
  } catch (error) {
    if (signal?.aborted) throw error;
    const reason = awsErrorText(error);
    const unheard = nextWhereUnheard(error, "ask again");
    if (unheard !== undefined) return { kind: "not-run", reason, unheard };
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

/** @throws the error of an answer that cannot be read: a parser's own would quote it, and it may be rows */
function answerIn(payload: string, status = 200): unknown {
  const answer = parsed(payload);
  if (answer === undefined) throw unreadAnswer(status);
  return answer;
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

/** AWS's own code and text of a failure; empty where AWS said nothing. */
function awsText({ awsCode, statementStatus, networkCode, awsMessage }: FunctionFailure): string {
  return [awsCode, statementStatus, networkCode, awsMessage].filter((text) => text !== undefined).join(": ");
}

/** The failure in one sentence, with AWS's own code and text. */
export function failureText(failure: FunctionFailure): string {
  const { code, hop, message } = failure;
  const aws = awsText(failure);
  return `${code} at ${hop}: ${message}${aws === "" ? "" : ` (${aws})`}`;
}

/** The failure for people: the code and where it was, AWS's words, what to check, and which statement it is. */
export function failureLines(failure: FunctionFailure): readonly string[] {
  const { code, hop, message, statementId, advice } = failure;
  const aws = awsText(failure);
  return [
    `${code} at ${hop}: ${message}`,
    ...(aws === ""
      ? []
      : aws.split("\n").map((line, index) => `  ${index === 0 ? "AWS:" : "    "} ${line.trim()}`)),
    `  do:  ${advice}`,
    ...(statementId === undefined ? [] : [`  id:  ${statementId}`]),
  ];
}
