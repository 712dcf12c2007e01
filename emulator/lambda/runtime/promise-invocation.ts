import { functionFailureOf } from "./function-failure";
import { type InvocationPort, serializedResult } from "./invocation-port";
import { RuntimeError } from "./runtime-error";

/**
 * Runs a handler as Lambda's runtime of Node.js 24 and later does: what it returns is the answer, at once or through a
 * promise. Resolves once it has answered; a promise that is never settled ends the process.
 *
 * @param call calls the handler with its event and context
 */
export async function invokeWithPromise(call: () => unknown, port: InvocationPort): Promise<void> {
  port.whenIdle(() => port.exitUnsettled());
  const pause = () => new Promise<void>((resolve) => port.later(resolve));
  try {
    const result = await call();
    await pause();
    port.respond(serializedResult(result, unserializable));
  } catch (error) {
    await pause();
    port.logError("Invoke Error", error);
    port.fail(functionFailureOf(error, "promise"));
  }
}

const unserializable = () =>
  new RuntimeError("JSONStringifyError", "Unable to stringify response body", "promise");
