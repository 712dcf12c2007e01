import type { FunctionReference } from "../../protocol/function-reference";
import type { InvocationAnswer } from "../invocation/invocation-answer";

/** Why Lambda is done with an event. */
export type DestinationCondition =
  | "Success"
  | "RetriesExhausted"
  | "EventAgeExceeded"
  | "ZeroReservedConcurrency";

/** An event that Lambda is done with. */
export interface HandledEvent {
  readonly reference: Pick<FunctionReference, "arn" | "qualifier">;
  readonly executedVersion: string;
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  readonly condition: DestinationCondition;
  readonly attempts: number;
  /** The last one; absent when the function was never run. */
  readonly answer?: InvocationAnswer;
}

/** The qualified ARN of the function, as records of events name it. */
export function handledArn({ reference }: Pick<HandledEvent, "reference">): string {
  return `${reference.arn}:${reference.qualifier ?? "$LATEST"}`;
}

/** What Lambda sends to a destination (Lambda developer guide, "Capturing records of asynchronous invocations"). */
export function destinationRecord(handled: HandledEvent, time: Date): Record<string, unknown> {
  const { requestId, condition, attempts, executedVersion, answer } = handled;
  return {
    version: "1.0",
    timestamp: time.toISOString(),
    requestContext: {
      requestId,
      functionArn: handledArn(handled),
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(handled.event),
    ...(answer === undefined
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion,
            ...(answer.failure === undefined ? {} : { functionError: "Unhandled" }),
          },
          responsePayload: JSON.parse(answer.payload),
        }),
  };
}
