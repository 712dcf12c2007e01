import { isJson } from "../../aws/json";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import type { FunctionReference } from "../protocol/function-reference";
import type { LambdaOperation } from "../protocol/lambda-route";

const OPERATIONS = [
  "GetProvisionedConcurrencyConfig",
  "PutProvisionedConcurrencyConfig",
  "DeleteProvisionedConcurrencyConfig",
] as const;

type ProvisionedOperation = (typeof OPERATIONS)[number];

/** Whether an operation is one of {@link ProvisionedConcurrency}. */
export function isProvisionedOperation(
  operation: LambdaOperation | undefined,
): operation is ProvisionedOperation {
  return OPERATIONS.some((known) => known === operation);
}

/**
 * Instances that are kept ready of aliases and versions, by their ARNs, which moto does not have. Containers here start when they are
 * needed: it is kept what was asked for, and it is ready at once.
 */
export class ProvisionedConcurrency {
  private readonly configs = new Map<string, { readonly requested: number; readonly at: string }>();

  /** Forgets what is kept of all versions of a function. @param functionArn unqualified */
  delete(functionArn: string): void {
    for (const arn of this.configs.keys()) if (arn.startsWith(`${functionArn}:`)) this.configs.delete(arn);
  }

  /**
   * Answers one of the operations.
   *
   * @param input of the operation, decoded
   * @param exists whether a version or alias exists
   * @param reserved concurrency of the function; undefined for none
   * @throws AwsError as Lambda does
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html
   */
  async handle(
    operation: ProvisionedOperation,
    input: unknown,
    reference: FunctionReference,
    exists: (reference: FunctionReference) => Promise<boolean>,
    reserved: number | undefined,
  ): Promise<AwsResponse> {
    const { namedArn, qualifier } = reference;
    if (qualifier === undefined) {
      throw invalid("Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
    }
    const known = this.configs.get(namedArn);
    switch (operation) {
      case "PutProvisionedConcurrencyConfig": {
        if (!(await exists(reference))) {
          throw new AwsError("ResourceNotFoundException", `Cannot find alias arn: ${namedArn}`, 404);
        }
        const requested = Number(isJson(input) ? input.ProvisionedConcurrentExecutions : undefined);
        if (reserved !== undefined && requested > reserved) {
          throw invalid(
            "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
          );
        }
        const config = { requested, at: new Date().toISOString().replace("Z", "+0000") };
        this.configs.set(namedArn, config);
        return json(202, answerOf(config, "IN_PROGRESS"));
      }
      case "GetProvisionedConcurrencyConfig":
        if (known === undefined) {
          throw new AwsError(
            "ProvisionedConcurrencyConfigNotFoundException",
            "No Provisioned Concurrency Config found for this function",
            404,
          );
        }
        return json(200, answerOf(known, "READY"));
      case "DeleteProvisionedConcurrencyConfig":
        this.configs.delete(namedArn);
        return { status: 204, headers: {}, body: "" };
    }
  }
}

function answerOf(
  { requested, at }: { readonly requested: number; readonly at: string },
  status: "IN_PROGRESS" | "READY",
): object {
  const ready = status === "READY" ? requested : 0;
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: ready,
    AllocatedProvisionedConcurrentExecutions: ready,
    Status: status,
    LastModified: at,
  };
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}

function json(status: number, content: object): AwsResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(content) };
}
