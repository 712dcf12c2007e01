import { SAYS_THROTTLED } from "../../../aws/failure/aws-failure";
import { serviceSays } from "../../../aws/failure/own-words";
import { dataRole, type LinkContext, lambdaSide, redshiftSide, targetName } from "../../link/link-context";
import { CALL_PHASES, DATA_API_PHASES } from "../error-codes";
import type { ErrorRule } from "../error-rule";
import { targetUnavailable } from "./connect-rules";

/** Said of a throttle in AWS's words, and of one that only its code tells. */
const THROTTLED = {
  code: "THROTTLED",
  summary: "AWS throttled the calls longer than the function retried",
  advice: () => "wait and call again; the quota counts all callers of the redshift account in this region",
} as const;

/** Quotas of the Data API and of sessions. */
export const quotaRules: readonly ErrorRule[] = [
  { ...THROTTLED, phases: CALL_PHASES, says: SAYS_THROTTLED },
  {
    code: "ACTIVE_STATEMENTS_EXCEEDED",
    summary: "the target has as many active statements as it may have",
    phases: CALL_PHASES,
    awsCodes: ["ActiveStatementsExceededException"],
    advice: (link) =>
      `${redshiftSide(link)}, ${targetName(link)}: wait until statements end, or cancel those nobody waits for; lower the reserved concurrency of function ${link.functionName}`,
  },
  {
    code: "ACTIVE_SESSIONS_EXCEEDED",
    summary: "the target has as many open sessions as it may have",
    phases: CALL_PHASES,
    awsCodes: ["ActiveSessionsExceededException"],
    advice: (link) => `${redshiftSide(link)}, ${targetName(link)}: wait until idle sessions end`,
  },
  // After the two quotas that have a row of their own.
  { ...THROTTLED, phases: CALL_PHASES, kind: "quota" },
  {
    code: "WAITING_REQUESTS_EXCEEDED",
    summary: "too many requests wait for the same statement",
    phases: DATA_API_PHASES,
    awsCodes: ["ActiveWaitingRequestsExceededException"],
    advice: () => "wait for one statement from one place only",
  },
  {
    code: "SESSION_UNAVAILABLE",
    summary: "the session runs another statement or has ended",
    phases: ["submit"],
    says: serviceSays("Session is not available"),
    advice: () =>
      "a session runs one statement at a time and does not queue: if it is busy, wait for its statement (action status) and call again; if it was idle longer than sessionKeepAliveSeconds or open for 24 hours, it is closed and its temp tables are gone: start a new one with sessionKeepAliveSeconds and without sessionId",
  },
  {
    code: "SESSION_NOT_FOUND",
    summary: "the session does not exist",
    phases: ["submit"],
    says: serviceSays("Session with Id: \\S+ is invalid"),
    advice: () =>
      "pass the sessionId of an answer unchanged; otherwise start a new session with sessionKeepAliveSeconds and without sessionId",
  },
];

/** Statements that cannot be followed up. */
export const statementRules: readonly ErrorRule[] = [
  {
    code: "STATEMENT_NOT_FOUND",
    summary: "the statement is not known in this account and region",
    phases: DATA_API_PHASES,
    awsCodes: ["ResourceNotFoundException"],
    says: serviceSays("Query does not exist"),
    advice: (link) =>
      `statements are kept 24 hours, for the role that ran them, in ${link.settings.redshiftRegion} of account ${link.settings.redshiftAccountId}`,
  },
  {
    code: "RESULT_NOT_READY",
    summary: "the statement has no result, or none yet",
    phases: DATA_API_PHASES,
    awsCodes: ["ResourceNotFoundException"],
    says: serviceSays("does not have result"),
    advice: () => "ask for the status first; statements without a result set never have one",
  },
  {
    code: "STATEMENT_ENDED",
    summary: "the statement had already ended",
    phases: ["cancel"],
    says: serviceSays("Could not cancel a query that is already in"),
    advice: () => "nothing is left to cancel; a write has taken effect if its status is FINISHED",
  },
  {
    code: "STATEMENT_ID_INVALID",
    summary: "the statement id is malformed",
    phases: ["describe", "result", "cancel"],
    says: serviceSays("\\bid must satisfy regex"),
    advice: () => "pass the statementId of the answer unchanged",
  },
  {
    code: "STATEMENT_EXPIRED",
    summary: "the result is no longer kept",
    phases: ["describe", "result", "cancel"],
    awsCodes: ["ValidationException"],
    says: serviceSays("expired"),
    advice: () => "results are kept 24 hours; run the statement again",
  },
];

function unreachable(link: LinkContext, service: string, region: string): string {
  return `${lambdaSide(link)}: a function in a VPC needs NAT or an interface endpoint for ${service} in ${region}`;
}

/** AWS's own trouble, and the network. Last: only codes, so that a telling text wins. */
export const serviceRules: readonly ErrorRule[] = [
  {
    code: "EXECUTION_ERROR",
    summary: "the statement met an error of its environment",
    phases: DATA_API_PHASES,
    awsCodes: ["ExecuteStatementException", "BatchExecuteStatementException"],
    advice: targetUnavailable,
  },
  {
    code: "DATABASE_UNREACHABLE",
    hop: "connect",
    summary: "the Data API could not connect to the database",
    phases: DATA_API_PHASES,
    awsCodes: ["DatabaseConnectionException"],
    advice: targetUnavailable,
  },
  {
    code: "QUERY_TIMEOUT",
    summary: "the Data API gave up waiting for the database",
    phases: DATA_API_PHASES,
    awsCodes: ["QueryTimeoutException"],
    advice: (link) => `${redshiftSide(link)}: look at the load of ${targetName(link)}, then try again`,
  },
  {
    code: "SERVICE_FAILED",
    summary: "AWS failed to answer, also after retries",
    phases: CALL_PHASES,
    kind: "service-fault",
    advice: () => "try again; if it lasts, look at the AWS Health Dashboard",
  },
  {
    code: "ENDPOINT_UNREACHABLE",
    hop: "connect",
    summary: "the Data API endpoint could not be reached",
    phases: DATA_API_PHASES,
    kind: "network",
    advice: (link) => unreachable(link, "redshift-data", link.settings.redshiftRegion),
  },
  {
    code: "ENDPOINT_UNREACHABLE",
    hop: "assume-role",
    summary: "the STS endpoint could not be reached",
    phases: ["assume-role"],
    kind: "network",
    advice: (link) => unreachable(link, "sts", link.settings.lambdaRegion),
  },
  {
    code: "REQUEST_INVALID",
    summary: "the Data API refused the request",
    phases: DATA_API_PHASES,
    awsCodes: ["ValidationException"],
    advice: (link) =>
      `AWS's text names the fault; the SQL must stay under the Data API's length limit. If it speaks of permissions: ${dataRole(link)}`,
  },
];
