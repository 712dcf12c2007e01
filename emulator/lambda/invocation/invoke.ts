import { randomUUID } from "node:crypto";
import type { SignedRequest } from "../../authentication/signed-request";
import type { AccessDecisions } from "../../authorization/access-decisions";
import { accessDenied } from "../../authorization/access-denied";
import type { Authorizer } from "../../authorization/authorizer";
import type { StoredIam } from "../../iam/stored-iam";
import type { MotoClient } from "../../moto/moto-client";
import { AwsError } from "../../protocol/aws-error";
import type { AwsResponse } from "../../protocol/aws-request";
import type { FunctionReference } from "../../protocol/function-reference";
import type { AsynchronousInvocations } from "../asynchronous/asynchronous-invocations";
import type { DeployedFunctions } from "../deployed-functions";
import { readFunctionConfiguration } from "../function-configuration";
import { namedFunction } from "../named-function";
import { assumableByLambda, ROLE_NOT_ASSUMABLE } from "../service-role";
import type { ContainerPool } from "./container-pool";
import type { Execution, Executor, RunnableFunction } from "./executor";
import { readInvokeInput } from "./invoke-input";
import type { RuntimePrograms } from "./runtime-programs";
import { traceIdOf } from "./trace-id";

/** Bytes of the log tail in `X-Amz-Log-Result` (Lambda API reference, Invoke). */
const LOG_TAIL_BYTES = 4096;

/** What the Invoke operation works with. */
interface InvokeOptions {
  readonly moto: MotoClient;
  readonly iam: Pick<StoredIam, "role">;
  readonly decisions: Pick<AccessDecisions, "serviceTrust">;
  readonly authorizer: Authorizer;
  readonly deployed: DeployedFunctions;
  readonly pool: ContainerPool;
  readonly executor: Executor;
  readonly programs: Pick<RuntimePrograms, "programFor">;
  readonly asynchronous: Pick<AsynchronousInvocations, "accept">;
}

/** The Invoke operation. */
export class Invoke {
  constructor(private readonly options: InvokeOptions) {}

  /** @param functionName name, partial ARN or ARN */
  async handle(request: SignedRequest, functionName: string): Promise<AwsResponse> {
    const reference = referenceOf(request, functionName);
    await this.authorize(request, reference);
    const { type, withLog, traceHeader, ...input } = readInvokeInput(request);
    const target = await this.runnable(reference);
    const requestId = randomUUID();
    const invocation = { requestId, ...input, traceId: traceIdOf(traceHeader, reference.arn) };
    const headers = { "x-amzn-requestid": requestId, "x-amzn-trace-id": invocation.traceId };
    switch (type) {
      case "DryRun":
        return { status: 204, headers: { "x-amzn-requestid": requestId }, body: "" };
      case "Event":
        this.options.asynchronous.accept(target, invocation, () => this.runnable(reference));
        return { status: 202, headers, body: "" };
      case "RequestResponse": {
        this.checkConcurrency(target);
        const execution = await this.options.executor.execute(target, invocation);
        return answerOf(execution, target, headers, withLog);
      }
    }
  }

  /** Runs a function for Lambda itself, which has decided already who may. Nothing is returned before the event is taken. */
  async acceptEvent(reference: FunctionReference, event: string): Promise<void> {
    const invocation = { requestId: randomUUID(), event, traceId: traceIdOf(undefined, reference.arn) };
    const again = () => this.runnable(reference);
    this.options.asynchronous.accept(await again(), invocation, again);
  }

  private async authorize({ caller }: SignedRequest, reference: FunctionReference): Promise<void> {
    const denial = await this.options.authorizer.denial(caller, {
      action: "lambda:InvokeFunction",
      resource: reference.arn,
      resourceAccountId: reference.accountId,
    });
    if (denial !== undefined) throw accessDenied("rest-json", denial);
  }

  private async runnable(reference: FunctionReference): Promise<RunnableFunction> {
    const { moto, deployed, iam, decisions, programs } = this.options;
    const configuration = await readFunctionConfiguration(moto, reference);
    const taskRoot =
      configuration === undefined
        ? undefined
        : await deployed.taskRoot(reference.arn, configuration.codeSha256);
    if (configuration === undefined || taskRoot === undefined) {
      const qualifier = reference.qualifier ?? "$LATEST";
      throw new AwsError(
        "ResourceNotFoundException",
        `Function not found: ${reference.arn}:${qualifier}`,
        404,
      );
    }
    const role = await assumableByLambda(configuration.roleArn, reference, iam, decisions);
    if (role === undefined) throw new AwsError("AccessDeniedException", ROLE_NOT_ASSUMABLE, 403);
    const program = await programs.programFor(configuration.runtime);
    const logging = deployed.loggingConfig(reference.arn);
    return { reference, configuration, logging, taskRoot, role, program };
  }

  private checkConcurrency({ reference }: RunnableFunction): void {
    const reservedConcurrency = this.options.deployed.reservedConcurrency(reference.arn);
    if (reservedConcurrency === undefined) return;
    if (this.options.pool.busyCount(reference.arn) < reservedConcurrency) return;
    throw new AwsError("TooManyRequestsException", "Rate Exceeded.", 429, {
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    });
  }
}

/** Lambda's pattern of the names that Invoke takes. */
const FUNCTION_NAME_PATTERN =
  "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

function referenceOf(request: SignedRequest, functionName: string): FunctionReference {
  const reference = namedFunction(request, functionName);
  if (reference !== undefined) return reference;
  throw new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${functionName}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${FUNCTION_NAME_PATTERN}`,
  );
}

function answerOf(
  { payload, failure, tail }: Execution,
  { configuration }: RunnableFunction,
  headers: Readonly<Record<string, string>>,
  withLog: boolean,
): AwsResponse {
  const log = Buffer.from(`${tail.map(({ message }) => message).join("\n")}\n`);
  return {
    status: 200,
    headers: {
      "content-type": "application/json",
      ...headers,
      "x-amz-executed-version": configuration.version,
      ...(failure === undefined ? {} : { "x-amz-function-error": "Unhandled" }),
      ...(withLog ? { "x-amz-log-result": log.subarray(-LOG_TAIL_BYTES).toString("base64") } : {}),
    },
    body: payload,
  };
}
