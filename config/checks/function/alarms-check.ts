import type { LinkDraft } from "../../link-draft";
import type { LinkProblem } from "../../problem";
import { DEFAULT_TIMEOUT_SECONDS } from "../../schema/function-schema";

/** An alarm on a duration that no invocation reaches would never begin. */
export function checkAlarms({ function: settings = {} }: LinkDraft): LinkProblem[] {
  const durationMilliseconds = settings.alarms?.durationMilliseconds;
  // A key that is there without a value was refused by the schema.
  const timeoutSeconds = "timeoutSeconds" in settings ? settings.timeoutSeconds : DEFAULT_TIMEOUT_SECONDS;
  if (timeoutSeconds === undefined || durationMilliseconds === undefined) return [];
  if (durationMilliseconds <= timeoutSeconds * 1000) return [];
  const message =
    `is ${durationMilliseconds} with timeoutSeconds ${timeoutSeconds}, expected at most ${timeoutSeconds * 1000} (milliseconds); ` +
    "lower it, or raise timeoutSeconds";
  return [{ path: ["function", "alarms", "durationMilliseconds"], message }];
}
