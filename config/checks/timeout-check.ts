import type { LinkDraft } from "../link-draft";
import type { LinkProblem } from "../problem";
import { DEFAULT_TIMEOUT_SECONDS } from "../schema/function-schema";

/** A limit of statements behind the function's own timeout would never be reached. */
export function checkTimeouts({ function: settings = {} }: LinkDraft): LinkProblem[] {
  const { statementTimeoutSeconds } = settings;
  // A key that is there without a value was refused by the schema.
  const timeoutSeconds = "timeoutSeconds" in settings ? settings.timeoutSeconds : DEFAULT_TIMEOUT_SECONDS;
  if (timeoutSeconds === undefined || statementTimeoutSeconds === undefined) return [];
  if (statementTimeoutSeconds < timeoutSeconds) return [];
  const message =
    `is ${statementTimeoutSeconds} with timeoutSeconds ${timeoutSeconds}, expected less; ` +
    "lower it, or raise timeoutSeconds";
  return [{ path: ["function", "statementTimeoutSeconds"], message }];
}
