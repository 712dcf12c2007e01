import { AccessError } from "../../../access/iam/access-error";
import { awsErrorText, nextWhereNotNow } from "../../lib/aws/aws-error";
import { Interrupted } from "../../lib/terminal/interruption";
import { ToolError } from "../../lib/terminal/tool-error";
import { CouldNotCheck } from "../read/could-not-check";
import { type Check, type CheckResult, couldNotCheck, type Outcome } from "./check";

/** Runs one check; one that cannot be made says why and never passes. */
export async function runCheck<S>(check: Check<S>, subject: S): Promise<CheckResult> {
  const outcome = await check.run(subject).catch(notMade);
  return { id: check.id, lookedAt: check.lookedAt(subject), expected: check.expected(subject), ...outcome };
}

const AS_IT_SAYS = "do what the text says, then run the doctor again";

/** What helps against failures of what is on this machine. */
const NEXT_OF_TOOL: Partial<Readonly<Record<ToolError["code"], string>>> = {
  TERRAFORM_MISSING: "install Terraform, or name another binary in TERRAFORM_BINARY_NAME",
  TERRAFORM_FAILED:
    "the text is Terraform's own: it is about the backend, the provider or the credentials that read the state",
  SYNTH_FAILED: "make the check links-file pass first",
  NOT_SYNTHESIZED: "make the check links-file pass first",
};

function notMade(error: unknown): Outcome {
  // Whoever interrupts wants no report: nothing was found.
  if (error instanceof Interrupted) throw error;
  if (error instanceof CouldNotCheck) return couldNotCheck(error.message, error.next);
  if (error instanceof ToolError) return couldNotCheck(error.message, NEXT_OF_TOOL[error.code] ?? AS_IT_SAYS);
  if (error instanceof AccessError && error.reason === "no-simulator") {
    return couldNotCheck(
      error.message,
      "npm ci, without leaving out optional packages, then run the doctor again",
    );
  }
  return couldNotCheck(
    awsErrorText(error),
    nextWhereNotNow(error, "run the doctor again") ??
      "the text is the answer's own: a denial is about the deploy credentials, which must be allowed to read this",
  );
}

/** Runs every check, none hidden by the failure of another, and keeps their order. */
export function runChecks<S>(checks: readonly Check<S>[], subject: S): Promise<readonly CheckResult[]> {
  return Promise.all(checks.map((check) => runCheck(check, subject)));
}
