import { GetFunctionCommand, type LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { presentMembers } from "../../../aws/json";
import { functionLogGroup } from "../../../aws/lambda";
import { inOrder, listed, type OptionalSettings, optionalSettings } from "./live-function-settings";

/** An alias as Lambda has it right now. */
export interface LiveAlias {
  /** A number, or `$LATEST`. Absent: there is no such alias. */
  readonly version?: string;
  /** Instances that are kept ready. Absent: none are to be. */
  readonly ready?: { readonly requested: number; readonly status: string; readonly reason?: string };
}

/** The function as Lambda has it right now. */
export interface LiveFunction {
  readonly arn: string;
  readonly roleArn: string;
  /** A number, or `$LATEST`. */
  readonly version: string;
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
  /** Of the alias under which it is invoked: the rest is of the version that it names. Absent: it is invoked itself. */
  readonly alias?: LiveAlias;
  /** Ids of the statements of its resource policy, sorted. Absent: nobody asked. */
  readonly statementIds?: readonly string[];
}

/**
 * Reads the function; `undefined` when there is none of that name.
 *
 * @param Qualifier version or alias. @default - `$LATEST`
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export async function readLiveFunction(
  lambda: LambdaClient,
  FunctionName: string,
  Qualifier?: string,
): Promise<LiveFunction | undefined> {
  try {
    const { Configuration: answer = {}, Concurrency } = await lambda.send(
      new GetFunctionCommand({ FunctionName, ...presentMembers({ Qualifier }) }),
    );
    const reserved = Concurrency?.ReservedConcurrentExecutions;
    return {
      arn: answer.FunctionArn ?? "",
      roleArn: answer.Role ?? "",
      version: answer.Version ?? "$LATEST",
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
        layers: inOrder(answer.Layers?.map(({ Arn }) => Arn)),
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
