import { AwsError } from "../protocol/aws-error";
import type { Fault } from "./fault-plan";

/** A kind of fault of the Data API that clients are expected to survive. */
export interface FaultKind {
  readonly name: string;
  readonly fault: Fault;
  /** Operations it happens to. Absent: all. */
  readonly operations?: readonly string[];
  /** True when it happens to requests with `WaitTimeSeconds` only. */
  readonly onlyWaiting?: boolean;
}

const SUBMIT = ["ExecuteStatement", "BatchExecuteStatement"];

function error(
  code: string,
  message: string,
  { httpStatus = 400, executes = false }: { httpStatus?: number; executes?: boolean } = {},
): Fault {
  return { kind: "error", error: new AwsError(code, message, httpStatus), executes };
}

/** Every retryable kind. Those that can also hit a request after its work is done stand here twice, before and after. */
export const RETRYABLE_FAULTS: readonly FaultKind[] = [
  { name: "throttled", fault: error("ThrottlingException", "Rate exceeded") },
  {
    name: "throttled, wrapped",
    fault: error(
      "ValidationException",
      "Rate exceeded (Service: AmazonRedshift; Status Code: 400; Error Code: ThrottlingException)",
    ),
  },
  {
    name: "active statements",
    operations: SUBMIT,
    fault: error("ActiveStatementsExceededException", "Active statements exceeded the allowed quota (500)."),
  },
  {
    name: "active sessions",
    operations: SUBMIT,
    fault: error("ActiveSessionsExceededException", "Active sessions exceeded the allowed quota (500)."),
  },
  {
    name: "active waiting requests",
    onlyWaiting: true,
    fault: error(
      "ActiveWaitingRequestsExceededException",
      "Active waiting requests exceeded the allowed quota (10).",
    ),
  },
  {
    name: "500 before the work",
    fault: error("InternalServerException", "Internal error", { httpStatus: 500 }),
  },
  {
    name: "500 after the work",
    fault: error("InternalServerException", "Internal error", { httpStatus: 500, executes: true }),
  },
  {
    name: "503 after the work",
    fault: error("ServiceUnavailable", "Service unavailable", { httpStatus: 503, executes: true }),
  },
  { name: "reset before the work", fault: { kind: "reset", executes: false } },
  { name: "reset after the work", fault: { kind: "reset", executes: true } },
  { name: "dead connection before the work", fault: { kind: "silence", executes: false } },
  { name: "dead connection after the work", fault: { kind: "silence", executes: true } },
  { name: "expired credentials", fault: { kind: "expire" } },
  { name: "revoked credentials", fault: { kind: "revoke" } },
];
