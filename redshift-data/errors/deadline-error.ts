import { presentMembers } from "../../aws/json";
import { type LinkContext, redshiftSide } from "../link/link-context";
import type { ErrorCode } from "./error-codes";
import { QueryError } from "./query-error";

/** Why the time for AWS calls is over: the invocation ends, the statement ran too long, or nobody waits any more. */
export type DeadlineReason = "invocation" | "statement-timeout" | "aborted";

/** What became of the attempt to stop a statement. */
export type CancelOutcome = "cancelled" | "already-ended" | "not-cancelled";

/** How far a statement had come when its time was over. */
export type StatementProgress = "unanswered" | "finished" | "left-running" | "not-told" | CancelOutcome;

const TOLD: Readonly<Record<StatementProgress, string>> = {
  unanswered:
    "AWS had not answered the submit call, so the statement may be running; the same event with the same clientToken (Lambda's request id, unless the event has its own) tells its id and does not run it again",
  finished: "the statement has ended, its result was not fetched",
  "left-running": "the statement was left running",
  "not-told": "AWS had not answered what became of it",
  cancelled: "the statement was cancelled",
  "already-ended": "the statement ended while it was being cancelled, so a write may have taken effect",
  "not-cancelled": "the statement could not be cancelled and may be running",
};

/** What the error tells of the work. */
export interface DeadlineFacts {
  readonly link: LinkContext;
  /** Time that the work had. */
  readonly allowedMilliseconds: number;
}

/** The error of a statement whose time is over. */
export function deadlineError(
  progress: StatementProgress,
  reason: DeadlineReason,
  { link, allowedMilliseconds }: DeadlineFacts,
  statementId: string | undefined,
): QueryError {
  const { code, message, advice } = REASONS[reason](link, allowedMilliseconds);
  return new QueryError({
    code,
    hop: "deadline",
    message: `${message}; ${TOLD[progress]}`,
    ...presentMembers({ statementId }),
    advice,
  });
}

interface Told {
  readonly code: ErrorCode;
  readonly message: string;
  readonly advice: string;
}

const REASONS: Readonly<Record<DeadlineReason, (link: LinkContext, allowedMilliseconds: number) => Told>> = {
  invocation: (link, allowedMilliseconds) => ({
    code: "DEADLINE",
    message: `the statement is not answered after ${Math.round(allowedMilliseconds / 100) / 10} s, expected an answer before Lambda's timeout`,
    advice: `raise the timeout of function ${link.functionName} (900 s at most), make the statement faster, or look at the load ${redshiftSide(link)}; for statements longer than that, send "action": "submit" and follow up, or "onDeadline": "keep"`,
  }),
  "statement-timeout": (link) => ({
    code: "STATEMENT_TIMEOUT",
    message: `the statement has not ended after ${link.settings.statementTimeoutSeconds} s, the most that STATEMENT_TIMEOUT_SECONDS allows`,
    advice: `make the statement faster, look at the load ${redshiftSide(link)}, or raise function.statementTimeoutSeconds of the link`,
  }),
  aborted: () => ({
    code: "ABORTED",
    message: "the caller ended the work before the statement was answered",
    advice: "nothing is wrong with the link; call again",
  }),
};
