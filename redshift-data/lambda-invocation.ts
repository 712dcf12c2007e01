import { accountOf } from "../aws/arn";
import { createUsage } from "./client/calls/usage";
import type { LinkInvocation } from "./link-client";

/** What is read of Lambda's context object. */
export interface LambdaContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

/**
 * An invocation of a Lambda function. Its request id is the client token: Lambda repeats a failed asynchronous
 * invocation under the same one.
 */
export function lambdaInvocation(context: LambdaContext): LinkInvocation {
  return {
    functionName: context.functionName,
    lambdaAccountId: accountOf(context.invokedFunctionArn),
    clientToken: context.awsRequestId,
    remainingMilliseconds: context.getRemainingTimeInMillis(),
    usage: createUsage(),
  };
}
