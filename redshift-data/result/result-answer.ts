import type { TransferOutcome } from "../copy/transfer-answer";
import type { Column } from "./columns";
import type { Row } from "./row-format";

/** A result, or as much of it as fits. */
export interface ResultAnswer extends TransferOutcome {
  readonly status: "FINISHED";
  readonly statementId: string;
  /** Empty when the statement has no result set. */
  readonly columns: readonly Column[];
  /** Formats `objects` and `rows`. */
  readonly rows?: readonly Row[];
  /** Format `csv`: text as Redshift writes it, after a header line in the first answer. */
  readonly csv?: string;
  /**
   * Rows of the whole result, of which this answer may hold a part; for a statement without a result set the rows it
   * affected, or that COPY has loaded and UNLOAD written. `null` when AWS does not tell, as for a write that ended inside the submit call.
   */
  readonly rowCount: number | null;
  /** Set when rows are left. */
  readonly nextToken?: string;
}
