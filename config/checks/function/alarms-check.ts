import type { LinkDraft } from "../../link-draft";
import type { LinkProblem } from "../../problem";
import { DEFAULT_TIMEOUT_SECONDS } from "../../schema/function-schema";
import { DEFAULT_PERIOD_SECONDS } from "../../schema/operations/monitoring-schema";

/** Lambda counts no invocation for less than a millisecond (billed duration, AWS Lambda pricing). */
const MOST_INVOCATIONS_A_SECOND = 1000;

/** Alarms that would never begin: on a duration that no invocation reaches, on more failures than the function's instances have time for. */
export function checkAlarms({ function: settings = {} }: LinkDraft): LinkProblem[] {
  return [...durationProblems(settings), ...failureProblems(settings)];
}

type Settings = NonNullable<LinkDraft["function"]>;

function durationProblems(settings: Settings): LinkProblem[] {
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

/** A function that is stopped (no instance) fails nothing, and is not to lose its alarms for it. */
function failureProblems({ alarms = {}, reservedConcurrency = 0 }: Settings): LinkProblem[] {
  const { failedInvocations } = alarms;
  const periodSeconds = "periodSeconds" in alarms ? (alarms.periodSeconds ?? 0) : DEFAULT_PERIOD_SECONDS;
  const most = reservedConcurrency * periodSeconds * MOST_INVOCATIONS_A_SECOND;
  if (failedInvocations === undefined || most === 0 || failedInvocations <= most) return [];
  const message =
    `is ${failedInvocations} in ${periodSeconds} s with reservedConcurrency ${reservedConcurrency}, expected at most ${most}: an instance runs one invocation at a time, of a millisecond at least; ` +
    "lower it, or lengthen periodSeconds";
  return [{ path: ["function", "alarms", "failedInvocations"], message }];
}
