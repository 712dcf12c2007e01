import { presentMembers } from "../../aws/json";
import type { RejectedRow } from "../errors/rejected-row";
import { createTextFilter, OPEN_TEXTS, type TextFilter } from "../errors/shown-text";
import type { LinkContext } from "../link/link-context";
import type { FailedPart, TransferOutcome } from "./transfer-answer";
import { groupTexts, isCopy, type TextGroup, type TransferReport } from "./transfer-reports";

/** A statement of a batch with its rows as objects, or that it did not finish. */
type Part =
  | (TransferOutcome & {
      readonly status: "FINISHED";
      readonly statementId: string;
      readonly rows?: readonly unknown[];
      readonly rowCount: number | null;
    })
  | FailedPart;

/** How rejected records are told. */
interface FoldOptions {
  readonly link: LinkContext;
  /** Whether values of the files may stand in the reasons. */
  readonly showValues: boolean;
  /** Whether AWS tells that something of the batch failed. */
  readonly hasFailed: boolean;
}

/** The statements of a batch as they were asked for. */
interface FoldedBatch<P> {
  readonly statements: readonly P[];
  /** Whether it is a COPY or UNLOAD that was asked for alone. */
  readonly isAlone: boolean;
  /** Whether one of them failed. A question about a COPY or UNLOAD is none of them. */
  readonly hasFailed: boolean;
}

/**
 * Puts what was asked behind each COPY and UNLOAD into its own answer. A question that failed leaves its figure untold: what it was
 * asked about has happened all the same.
 *
 * @param sqls what was submitted
 * @param parts what came of each
 */
export function foldTransfers<P extends Part>(
  sqls: readonly string[],
  parts: readonly P[],
  { link, showValues, hasFailed }: FoldOptions,
): FoldedBatch<P> {
  const groups = groupTexts(sqls);
  // The texts of an answer's own batch: those of parameters cannot stand in a file's errors.
  const filter = showValues ? OPEN_TEXTS : createTextFilter({ sqls: [] }, link);
  const statements = groups.flatMap((group): readonly P[] => {
    const part = parts[group.index];
    if (part === undefined) return [];
    const sql = sqls[group.index] ?? "";
    if (group.reports.size === 0) return [part];
    const rows = (report: TransferReport) => rowsOf(parts, group, report);
    return [{ ...part, ...(isCopy(sql) ? copyMembers(part, sql, rows, filter) : unloadMembers(part, rows)) }];
  });
  return {
    statements,
    isAlone: groups[0]?.isAlone === true,
    hasFailed:
      statements.length === parts.length ? hasFailed : statements.some(({ status }) => status !== "FINISHED"),
  };
}

type Rows = (report: TransferReport) => readonly Cells[] | undefined;
type Cells = Readonly<Record<string, unknown>>;

function rowsOf(
  parts: readonly Part[],
  { reports }: TextGroup,
  report: TransferReport,
): readonly Cells[] | undefined {
  const part = parts[reports.get(report) ?? -1];
  return part?.status === "FINISHED" ? (part.rows as readonly Cells[] | undefined) : undefined;
}

/** What the answer to a COPY has beside. */
function copyMembers(part: Part, sql: string, rows: Rows, filter: TextFilter): Partial<Part> {
  const rejected = rows("rejectedRows")?.map((cells) => rejectedRow(cells, filter));
  if (part.status !== "FINISHED") {
    // Of any other failure nothing was read: the engine still tells of the COPY before it in the session.
    const isOfFiles = part.error.code === "LOAD_FAILED" && rejected !== undefined && rejected.length > 0;
    return isOfFiles ? { error: { ...part.error, rejected } } : {};
  }
  if (sql.endsWith(" NOLOAD")) {
    return { rowCount: null, copy: { dryRun: true, ...presentMembers({ rejected }) } };
  }
  const rowCount = countOf(rows("loadedRows"));
  return { rowCount, copy: { rows: rowCount, ...presentMembers({ rejected }) } };
}

/** What the answer to an UNLOAD has beside. */
function unloadMembers(part: Part, rows: Rows): Partial<Part> {
  if (part.status !== "FINISHED") return {};
  const rowCount = countOf(rows("unloadedRows"));
  return {
    rowCount,
    unload: { rows: rowCount, files: rows("unloadedFiles")?.map(unloadedFile) ?? null },
  };
}

function countOf(rows: readonly Cells[] | undefined): number | null {
  return numberOf(rows?.[0]?.row_count);
}

function rejectedRow(cells: Cells, filter: TextFilter): RejectedRow {
  return {
    file: textOf(cells.file),
    line: numberOf(cells.line),
    column: textOf(cells.column_name),
    position: numberOf(cells.position),
    errorCode: numberOf(cells.error_code),
    reason: filter.show(textOf(cells.reason)).text,
  };
}

function unloadedFile(cells: Cells) {
  return {
    file: textOf(cells.file),
    rows: numberOf(cells.line_count),
    bytes: numberOf(cells.transfer_size),
  };
}

/** Columns of the views are padded to their width. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value.trimEnd() : "";
}

/** A count beyond 2^53 is text, which no file reaches. */
function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
