import { awsErrorText } from "../../lib/aws/aws-error";
import { CouldNotCheck } from "../read/could-not-check";
import { type Check, type CheckResult, couldNotCheck, type Outcome } from "./check";

/** Runs one check; one that cannot be made says why and never passes. */
export async function runCheck<S>(check: Check<S>, subject: S): Promise<CheckResult> {
  const outcome = await check.run(subject).catch(notMade);
  return { id: check.id, lookedAt: check.lookedAt(subject), expected: check.expected(subject), ...outcome };
}

function notMade(error: unknown): Outcome {
  if (error instanceof CouldNotCheck) return couldNotCheck(error.message, error.next);
  return couldNotCheck(
    awsErrorText(error),
    "the text is the answer's own: a denial is about the deploy credentials, which must be allowed to read this",
  );
}

/** Runs every check, none hidden by the failure of another, and keeps their order. */
export function runChecks<S>(checks: readonly Check<S>[], subject: S): Promise<readonly CheckResult[]> {
  return Promise.all(checks.map((check) => runCheck(check, subject)));
}
