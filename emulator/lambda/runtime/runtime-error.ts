import type { RuntimeGeneration } from "./runtime-generation";

/** The names under which Lambda's runtimes report failures of their own. */
type RuntimeErrorName =
  | "CallbackHandlerDeprecated"
  | "HandlerNotFound"
  | "ImportModuleError"
  | "JSONStringifyError"
  | "MalformedHandlerName"
  | "NodeJsExit"
  | "UnhandledPromiseRejection"
  | "UserCodeSyntaxError";

/** A failure that the runtime reports itself. Only the newer runtime's errors have a name of their own in the log. */
export class RuntimeError extends Error {
  /** @param members what else the log shows of it, and its `stack` where it is another error's */
  constructor(
    name: RuntimeErrorName,
    message: string,
    generation: RuntimeGeneration,
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    const enumerable = generation === "promise";
    Object.defineProperty(this, "name", { value: `Runtime.${name}`, enumerable, configurable: true });
    Object.assign(this, members);
  }
}
