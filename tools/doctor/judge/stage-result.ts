import { isAccessDenied, isDataApiCall } from "../../../functions/run-query/failure";
import type { FunctionFailure } from "../../lib/link/invocation";
import type { Invocation } from "../read/invocation";

/**
 * What one invocation of the function shows about a stage of the path: it got past it, which proves the stage; it was
 * refused there; or it never came so far; or nobody sent it there.
 */
type StageResult = "proven" | "refused" | "not reached" | "not asked";

/** Hop 1, hop 2 and the target, in the order in which the function passes them. */
const STAGES = ["assume-role", "authorize", "connect"] as const;

type Stage = (typeof STAGES)[number];

/** How far a failed invocation came: the stages it passed, and the one that ended it, if that is known. */
interface Reach {
  readonly passed: number;
  readonly refusedBy?: Stage;
}

/** Codes of a Data API call that are about the cluster or workgroup itself: AWS had authorized the statement. */
const TARGET_CODES: readonly FunctionFailure["code"][] = [
  "EXECUTION_ERROR",
  "QUERY_TIMEOUT",
  "ACTIVE_STATEMENTS_EXCEEDED",
  "ACTIVE_SESSIONS_EXCEEDED",
];

/** What an invocation shows about a stage. Getting past it proves that it works. */
export function stageResult(invocation: Invocation, stage: Stage): StageResult {
  if (invocation.kind === "finished") return "proven";
  if (invocation.kind === "not-run") return "not reached";
  if (invocation.kind === "not-asked") return "not asked";
  const { passed, refusedBy } = reachOf(invocation.failure);
  if (refusedBy === stage) return "refused";
  return STAGES.indexOf(stage) < passed ? "proven" : "not reached";
}

function reachOf({ code, hop, awsCode, statementId }: FunctionFailure): Reach {
  // The way to the Data API is cut: that tells nothing of what it would have authorized.
  if (code === "ENDPOINT_UNREACHABLE" && hop === "connect") return { passed: 1, refusedBy: "connect" };
  const isOfDataApi = isDataApiCall(hop);
  if (isOfDataApi && TARGET_CODES.includes(code)) return { passed: 2, refusedBy: "connect" };
  // AWS is in trouble itself: whoever failed has refused nothing.
  if (code === "SERVICE_FAILED" && statementId === undefined) return { passed: 0 };
  const stage = STAGES.find((candidate) => candidate === hop);
  if (stage !== undefined) return { passed: STAGES.indexOf(stage), refusedBy: stage };
  if (hop === "sql") return { passed: STAGES.length };
  // Only an authorized submission has an id, and only a session of the data role gets an answer of the Data API.
  if (statementId !== undefined) return { passed: 2 };
  return { passed: isOfDataApi && awsCode !== undefined ? 1 : 0 };
}

/** Whether AWS refused for lack of permission: then policies are to be read, otherwise the failure's own advice. */
export function isDenial({ code }: FunctionFailure): boolean {
  return code !== "FUNCTION_FAILED" && isAccessDenied(code);
}

/** What to do when it is the doctor that may not run the function. */
export const LET_DOCTOR_INVOKE =
  "give the deploy credentials the doctor's policy, which npm run deploy-policy prints: this says nothing of the link";

/** What to do when the function is of the user's own code. */
export const ASK_YOURSELF = "send the function an event that it takes, and read its answer and its log";

/** The next step where a stage was not reached. @param otherwise what to do if a stage before it, or Lambda, refused */
export function nextIfNotReached(invocation: Invocation, otherwise: string): string {
  if (invocation.kind === "not-run" && invocation.isCallersDenial) return LET_DOCTOR_INVOKE;
  if (invocation.kind === "not-run" && invocation.unheard !== undefined) return invocation.unheard;
  if (invocation.kind === "not-asked") return ASK_YOURSELF;
  if (invocation.kind !== "failed") return otherwise;
  const { failure } = invocation;
  return reachOf(failure).refusedBy === undefined ? failure.advice : otherwise;
}
