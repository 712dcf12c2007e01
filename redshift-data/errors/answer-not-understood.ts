import { DATA_API_PHASES, type Phase } from "./error-codes";
import { QueryError } from "./query-error";
import { SAME_TOKEN } from "./repeat";

/**
 * The error for an answer of AWS that is not one of the Data API: a member is missing, or of another type than documented.
 *
 * @param what is wrong with it, without anything of the answer
 */
export function answerNotUnderstood(phase: Phase, what: string): QueryError {
  return new QueryError({
    code: "UNKNOWN",
    hop: phase,
    message: `AWS's answer is not one of the Data API: ${what}`,
    advice:
      phase === "submit"
        ? SAME_TOKEN
        : 'ask for the statement again, with "action": "status" or "result", which runs nothing twice; if it lasts, look at the AWS Health Dashboard, and at what stands between the function and AWS',
  });
}

/** The error with the statement that was being asked for, if nothing has told it. */
export function aboutStatement(error: unknown, statementId: string | undefined): unknown {
  if (!(error instanceof QueryError) || statementId === undefined) return error;
  const { fields } = error;
  const isTold = fields.statementId !== undefined || !DATA_API_PHASES.some((phase) => phase === fields.hop);
  return isTold ? error : new QueryError({ ...fields, statementId });
}

/** The error for a submit call whose answer does not say what it started. */
export function withoutStatementId(): QueryError {
  return answerNotUnderstood("submit", "the submit call was answered without a statement id");
}
