import type { IssuedCredentials } from "../../authentication/credential-store";
import type { FunctionReference } from "../../protocol/function-reference";
import type { LoggingConfig } from "../deployed-functions";
import type { FunctionConfiguration } from "../function-configuration";
import { pythonVersionOf } from "../runtime/python-runtime";
import { nodeMajorOf } from "../runtime/runtime-generation";
import { TASK_ROOT } from "../runtime/task-root";

/** Of a sandbox's runtime API and X-Ray daemon. Nothing listens there: containers speak to the emulator over a pipe. */
const RUNTIME_API = "169.254.100.1:9001";
const XRAY_HOST = "169.254.100.1";
const XRAY_PORT = "2000";

const RUNTIME_FOLDER = "/var/runtime";

/**
 * The environment variables of a container: the deployed ones, then those of Lambda's runtime (Lambda developer guide, "Defined
 * runtime environment variables"), and nothing of this process. Some of Lambda's a function may set itself.
 *
 * @param endpointUrl the gateway: the one variable AWS would not set
 */
export function executionEnvironment(options: {
  readonly configuration: FunctionConfiguration;
  readonly reference: FunctionReference;
  readonly logging: LoggingConfig;
  readonly logStreamName: string;
  readonly credentials: IssuedCredentials;
  readonly endpointUrl: string;
}): Record<string, string> {
  const { configuration, reference, logging, logStreamName, credentials, endpointUrl } = options;
  return {
    ...unreserved(configuration.runtime),
    ...configuration.environment,
    _HANDLER: configuration.handler,
    AWS_REGION: reference.region,
    AWS_DEFAULT_REGION: reference.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: reference.name,
    AWS_LAMBDA_FUNCTION_VERSION: configuration.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    ...logVariables(logging),
    AWS_LAMBDA_LOG_GROUP_NAME: logging.LogGroup ?? "",
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_RUNTIME_API: RUNTIME_API,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: endpointUrl,
    LAMBDA_TASK_ROOT: TASK_ROOT,
    LAMBDA_RUNTIME_DIR: RUNTIME_FOLDER,
  };
}

/** Those that Lambda's list of reserved names leaves out. */
function unreserved(runtime: string): Record<string, string> {
  return {
    LANG: "en_US.UTF-8",
    PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    LD_LIBRARY_PATH:
      "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
    ...modulePath(runtime),
    TZ: ":UTC",
    PWD: TASK_ROOT,
    SHLVL: "0",
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: `${XRAY_HOST}:${XRAY_PORT}`,
    _AWS_XRAY_DAEMON_ADDRESS: XRAY_HOST,
    _AWS_XRAY_DAEMON_PORT: XRAY_PORT,
  };
}

/** Where the language looks for modules. */
function modulePath(runtime: string): Record<string, string> {
  if (pythonVersionOf(runtime) !== undefined) return { PYTHONPATH: RUNTIME_FOLDER };
  const own = `/opt/nodejs/node${nodeMajorOf(runtime) ?? ""}/node_modules`;
  return {
    NODE_PATH: `${own}:/opt/nodejs/node_modules:/var/runtime/node_modules:${RUNTIME_FOLDER}:${TASK_ROOT}`,
  };
}

/** Lambda says so when the format is JSON, and nothing when it is text. */
function logVariables({ LogFormat, ApplicationLogLevel }: LoggingConfig): Record<string, string> {
  if (LogFormat !== "JSON") return {};
  return {
    AWS_LAMBDA_LOG_FORMAT: LogFormat,
    ...(ApplicationLogLevel === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: ApplicationLogLevel }),
  };
}
