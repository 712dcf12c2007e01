import { createHash, randomBytes } from "node:crypto";
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
import { type InitPhase, invocationLines, type Run } from "./invocation-lines";
import type { LogDelivery } from "./log-delivery";
import type { RuntimeProgram } from "./runtime-programs";

/** Life of a container's credentials, seconds; a container is not reused after it. */
const CREDENTIAL_SECONDS = 6 * 3600;

/** Longest init phase, milliseconds (Lambda execution environment lifecycle). One that is repeated has the function's timeout. */
const INIT_TIMEOUT_MILLISECONDS = 10_000;

/** A version of a function ready to run: what is deployed, and the role it runs as. */
export interface RunnableFunction {
  readonly reference: FunctionReference;
  readonly configuration: FunctionConfiguration;
  readonly logging: LoggingConfig;
  readonly taskRoot: string;
  readonly role: StoredRole;
  readonly program: RuntimeProgram;
}

/** One event for a function. */
export interface FunctionEvent {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  /** X-Ray's header. */
  readonly traceId: string;
  /** JSON text; absent when the client sent none. */
  readonly clientContext?: string;
}

/** How an invocation went: its answer and its log. */
export interface Execution extends InvocationAnswer {
  /** What a client that asks for the log is shown of it, oldest first. */
  readonly tail: readonly LogLine[];
}

/** What invocations are run with. */
interface ExecutorOptions {
  readonly pool: ContainerPool;
  readonly credentials: CredentialStore;
  readonly logs: Pick<LogDelivery, "deliver">;
  readonly endpointUrl: () => string;
  readonly log: (event: EmulatorEvent) => void;
}

/** Runs invocations in containers. */
export class Executor {
  constructor(private readonly options: ExecutorOptions) {}

  async execute(target: RunnableFunction, invocation: FunctionEvent): Promise<Execution> {
    const lease = await this.lease(target);
    if (!lease.coldStart) return this.executeIn(target, invocation, lease, []);
    const init = await initPhase(lease, "init", INIT_TIMEOUT_MILLISECONDS);
    if (init.failure === undefined) return this.executeIn(target, invocation, lease, [init]);
    await lease.container.kill();
    await lease.release();
    return this.executeIn(target, invocation, await this.lease(target, lease.logStreamName), [init]);
  }

  private lease(target: RunnableFunction, logStreamName?: string): Promise<Lease> {
    const { arn } = target.reference;
    const start = () => this.startContainer(target, logStreamName);
    return this.options.pool.lease(arn, target.configuration.version, fingerprint(target), start);
  }

  private async executeIn(
    target: RunnableFunction,
    invocation: FunctionEvent,
    lease: Lease,
    phases: readonly InitPhase[],
  ): Promise<Execution> {
    const { log, logs } = this.options;
    const { reference, configuration } = target;
    const { requestId } = invocation;
    try {
      const run = await this.run(target, lease, invocation, phases);
      const answer = invocationAnswer(run.outcome, requestId, configuration.timeoutSeconds);
      const own = lease.container.takeLines();
      const { lines, tail } = invocationLines({ ...target, requestId, run, answer, own });
      await logs.deliver(roleSession(target.role, reference.name), logTarget(target, lease), lines);
      log({
        kind: "invoke",
        functionArn: reference.arn,
        requestId,
        coldStart: lease.coldStart,
        durationMilliseconds: Math.round(run.durationMilliseconds),
        outcome: answer.failure?.errorType ?? "ok",
      });
      return { ...answer, tail };
    } finally {
      await lease.release();
    }
  }

  /** Runs the handler; a container whose init phase failed before begins anew, within the function's time. */
  private async run(
    target: RunnableFunction,
    lease: Lease,
    invocation: FunctionEvent,
    earlier: readonly InitPhase[],
  ): Promise<Run> {
    const start = performance.now();
    const sinceStart = () => performance.now() - start;
    const limitMilliseconds = target.configuration.timeoutSeconds * 1000;
    const repeats = lease.coldStart && earlier.some(({ failure }) => failure !== undefined);
    const repeated = repeats ? await initPhase(lease, "invoke", limitMilliseconds) : undefined;
    const phases = repeated === undefined ? earlier : [...earlier, repeated];
    if (repeated?.failure !== undefined) {
      await lease.container.kill();
      return { phases, outcome: repeated.failure, durationMilliseconds: sinceStart() };
    }
    const leftMilliseconds = limitMilliseconds - (repeated?.durationMilliseconds ?? 0);
    const message = invokeMessage(target, invocation, Date.now() + leftMilliseconds);
    const outcome = await lease.container.invoke(message, leftMilliseconds);
    return { phases, outcome, durationMilliseconds: sinceStart() };
  }

  private startContainer(
    target: RunnableFunction,
    logStreamName = newLogStreamName(target.configuration.version),
  ): PooledContainer {
    const { reference, configuration, logging, taskRoot, role, program } = target;
    const { credentials, endpointUrl } = this.options;
    const session: Caller = { ...roleSession(role, reference.name), sourceFunctionArn: reference.arn };
    const issued = credentials.issue(session, CREDENTIAL_SECONDS);
    const container = new Container({
      program,
      taskRoot,
      memoryMegabytes: configuration.memoryMegabytes,
      environment: executionEnvironment({
        configuration,
        reference,
        logging,
        logStreamName,
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

async function initPhase(
  { container }: Pick<Lease, "container">,
  phase: InitPhase["phase"],
  limitMilliseconds: number,
): Promise<InitPhase> {
  const startedAtMilliseconds = Date.now();
  const start = performance.now();
  const failure = await container.initialized(limitMilliseconds);
  const durationMilliseconds = performance.now() - start;
  return {
    phase,
    startedAtMilliseconds,
    durationMilliseconds,
    lines: container.takeLines(),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Changes with everything that a container was started with. */
function fingerprint({ configuration, logging, role }: RunnableFunction): string {
  return createHash("sha256")
    .update(JSON.stringify([configuration, logging, role.id]))
    .digest("hex");
}

function newLogStreamName(version: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[${version}]${randomBytes(16).toString("hex")}`;
}

function logTarget({ reference, logging }: RunnableFunction, { logStreamName }: Lease) {
  return {
    region: reference.region,
    logGroupName: logging.LogGroup ?? "",
    logStreamName,
    endsLines: logging.LogFormat !== "JSON",
  };
}

function invokeMessage(
  { reference }: RunnableFunction,
  { requestId, event, traceId, clientContext }: FunctionEvent,
  deadlineMilliseconds: number,
): InvokeMessage {
  return {
    type: "invoke",
    event,
    requestId,
    invokedFunctionArn: reference.namedArn,
    deadlineMilliseconds,
    traceId,
    ...(clientContext === undefined ? {} : { clientContext }),
  };
}
