import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Caller } from "../../authentication/caller";
import { roleSession } from "../../authentication/caller";
import type { CredentialStore } from "../../authentication/credential-store";
import type { EmulatorEvent } from "../../emulator-event";
import type { StoredRole } from "../../iam/stored-role";
import type { FunctionReference } from "../../protocol/function-reference";
import type { LoggingConfig } from "../deployed-functions";
import type { FunctionConfiguration } from "../function-configuration";
import type { InvokeMessage } from "../runtime/messages";
import { Container, type LogLine } from "./container";
import type { ContainerPool, Lease, PooledContainer } from "./container-pool";
import { executionEnvironment } from "./execution-environment";
import { type InvocationAnswer, invocationAnswer } from "./invocation-answer";
import { invocationLines, type Run } from "./invocation-lines";
import type { LogDelivery } from "./log-delivery";

/** Life of a container's credentials, seconds; a container is not reused after it. */
const CREDENTIAL_SECONDS = 6 * 3600;

/** A function ready to run: what is deployed, and the role it runs as. */
export interface RunnableFunction {
  readonly reference: FunctionReference;
  readonly configuration: FunctionConfiguration;
  readonly logging: LoggingConfig;
  readonly taskRoot: string;
  readonly role: StoredRole;
}

/** How an invocation went: its answer, its id and its log. */
export interface Execution extends InvocationAnswer {
  readonly requestId: string;
  /** The log of this invocation, oldest first. */
  readonly lines: readonly LogLine[];
}

/** What invocations are run with. */
interface ExecutorOptions {
  readonly pool: ContainerPool;
  readonly credentials: CredentialStore;
  readonly logs: LogDelivery;
  readonly bootstrapFile: string;
  readonly endpointUrl: () => string;
  readonly log: (event: EmulatorEvent) => void;
}

/** Runs invocations in containers. */
export class Executor {
  constructor(private readonly options: ExecutorOptions) {}

  /** @param event JSON text */
  async execute(target: RunnableFunction, event: string): Promise<Execution> {
    const { pool, log, logs } = this.options;
    const { reference, configuration } = target;
    const requestId = randomUUID();
    const lease = await pool.lease(reference.arn, fingerprint(target), () => this.startContainer(target));
    try {
      const run = await this.run(target, lease, requestId, event);
      const answer = invocationAnswer(run.outcome, requestId, configuration.timeoutSeconds);
      const lines = invocationLines({ ...target, requestId, run, answer, own: lease.container.takeLines() });
      await logs.deliver(roleSession(target.role, reference.name), logTarget(target, lease), lines);
      log({
        kind: "invoke",
        functionArn: reference.arn,
        requestId,
        coldStart: lease.coldStart,
        durationMilliseconds: Math.round(run.durationMilliseconds),
        outcome: answer.failure?.errorType ?? "ok",
      });
      return { ...answer, requestId, lines };
    } finally {
      await lease.release();
    }
  }

  private async run(target: RunnableFunction, lease: Lease, requestId: string, event: string): Promise<Run> {
    const initStart = performance.now();
    const initFailure = lease.coldStart ? await lease.container.initialized() : undefined;
    const start = performance.now();
    const initMilliseconds = lease.coldStart ? { initMilliseconds: start - initStart } : {};
    if (initFailure !== undefined) {
      await lease.container.kill();
      return { outcome: initFailure, durationMilliseconds: 0, ...initMilliseconds };
    }
    const timeoutMilliseconds = target.configuration.timeoutSeconds * 1000;
    const message = invokeMessage(target, lease, requestId, event, Date.now() + timeoutMilliseconds);
    const outcome = await lease.container.invoke(message, timeoutMilliseconds);
    return { outcome, durationMilliseconds: performance.now() - start, ...initMilliseconds };
  }

  private startContainer(target: RunnableFunction): PooledContainer {
    const { reference, configuration, logging, taskRoot, role } = target;
    const { credentials, bootstrapFile, endpointUrl } = this.options;
    const session: Caller = { ...roleSession(role, reference.name), sourceFunctionArn: reference.arn };
    const issued = credentials.issue(session, CREDENTIAL_SECONDS);
    const logStreamName = newLogStreamName();
    const container = new Container({
      bootstrapFile,
      taskRoot,
      memoryMegabytes: configuration.memoryMegabytes,
      environment: executionEnvironment({
        configuration,
        reference,
        logging,
        logStreamName,
        taskRoot,
        credentials: issued,
        endpointUrl: endpointUrl(),
      }),
    });
    return {
      container,
      logStreamName,
      // An invocation may take 15 minutes; the credentials must outlast it.
      expiresAtMilliseconds: issued.expiresAt.getTime() - 15 * 60_000,
      dispose: () => credentials.revoke(issued.accessKeyId),
    };
  }
}

/** Changes with everything that a container was started with. */
function fingerprint({ configuration, logging, role }: RunnableFunction): string {
  return createHash("sha256")
    .update(JSON.stringify([configuration, logging, role.id]))
    .digest("hex");
}

function newLogStreamName(): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[$LATEST]${randomBytes(16).toString("hex")}`;
}

function logTarget({ reference, logging }: RunnableFunction, { logStreamName }: Lease) {
  return { region: reference.region, logGroupName: logging.LogGroup ?? "", logStreamName };
}

function invokeMessage(
  { reference, configuration, logging }: RunnableFunction,
  { logStreamName }: Lease,
  requestId: string,
  event: string,
  deadlineMilliseconds: number,
): InvokeMessage {
  return {
    type: "invoke",
    event,
    deadlineMilliseconds,
    context: {
      awsRequestId: requestId,
      functionName: reference.name,
      functionVersion: "$LATEST",
      invokedFunctionArn: reference.arn,
      memoryLimitInMB: String(configuration.memoryMegabytes),
      logGroupName: logging.LogGroup ?? "",
      logStreamName,
    },
  };
}
