import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { Worker } from "node:worker_threads";
import { logsJson, patchConsole } from "./bootstrap-console";
import { nameLacks } from "./brought-modules";
import { type CallbackContext, invokeWithCallback } from "./callback-invocation";
import { errorText, functionFailureOf, intoError } from "./function-failure";
import { IdleListener } from "./idle-listener";
import { invocationContext } from "./invocation-context";
import type { InvocationPort } from "./invocation-port";
import { type Handler, loadHandler } from "./load-handler";
import type { ContainerMessage, FunctionErrorPayload, InvokeMessage } from "./messages";
import { peakMemoryBytes } from "./peak-memory";
import { invokeWithPromise } from "./promise-invocation";
import { RuntimeError } from "./runtime-error";
import { type RuntimeGeneration, runtimeGenerationOf } from "./runtime-generation";
import { mountTaskFolder } from "./task-folder";
import { TASK_ROOT } from "./task-root";

/** Exit codes of Lambda's Node.js runtime for an error nobody caught, and of Node.js for a promise nobody settles. */
const UNCAUGHT_EXCEPTION_EXIT_CODE = 129;
const UNHANDLED_REJECTION_EXIT_CODE = 128;
const UNSETTLED_EXIT_CODE = 13;
const FAILED_INIT_EXIT_CODE = 1;

const PARENT_POLL_MILLISECONDS = 500;

/** Of a user of Lambda's sandboxes; there is no such folder. */
const SANDBOX_HOME = "/home/sbx_user1051";

const CALLBACK_WARNING =
  "AWS Lambda plans to remove support for callback-based function handlers starting with Node.js 24. You will need to update this function to use an async handler to use Node.js 24 or later. For more information and to provide feedback on this change, see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/137. To disable this warning, set the AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING environment variable.";

/** The program a container runs: Lambda's runtime interface for one function, over the IPC channel. */
class Bootstrap {
  private readonly idle = new IdleListener();
  private requestId: string | undefined;
  private initialized = false;

  /** @param inLambda a text with the names that files have in Lambda */
  constructor(
    private readonly generation: RuntimeGeneration,
    private readonly inLambda: (text: string) => string,
  ) {
    // The newer runtime has a word for the time before the first invocation.
    if (generation === "promise") this.requestId = "-";
    patchConsole(
      () => this.requestId,
      (text) => this.send({ type: "log", text: inLambda(text) }),
    );
    // The emulator has ended, so no invocation will come any more.
    process.on("disconnect", () => process.exit(0));
    // The newer runtime leaves both to Node.js, which ends the process.
    if (generation === "callback") this.catchUncaught();
  }

  async start(): Promise<void> {
    const { _HANDLER = "" } = process.env;
    try {
      const handler = await loadHandler(TASK_FOLDER, _HANDLER, this.generation);
      if (this.generation === "callback") warnOfCallback(handler);
      process.on("message", (message: InvokeMessage) => this.invoke(handler, message));
      this.initialized = true;
      this.send({ type: "ready" });
    } catch (error) {
      const label = this.generation === "callback" ? "Uncaught Exception" : "Init Error";
      const exitCode = this.generation === "callback" ? UNCAUGHT_EXCEPTION_EXIT_CODE : FAILED_INIT_EXIT_CODE;
      this.die(label, error, this.failureOf(error), exitCode);
    }
  }

  private invoke(handler: Handler, message: InvokeMessage): void {
    this.requestId = message.requestId;
    process.env._X_AMZN_TRACE_ID = message.traceId;
    this.idle.watch();
    const port = this.port();
    if (this.generation === "promise") {
      const context = { ...invocationContext(message), xRayTraceId: message.traceId };
      void invokeWithPromise(() => handler(JSON.parse(message.event), context), port);
      return;
    }
    const isAsync = handler.constructor.name === "AsyncFunction";
    const call = (answers: CallbackContext, callback: (error?: unknown, result?: unknown) => void) =>
      handler(JSON.parse(message.event), Object.assign(answers, invocationContext(message)), callback);
    invokeWithCallback(call, isAsync, port);
  }

