import { isJson } from "../../../aws/json";
import { MAX_ENVIRONMENT_BYTES } from "../../../aws/quotas";
import { AwsError } from "../../protocol/aws-error";

/**
 * Variables that the runtime sets and nobody else may (Lambda Developer Guide, "Defined runtime environment variables", the
 * reserved ones).
 */
const RESERVED: ReadonlySet<string> = new Set([
  ...["_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV"],
  ...["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION"],
  ...["AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME"],
  ...["AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
  ...["AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"],
]);

const UNABLE =
  "Lambda was unable to configure your environment variables because the environment variables you have provided";

/** @throws AwsError InvalidParameterValueException for reserved names and for more than 4 KB */
export function checkVariables(environment: unknown): void {
  const variables = isJson(environment) ? environment.Variables : undefined;
  if (!isJson(variables)) return;
  const reserved = Object.keys(variables).filter((name) => RESERVED.has(name));
  if (reserved.length > 0) {
    throw invalid(
      `${UNABLE} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  }
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  // AWS shows the text that it measured, in which there may be secrets.
  if (bytes > MAX_ENVIRONMENT_BYTES)
    throw invalid(`${UNABLE} exceeded the 4KB limit. String measured: ${bytes} bytes`);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
