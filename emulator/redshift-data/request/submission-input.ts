import type { NamedParameter } from "../sql/named-parameters";

/** `JSON`: GetStatementResult; `CSV`: GetStatementResultV2. */
export type ResultFormat = "JSON" | "CSV";

/** Whether a batch is one transaction, or each of its statements is committed by itself. */
type ExecutionMode = "TRANSACTION" | "AUTO_COMMIT";

/** The cluster or workgroup as the request names it. */
export type SubmissionTarget =
  | { readonly cluster: string; readonly workgroup?: undefined }
  | { readonly workgroup: string; readonly cluster?: undefined };

/** A valid ExecuteStatement or BatchExecuteStatement request. */
export interface SubmissionInput {
  readonly isBatch: boolean;
  readonly sqls: readonly string[];
  readonly parameters: readonly NamedParameter[];
  readonly target: SubmissionTarget;
  readonly database: string;
  readonly dbUser?: string;
  readonly secretArn?: string;
  readonly statementName?: string;
  readonly clientToken?: string;
  readonly resultFormat: ResultFormat;
  readonly executionMode: ExecutionMode;
  readonly waitSeconds?: number;
  /** Session to run in, instead of a new connection. */
  readonly sessionId?: string;
  /** Idle seconds after which the session ends. Absent: no session, or the one it runs in keeps its own. */
  readonly sessionKeepAliveSeconds?: number;
}
