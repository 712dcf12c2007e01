import type { IssuedCredentials } from "../../authentication/credential-store";
import type { FunctionReference } from "../../protocol/function-reference";
import type { LoggingConfig } from "../deployed-functions";
import type { FunctionConfiguration } from "../function-configuration";

/**
 * The environment variables of a container: the deployed ones, then those Lambda reserves (Lambda developer guide,
 * "Defined runtime environment variables"), and nothing of this process.
 *
 * @param endpointUrl the gateway: the one variable AWS would not set
 */
export function executionEnvironment(options: {
  readonly configuration: FunctionConfiguration;
  readonly reference: FunctionReference;
  readonly logging: LoggingConfig;
  readonly logStreamName: string;
  readonly taskRoot: string;
  readonly credentials: IssuedCredentials;
  readonly endpointUrl: string;
}): Record<string, string> {
  const { configuration, reference, logging, logStreamName, taskRoot, credentials, endpointUrl } = options;
  const level = logging.ApplicationLogLevel;
  return {
    ...configuration.environment,
    _HANDLER: configuration.handler,
    AWS_REGION: reference.region,
    AWS_DEFAULT_REGION: reference.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: reference.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: logging.LogFormat ?? "Text",
    ...(level === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: level }),
    AWS_LAMBDA_LOG_GROUP_NAME: logging.LogGroup ?? "",
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: endpointUrl,
    LAMBDA_TASK_ROOT: taskRoot,
    TZ: ":UTC",
  };
}
