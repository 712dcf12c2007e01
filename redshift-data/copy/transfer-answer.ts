import type { QueryErrorFields } from "../errors/query-error";
import type { RejectedRow } from "../errors/rejected-row";

/** What COPY has loaded. */
interface CopyOutcome {
  /** Rows loaded. Absent: nothing was to be loaded (dry run). `null`: the engine did not tell. */
  readonly rows?: number | null;
  readonly dryRun?: true;
  /** Records left out, the first 100. Absent where none can be. */
  readonly rejected?: readonly RejectedRow[];
}

/** A file that UNLOAD has written, manifests aside. */
interface UnloadedFile {
  readonly file: string;
  readonly rows: number | null;
  readonly bytes: number | null;
}

/** What UNLOAD has written. */
interface UnloadOutcome {
  /** `null`: the engine did not tell. */
  readonly rows: number | null;
  /** The first 1,000 files. `null`: the engine did not tell. */
  readonly files: readonly UnloadedFile[] | null;
}

/** What a statement has moved between the database and a bucket, beside its result, which is empty. */
export interface TransferOutcome {
  /** Set for a COPY that was asked for as one. */
  readonly copy?: CopyOutcome;
  /** Set for an UNLOAD that was asked for as one. */
  readonly unload?: UnloadOutcome;
}

/** A statement of a batch that did not finish. */
export interface FailedPart {
  readonly status: "FAILED" | "ABORTED";
  readonly statementId: string;
  readonly error: QueryErrorFields;
}
