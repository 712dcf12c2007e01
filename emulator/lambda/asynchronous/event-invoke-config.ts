import type { SignedRequest } from "../../authentication/signed-request";
import { AwsError } from "../../protocol/aws-error";
import type { AwsResponse } from "../../protocol/aws-request";
import type { FunctionReference } from "../../protocol/function-reference";
import type { LambdaOperation } from "../../protocol/lambda-route";
import { checkDestinations, type DestinationConfig } from "./check-destinations";

/** How Lambda treats events that nobody waits for (Lambda API reference, PutFunctionEventInvokeConfig). */
export interface EventInvokeConfig {
  /** From 0 to 2. @default 2 */
  readonly MaximumRetryAttempts?: number;
  /** From 60 to 21600. @default 21600 */
  readonly MaximumEventAgeInSeconds?: number;
  /** @default - nowhere */
  readonly DestinationConfig?: DestinationConfig;
}

interface StoredConfig extends EventInvokeConfig {
  /** Seconds since 1970. */
  readonly LastModified: number;
  readonly FunctionArn: string;
}

/** The operations on these settings, of which moto keeps the first only. */
const OPERATIONS = [
  "PutFunctionEventInvokeConfig",
  "UpdateFunctionEventInvokeConfig",
  "GetFunctionEventInvokeConfig",
  "DeleteFunctionEventInvokeConfig",
  "ListFunctionEventInvokeConfigs",
] as const;

type EventInvokeOperation = (typeof OPERATIONS)[number];

/** Whether an operation is one of {@link EventInvokeConfigs}. */
export function isEventInvokeOperation(
  operation: LambdaOperation | undefined,
): operation is EventInvokeOperation {
  return OPERATIONS.some((known) => known === operation);
}

/** How each version and alias of each function has its events treated. Known by qualified ARNs. */
export class EventInvokeConfigs {
  private readonly configs = new Map<string, StoredConfig>();

  /** What is set for a version, or for `$LATEST`; empty where nothing is. */
  of(qualifiedArn: string): EventInvokeConfig {
    return this.configs.get(qualifiedArn) ?? {};
  }

  /** Forgets what is set for all versions of a function. @param functionArn unqualified */
  delete(functionArn: string): void {
    for (const arn of this.configs.keys()) if (arn.startsWith(`${functionArn}:`)) this.configs.delete(arn);
  }

  /**
   * Answers one of the operations. Both Put and Update need the function to be there.
   *
   * @param exists whether a version or alias exists
   * @throws AwsError as Lambda does
   */
  async handle(
    operation: EventInvokeOperation,
    { body }: Pick<SignedRequest, "body">,
    reference: FunctionReference,
    exists: (reference: FunctionReference) => Promise<boolean>,
  ): Promise<AwsResponse> {
    const arn = `${reference.arn}:${reference.qualifier ?? "$LATEST"}`;
    const known = this.configs.get(arn);
    switch (operation) {
      case "PutFunctionEventInvokeConfig":
        return this.store(arn, reference, checked(JSON.parse(body.toString())), exists);
      case "UpdateFunctionEventInvokeConfig": {
        const config = checked(JSON.parse(body.toString()));
        if (!(await exists(reference))) throw functionMissing();
        if (known === undefined) throw configMissing(arn);
        return this.store(arn, reference, { ...known, ...config }, exists);
      }
      case "GetFunctionEventInvokeConfig":
        if (known === undefined) throw configMissing(arn);
        return json(200, known);
      case "DeleteFunctionEventInvokeConfig":
        if (!this.configs.delete(arn)) throw configMissing(arn);
        return { status: 204, headers: {}, body: "" };
      case "ListFunctionEventInvokeConfigs": {
        if (!(await exists(reference))) throw functionMissing();
        const all = [...this.configs].filter(([key]) => key.startsWith(`${reference.arn}:`));
        return json(200, { FunctionEventInvokeConfigs: all.map(([, config]) => config) });
      }
    }
  }

  private async store(
    arn: string,
    reference: FunctionReference,
    config: EventInvokeConfig,
    exists: (reference: FunctionReference) => Promise<boolean>,
  ): Promise<AwsResponse> {
    if (!(await exists(reference))) throw functionMissing();
    await checkDestinations(config.DestinationConfig, reference, exists);
    const { OnSuccess, OnFailure } = config.DestinationConfig ?? {};
    const stored: StoredConfig = {
      ...config,
      DestinationConfig: { OnSuccess: OnSuccess ?? {}, OnFailure: OnFailure ?? {} },
      FunctionArn: arn,
      LastModified: Math.floor(Date.now() / 1000),
    };
    this.configs.set(arn, stored);
    return json(200, stored);
  }
}

function checked(input: EventInvokeConfig): EventInvokeConfig {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  const config = {
    ...(MaximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts }),
    ...(MaximumEventAgeInSeconds === undefined ? {} : { MaximumEventAgeInSeconds }),
    ...(DestinationConfig === undefined ? {} : { DestinationConfig }),
  };
  if (Object.keys(config).length > 0) return config;
  throw new AwsError(
    "InvalidParameterValueException",
    "You must specify at least one of error handling or destination setting.",
  );
}

function functionMissing(): AwsError {
  return new AwsError("ResourceNotFoundException", "The function doesn't exist.", 404);
}

function configMissing(arn: string): AwsError {
  return new AwsError(
    "ResourceNotFoundException",
    `The function ${arn} doesn't have an EventInvokeConfig`,
    404,
  );
}

function json(status: number, content: object): AwsResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(content) };
}
