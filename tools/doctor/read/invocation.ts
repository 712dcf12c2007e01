import type { LambdaClient } from "@aws-sdk/client-lambda";
import { isJson } from "../../../aws/json";
import type { OwnCode } from "../../../config/link";
import { type EventInvocation, type FunctionFailure, invokeEvent } from "../../lib/link/invocation";
import { maskQuoted } from "../../lib/report/mask";

/** One statement through the deployed function. */
export type Invocation =
  | { readonly kind: "finished"; readonly rows: readonly unknown[] }
  | { readonly kind: "failed"; readonly failure: FunctionFailure }
  | Extract<EventInvocation, { readonly kind: "not-run" }>
  /** Nobody asked: the function takes other events, and what they would do nobody here knows. */
  | { readonly kind: "not-asked"; readonly reason: string };

/** Why a function of the user's own code is not asked. */
export function notAsked({ kind, file }: OwnCode): Extract<Invocation, { readonly kind: "not-asked" }> {
  const code = kind === "entry" ? "a handler" : "an archive";
  return {
    kind: "not-asked",
    reason: `the function is ${code} of its own, ${file}: the doctor sends it nothing`,
  };
}

/** Why a function that others deploy is not asked. */
export const NOT_OURS: Extract<Invocation, { readonly kind: "not-asked" }> = {
  kind: "not-asked",
  reason: "others deploy the function, and what its events do they alone know: the doctor sends it nothing",
};

/** Runs one statement through the function, as whoever holds the deploy credentials. @param event of that statement */
export async function invokeStatement(
  lambda: LambdaClient,
  functionName: string,
  event: object,
  signal: AbortSignal,
): Promise<Invocation> {
  const invocation = await invokeEvent(lambda, functionName, event, signal);
  if (invocation.kind !== "answered") return invocation;
  const { answer } = invocation;
  return { kind: "finished", rows: isJson(answer) && Array.isArray(answer.rows) ? answer.rows : [] };
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
