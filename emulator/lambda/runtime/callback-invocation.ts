import { functionFailureOf } from "./function-failure";
import { type InvocationPort, serializedResult } from "./invocation-port";
import { RuntimeError } from "./runtime-error";

/** The members by which a handler of the older runtime can answer. */
export interface CallbackContext {
  callbackWaitsForEmptyEventLoop: boolean;
  succeed(result?: unknown): void;
  fail(error?: unknown): void;
  done(error?: unknown, result?: unknown): void;
}

type Callback = (error?: unknown, result?: unknown) => void;

/** Lambda's text for a promise that is never settled, in an `async` handler. */
const NEVER_SETTLED =
  "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes";

/**
 * Runs a handler as Lambda's runtime of Node.js 22 and earlier does: it answers through a promise, through a callback, through
 * its context, or not at all, and then the empty event loop is the answer.
 *
 * @param call calls the handler with its event, this context and this callback
 * @param isAsync declared with `async`: only such a handler fails when the event loop is empty before it has answered
 */
export function invokeWithCallback(
  call: (context: CallbackContext, callback: Callback) => unknown,
  isAsync: boolean,
  port: InvocationPort,
): void {
  const answers = new CallbackAnswers(port);
  port.whenIdle(() => {
    answers.markCompleted();
    if (isAsync) answers.post(new RuntimeError("NodeJsExit", NEVER_SETTLED, "callback"));
    else port.respond("null");
  });
  try {
    const returned = call(answers.context, answers.callback);
    if (!isThenable(returned)) return;
    const { succeed, fail } = answers.context;
    Promise.resolve(returned.then(succeed, fail)).catch(fail);
  } catch (error) {
    answers.callback(error);
  }
}

/** The ways in which a handler of one invocation can answer, of which the first counts. */
class CallbackAnswers {
  readonly context: CallbackContext;
  readonly callback: Callback;
  private completed = false;
  private answered = false;

  constructor(private readonly port: InvocationPort) {
    const done: Callback = (error, result) => {
      port.whenIdle(() => undefined);
      if (isGiven(error)) this.post(error);
      else this.complete(result);
    };
    const fail = (error?: unknown) => done(isGiven(error) ? error : "handled");
    this.context = {
      callbackWaitsForEmptyEventLoop: true,
      succeed: this.once((result?: unknown) => done(undefined, result)),
      fail: this.once(fail),
      done: this.once(done),
    };
    this.callback = this.once((error?: unknown, result?: unknown) => {
      port.whenIdle(() => undefined);
      if (isGiven(error)) this.post(error);
      else if (this.context.callbackWaitsForEmptyEventLoop)
        port.whenIdle(() => port.later(() => this.complete(result)));
      else this.complete(result);
    });
  }

  post(error: unknown): void {
    this.port.logError("Invoke Error", error);
    this.port.fail(functionFailureOf(error, "callback"));
  }

  markCompleted(): void {
    this.completed = true;
  }

  private complete(result: unknown): void {
    if (this.completed) {
      console.error(
        "Invocation has already been reported as done. Cannot call complete more than once per invocation.",
      );
      return;
    }
    this.completed = true;
    this.port.respond(serializedResult(result, () => new Error("Unable to stringify response body")));
  }

  /** An answer that could not be sent, and threw, leaves the way free for another. */
  private once<A extends unknown[]>(answer: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      if (this.answered) return;
      answer(...args);
      this.answered = true;
    };
  }
}

function isGiven(error: unknown): boolean {
  return error !== undefined && error !== null;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";
}
