import {
  GetAliasCommand,
  GetProvisionedConcurrencyConfigCommand,
  type LambdaClient,
  ProvisionedConcurrencyConfigNotFoundException,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import { presentMembers } from "../../../aws/json";
import type { FunctionDemands } from "../../../config/function-demands";
import { type LiveAlias, type LiveFunction, readLiveFunction } from "./live-function";

/** The function as its callers meet it: the version that its alias names, where there is that alias. */
export async function asInvoked(
  lambda: LambdaClient,
  live: LiveFunction,
  functionName: string,
  { name, provisionedConcurrency }: NonNullable<FunctionDemands["alias"]>,
): Promise<LiveFunction> {
  const named = await readLiveFunction(lambda, functionName, name);
  if (named === undefined) return { ...live, alias: {} };
  const ready = provisionedConcurrency === undefined ? undefined : await readyOf(lambda, functionName, name);
  const { arn, reservedConcurrency } = live;
  const { reservedConcurrency: _, ...version } = named;
  return {
    ...version,
    arn,
    ...presentMembers({ reservedConcurrency }),
    alias: { version: named.version, ...presentMembers({ ready }) },
  };
}

/**
 * Whether a function has an alias; `false` where there is no such function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html
 */
export async function hasAlias(lambda: LambdaClient, FunctionName: string, Name: string): Promise<boolean> {
  try {
    await lambda.send(new GetAliasCommand({ FunctionName, Name }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetProvisionedConcurrencyConfig.html */
async function readyOf(
  lambda: LambdaClient,
  FunctionName: string,
  Qualifier: string,
): Promise<LiveAlias["ready"]> {
  try {
    const answer = await lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));
    return {
      requested: answer.RequestedProvisionedConcurrentExecutions ?? 0,
      status: answer.Status ?? "",
      ...presentMembers({ reason: answer.StatusReason }),
    };
  } catch (error) {
    if (error instanceof ProvisionedConcurrencyConfigNotFoundException) return undefined;
    throw error;
  }
}
