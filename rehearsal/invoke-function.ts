import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Operator } from "../emulator/authentication/operator";
import { LOCAL_CLIENT } from "../emulator/protocol/local-client";
import { ToolError } from "../tools/lib/terminal/tool-error";

/** What the query function answers to one statement in the `rows` format. */
interface QueryAnswer {
  readonly status: string;
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly rowCount: number;
}

/** Invokes the deployed function as an operator of its account would, and returns its answer. */
export async function invokeFunction(options: {
  readonly endpoint: string;
  readonly region: string;
  readonly operator: Operator;
  readonly functionName: string;
  readonly event: object;
  readonly signal: AbortSignal;
}): Promise<QueryAnswer> {
  const { endpoint, region, operator, functionName, event, signal } = options;
  const { accessKeyId, secretAccessKey } = operator;
  const lambda = new LambdaClient({
    ...LOCAL_CLIENT,
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(event)) }),
    { abortSignal: signal },
  );
  const payload = JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8"));
  if (answer.FunctionError !== undefined) {
    throw new ToolError("FUNCTION_FAILED", `${functionName} failed: ${payload.errorMessage}`);
  }
  return payload;
}