  /** Of one invocation the first report counts; a later one of a callback that nobody waits for any more is lost. */
  private port(): InvocationPort {
    let reported = false;
    const report = (message: ContainerMessage) => {
      if (reported) return;
      reported = true;
      this.send(message);
      this.idle.rest();
    };
    return {
      respond: (payload) => report({ type: "result", payload, maxMemoryBytes: peakMemoryBytes() }),
      fail: (failure) =>
        report({ type: "failed", failure: this.named(failure), maxMemoryBytes: peakMemoryBytes() }),
      logError: (label, error) => this.logError(label, error),
      whenIdle: (listener) => this.idle.set(listener),
      later: (work) => void setImmediate(work),
      exitUnsettled: () => {
        process.stderr.write(
          "Warning: Detected unsettled top-level await at file:///var/runtime/index.mjs\n",
        );
        this.send({ type: "log", text: "await ignition();" }, () => process.exit(UNSETTLED_EXIT_CODE));
      },
    };
  }

  private catchUncaught(): void {
    process.on("uncaughtException", (error) => {
      this.die("Uncaught Exception", error, this.failureOf(error), UNCAUGHT_EXCEPTION_EXIT_CODE);
    });
    process.on("unhandledRejection", (reason, promise) => {
      const members = { reason, promise };
      const error = new RuntimeError("UnhandledPromiseRejection", String(reason), "callback", members);
      this.die("Unhandled Promise Rejection", error, this.failureOf(error), UNHANDLED_REJECTION_EXIT_CODE);
    });
  }

  private die(label: string, error: unknown, failure: FunctionErrorPayload, exitCode: number): void {
    this.logError(label, error);
    const type = this.initialized ? "failed" : "init-failed";
    this.send({ type, failure, maxMemoryBytes: peakMemoryBytes() }, () => process.exit(exitCode));
  }

  private logError(label: string, error: unknown): void {
    if (logsJson(process.env)) console.error(intoError(error));
    else console.error(label, errorText(error, this.generation));
  }

  private failureOf(error: unknown): FunctionErrorPayload {
    return this.named(functionFailureOf(error, this.generation));
  }

  private named({ errorType, errorMessage, trace }: FunctionErrorPayload): FunctionErrorPayload {
    return {
      errorType,
      errorMessage: this.inLambda(errorMessage),
      ...(trace === undefined ? {} : { trace: trace.map(this.inLambda) }),
    };
  }

  private send(message: ContainerMessage, then?: () => void): void {
    process.send?.(message, undefined, undefined, () => then?.());
  }
}

function warnOfCallback(handler: Handler): void {
  if (process.env.AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING !== undefined) return;
  if (handler.length === 3 && handler.constructor.name !== "AsyncFunction") console.warn(CALLBACK_WARNING);
}

/**
 * Ends this process once its emulator is gone, in a thread of its own: a handler that never yields sees no event. Options and
 * variables of the function are not the thread's: they may load code, which the function runs once.
 */
function endWithParent(): void {
  const program = `
    const parent = ${process.ppid};
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
    }, ${PARENT_POLL_MILLISECONDS});`;
  new Worker(program, { eval: true, execArgv: [], env: {} }).unref();
}

/** As in a Lambda sandbox: a home without files. The user's own would hand the SDK the user's AWS configuration. */
function leaveHome(): void {
  os.homedir = () => SANDBOX_HOME;
  syncBuiltinESMExports();
}

/** Where the function is unpacked: this program's only argument, which the function does not see. */
const [, RUNTIME_FILE = "", TASK_FOLDER = TASK_ROOT] = process.argv.splice(
  0,
  Number.POSITIVE_INFINITY,
  "/var/lang/bin/node",
  "/var/runtime/index.mjs",
);

endWithParent();
leaveHome();
nameLacks();
const generation = runtimeGenerationOf(process.env.AWS_EXECUTION_ENV?.replace(/^AWS_Lambda_/, "") ?? "");
void new Bootstrap(generation, mountTaskFolder(TASK_FOLDER, RUNTIME_FILE)).start();
