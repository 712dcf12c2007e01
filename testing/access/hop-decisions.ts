import type { Decision } from "../../access/iam/decision";
import type { LinkAccess } from "../../access/link/link-access";
import { decideQuestion } from "../../access/link/link-answers";
import { type AssumeDataRole, type CallAsDataRole, LAMBDA_RUNS_FUNCTION } from "../../access/link/question";

/** Hop 1: may the function, or somebody else, assume the data role? */
export function hop1(link: LinkAccess, attempt: AssumeDataRole = {}): Promise<Decision> {
  return decideQuestion(link, { kind: "assume-data-role", ...attempt });
}

/** Hop 2: may a session of the data role make the call? */
export function hop2(link: LinkAccess, call: CallAsDataRole): Promise<Decision> {
  return decideQuestion(link, { kind: "call-as-data-role", ...call });
}

/** Before hop 1: may Lambda run the function with the query role? */
export function functionTrust(link: LinkAccess): Promise<Decision> {
  return decideQuestion(link, LAMBDA_RUNS_FUNCTION);
}
