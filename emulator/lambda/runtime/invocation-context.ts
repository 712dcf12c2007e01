import type { InvokeMessage } from "./messages";

/** A handler's second argument, but for what the older runtime's callbacks add. */
export type InvocationContext = Readonly<Record<string, unknown>>;

/**
 * What both runtimes put into the context, the members that are absent included.
 *
 * @param environment of the function, which both read anew for each invocation
 */
export function invocationContext(
  message: InvokeMessage,
  environment: NodeJS.ProcessEnv = process.env,
): InvocationContext {
  const { clientContext, invokedFunctionArn, requestId, deadlineMilliseconds } = message;
  return {
    functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
    // Of callers with an identity of Cognito's, which the local accounts do not have.
    identity: undefined,
    invokedFunctionArn,
    awsRequestId: requestId,
    tenantId: undefined,
    getRemainingTimeInMillis: () => deadlineMilliseconds - Date.now(),
  };
}
