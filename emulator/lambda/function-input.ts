import type { SignedRequest } from "../authentication/signed-request";
import { AwsError } from "../protocol/aws-error";
import type { LambdaOperation, LambdaRoute } from "../protocol/lambda-route";
import type { FunctionCode } from "./deployed-archive";
import type { DeadLetterConfig, KeptSettings, LoggingConfig } from "./deployed-functions";

/** What a request says of a function, of the parts that are kept here. */
export interface FunctionInput extends Omit<KeptSettings, "Layers"> {
  readonly Layers?: readonly string[];
  readonly FunctionName?: string;
  readonly Role?: string;
  readonly LoggingConfig?: LoggingConfig;
  readonly DeadLetterConfig?: DeadLetterConfig;
  readonly Code?: FunctionCode;
  readonly DryRun?: boolean;
  readonly Publish?: boolean;
  readonly Architectures?: readonly string[];
  readonly ReservedConcurrentExecutions?: number;
}

const OPERATIONS_WITH_INPUT: readonly LambdaOperation[] = [
  "CreateFunction",
  "UpdateFunctionCode",
  "UpdateFunctionConfiguration",
  "PutFunctionConcurrency",
];

/** The input of an operation that changes a function; empty for the others. @throws AwsError a body that is no JSON */
export function inputOf({ body }: SignedRequest, { operation }: LambdaRoute): FunctionInput {
  if (operation === undefined || !OPERATIONS_WITH_INPUT.includes(operation)) return {};
  try {
    const input = JSON.parse(body.toString("utf8")) as FunctionInput & FunctionCode;
    // An update of the code has the code's members at its top.
    return operation === "UpdateFunctionCode" ? { ...input, Code: input } : input;
  } catch {
    throw new AwsError("InvalidRequestContentException", "Could not parse request body into json");
  }
}
