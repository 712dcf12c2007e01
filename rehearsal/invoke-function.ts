import { LambdaClient } from "@aws-sdk/client-lambda";
import type { Operator } from "../emulator/authentication/operator";
import { LOCAL_CLIENT } from "../emulator/protocol/local-client";
import { shownFailure } from "../tools/lib/link/answer-lines";
import { invokeEvent } from "../tools/lib/link/invocation";
import { ToolError } from "../tools/lib/terminal/tool-error";

/**
 * Invokes the deployed function as an operator of its account would, and returns its answer.
 *
 * @throws ToolError FUNCTION_FAILED with the failure in readable lines, or FUNCTION_NOT_RUN
 */
export async function invokeFunction(options: {
  readonly endpoint: string;
  readonly region: string;
  readonly operator: Operator;
  readonly functionName: string;
  readonly event: unknown;
  readonly signal: AbortSignal;
}): Promise<unknown> {
  const { endpoint, region, operator, functionName, event, signal } = options;
  const { accessKeyId, secretAccessKey } = operator;
  const lambda = new LambdaClient({
    ...LOCAL_CLIENT,
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
  const invocation = await invokeEvent(lambda, functionName, event, signal);
  switch (invocation.kind) {
    case "answered":
      return invocation.answer;
    case "failed":
      throw new ToolError(
        "FUNCTION_FAILED",
        [`${functionName} failed`, ...shownFailure(invocation.failure).map((line) => `  ${line}`)].join("\n"),
      );
    case "not-run":
      throw new ToolError("FUNCTION_NOT_RUN", `Lambda did not run ${functionName}: ${invocation.reason}`);
  }
}
