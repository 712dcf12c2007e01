import type { SignedRequest } from "../../authentication/signed-request";
import type { AccessDecisions } from "../../authorization/access-decisions";
import { accessDenied } from "../../authorization/access-denied";
import type { Authorizer } from "../../authorization/authorizer";
import type { StoredIam } from "../../iam/stored-iam";
import type { MotoClient } from "../../moto/moto-client";
import { AwsError } from "../../protocol/aws-error";
import { type AwsResponse, header } from "../../protocol/aws-request";
import { type FunctionReference, functionReference } from "../../protocol/function-reference";
import type { DeployedFunctions } from "../deployed-functions";
import { readFunctionConfiguration } from "../function-configuration";
import { assumableByLambda, ROLE_NOT_ASSUMABLE } from "../service-role";
import type { ContainerPool } from "./container-pool";
import type { Execution, Executor, RunnableFunction } from "./executor";

/** Lambda's limits for the payload of a request, bytes (Lambda quotas). */
const MAX_SYNCHRONOUS_BYTES = 6 * 1024 * 1024;
const MAX_ASYNCHRONOUS_BYTES = 1024 * 1024;

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
  /** Takes asynchronous invocations, which run on after they were answered, so that closing can wait for them. */
  readonly background: (running: Promise<unknown>) => void;
}

/** The Invoke operation. */
export class Invoke {
  constructor(private readonly options: InvokeOptions) {}

  /** @param functionName name, partial ARN or ARN */
  async handle(request: SignedRequest, functionName: string): Promise<AwsResponse> {
    const reference = referenceOf(request, functionName);
    await this.authorize(request, reference);
    const type = header(request, "x-amz-invocation-type") ?? "RequestResponse";
    const event = eventOf(request, type === "Event" ? MAX_ASYNCHRONOUS_BYTES : MAX_SYNCHRONOUS_BYTES);
    const target = await this.runnable(reference);
    switch (type) {
      case "DryRun":
        return { status: 204, headers: {}, body: "" };
      case "Event":
        this.options.background(this.options.executor.execute(target, event));
        return { status: 202, headers: {}, body: "" };
      case "RequestResponse": {
        this.checkConcurrency(target);
        const execution = await this.options.executor.execute(target, event);
        return answerOf(execution, header(request, "x-amz-log-type") === "Tail");
      }
      default:
        throw new AwsError("InvalidParameterValueException", `Unsupported invocation type: ${type}`);
    }
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
    const { moto, deployed, iam, decisions } = this.options;
    const configuration = await readFunctionConfiguration(moto, reference);
    const taskRoot = await deployed.taskRoot(reference.arn);
    if (configuration === undefined || reference.qualifier !== undefined || taskRoot === undefined) {
      const qualifier = reference.qualifier === undefined ? "" : `:${reference.qualifier}`;
      throw new AwsError(
        "ResourceNotFoundException",
        `Function not found: ${reference.arn}${qualifier}`,
        404,
      );
    }
    const role = await assumableByLambda(configuration.roleArn, reference, iam, decisions);
    if (role === undefined) throw new AwsError("AccessDeniedException", ROLE_NOT_ASSUMABLE, 403);
    return { reference, configuration, logging: deployed.loggingConfig(reference.arn), taskRoot, role };
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

function referenceOf({ caller, scope, query }: SignedRequest, functionName: string): FunctionReference {
  const scoped = { accountId: caller.accountId, region: scope.region };
  const reference = functionReference(functionName, scoped, query.get("Qualifier") ?? undefined);
  if (reference !== undefined) return reference;
  throw new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${functionName}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
  );
}

function eventOf({ body }: SignedRequest, maxBytes: number): string {
  if (body.length > maxBytes) {
    throw new AwsError(
      "RequestEntityTooLargeException",
      `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
      413,
    );
  }
  if (body.length === 0) return "{}";
  try {
    JSON.parse(body.toString("utf8"));
  } catch {
    throw new AwsError(
      "InvalidRequestContentException",
      "Could not parse request body into json: the payload is not valid JSON",
    );
  }
  return body.toString("utf8");
}

function answerOf({ requestId, payload, failure, lines }: Execution, withLog: boolean): AwsResponse {
  const log = Buffer.from(`${lines.map(({ message }) => message).join("\n")}\n`);
  return {
    status: 200,
    headers: {
      "content-type": "application/json",
      "x-amzn-requestid": requestId,
      "x-amz-executed-version": "$LATEST",
      ...(failure === undefined ? {} : { "x-amz-function-error": "Unhandled" }),
      ...(withLog ? { "x-amz-log-result": log.subarray(-LOG_TAIL_BYTES).toString("base64") } : {}),
    },
    body: payload,
  };
}
