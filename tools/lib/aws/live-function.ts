import { GetFunctionCommand, type LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { functionLogGroup } from "../../../aws/lambda";
import { listed, type OptionalSettings, optionalSettings } from "./live-function-settings";

/** The function as Lambda has it right now. */
export interface LiveFunction {
  readonly arn: string;
  readonly roleArn: string;
  /** `Active` when it can be invoked. */
  readonly state: string;
  /** `Successful` when the last change of code or configuration is in force. */
  readonly lastUpdateStatus: string;
  /** Lambda's own reasons for either. */
  readonly reasons: readonly string[];
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroup: string;
  /** Absent: the account's unreserved pool. */
  readonly reservedConcurrency?: number;
  readonly settings: OptionalSettings;
  /** Ids of the statements of its resource policy, sorted. Absent: nobody asked. */
  readonly statementIds?: readonly string[];
}

/**
 * Reads the function; `undefined` when there is none of that name.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export async function readLiveFunction(
  lambda: LambdaClient,
  FunctionName: string,
): Promise<LiveFunction | undefined> {
  try {
    const { Configuration: answer = {}, Concurrency } = await lambda.send(
      new GetFunctionCommand({ FunctionName }),
    );
    const reserved = Concurrency?.ReservedConcurrentExecutions;
    return {
      arn: answer.FunctionArn ?? "",
      roleArn: answer.Role ?? "",
      state: answer.State ?? "Active",
      lastUpdateStatus: answer.LastUpdateStatus ?? "Successful",
      reasons: [answer.StateReason, answer.LastUpdateStatusReason].filter(
        (reason): reason is string => reason !== undefined && reason !== "",
      ),
      timeoutSeconds: answer.Timeout ?? 0,
      environment: answer.Environment?.Variables ?? {},
      logGroup: answer.LoggingConfig?.LogGroup ?? functionLogGroup(FunctionName),
      settings: optionalSettings({
        "KMS key": answer.KMSKeyArn,
        tracing: answer.TracingConfig?.Mode,
        subnets: listed(answer.VpcConfig?.SubnetIds),
        "security groups": listed(answer.VpcConfig?.SecurityGroupIds),
        "dead letter target": answer.DeadLetterConfig?.TargetArn,
        "ephemeral storage": megabytes(answer.EphemeralStorage?.Size),
      }),
      ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function megabytes(size: number | undefined): string | undefined {
  return size === undefined ? undefined : `${size} MB`;
}
