import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { Worker } from "node:worker_threads";
import { patchConsole } from "./bootstrap-console";
import { functionFailureOf } from "./function-failure";
import { type Handler, loadHandler } from "./load-handler";
import type { ContainerMessage, FunctionErrorPayload, HandlerContext, InvokeMessage } from "./messages";

/** Exit codes of Lambda's Node.js runtime for an error nobody caught. */
const UNCAUGHT_EXCEPTION_EXIT_CODE = 129;
const UNHANDLED_REJECTION_EXIT_CODE = 128;

const PARENT_POLL_MILLISECONDS = 500;

/** Of a user of Lambda's sandboxes; there is no such folder. */
const SANDBOX_HOME = "/home/sbx_user1051";

/** The program a container runs: Lambda's runtime interface for one function, over the IPC channel. */
const state: { requestId?: string } = {};

function send(message: ContainerMessage, then?: () => void): void {
  process.send?.(message, undefined, undefined, () => then?.());
}

function logError(label: string, failure: FunctionErrorPayload): void {
  const { errorType, errorMessage, trace } = failure;
  console.error(label, { errorType, errorMessage, stackTrace: trace ?? [] });
}

function invoke(handler: Handler, message: InvokeMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result?: unknown) => (error ? reject(error) : resolve(result));
    const returned = handler(JSON.parse(message.event), contextOf(message), callback);
    // A handler that takes a callback and returns nothing answers through the callback.
    if (isThenable(returned)) returned.then(resolve, reject);
    else if (returned !== undefined || handler.length < 3) resolve(returned);
  });
}

function contextOf({
  context,
  deadlineMilliseconds,
}: InvokeMessage): HandlerContext & Record<string, unknown> {
  return {
    ...context,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadlineMilliseconds - Date.now(),
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === "function";
}

function maxMemoryBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

async function answer(handler: Handler, message: InvokeMessage): Promise<void> {
  state.requestId = message.context.awsRequestId;
  try {
    const payload = JSON.stringify((await invoke(handler, message)) ?? null);
    send({ type: "result", payload, maxMemoryBytes: maxMemoryBytes() });
  } catch (error) {
    const failure = functionFailureOf(error);
    logError("Invoke Error", failure);
    send({ type: "failed", failure, maxMemoryBytes: maxMemoryBytes() });
  }
}

function dieOf(failure: FunctionErrorPayload, exitCode: number): void {
  logError(
    exitCode === UNHANDLED_REJECTION_EXIT_CODE ? "Unhandled Promise Rejection" : "Uncaught Exception",
    failure,
  );
  send({ type: "failed", failure, maxMemoryBytes: maxMemoryBytes() }, () => process.exit(exitCode));
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

async function main(): Promise<void> {
  endWithParent();
  leaveHome();
  patchConsole(
    () => state.requestId,
    (text) => send({ type: "log", text }),
  );
  // The emulator has ended, so no invocation will come any more.
  process.on("disconnect", () => process.exit(0));
  process.on("uncaughtException", (error) => dieOf(functionFailureOf(error), UNCAUGHT_EXCEPTION_EXIT_CODE));
  process.on("unhandledRejection", (error) => {
    const failure = functionFailureOf(error);
    const errorType = "Runtime.UnhandledPromiseRejection";
    const errorMessage = `${failure.errorType}: ${failure.errorMessage}`;
    dieOf({ ...failure, errorType, errorMessage }, UNHANDLED_REJECTION_EXIT_CODE);
  });
  const { LAMBDA_TASK_ROOT = "", _HANDLER = "" } = process.env;
  try {
    const handler = await loadHandler(LAMBDA_TASK_ROOT, _HANDLER);
    process.on("message", (message: InvokeMessage) => void answer(handler, message));
    send({ type: "ready" });
  } catch (error) {
    send({ type: "init-failed", failure: functionFailureOf(error) }, () => process.exit(1));
  }
}

void main();
