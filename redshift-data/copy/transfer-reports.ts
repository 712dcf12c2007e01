import type { TransferStatement } from "./transfer-statement";

/** Rejected records told of one COPY. */
const MAX_REJECTED = 100;

/** Files told of one UNLOAD. */
const MAX_FILES = 1000;

/**
 * What the engine is asked behind a COPY or UNLOAD, on the same connection: what these functions tell is the connection's own. The
 * function cannot read a manifest, for only Redshift may use the bucket; the engine's own views have the same figures.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/PG_LAST_COPY_COUNT.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/SYS_LOAD_ERROR_DETAIL.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/SYS_UNLOAD_DETAIL.html
 */
export const REPORTS = {
  loadedRows: "SELECT pg_last_copy_count() AS row_count",
  rejectedRows: `SELECT trim(file_name) AS file, line_number AS line, trim(column_name) AS column_name, position, error_code, trim(error_message) AS reason FROM sys_load_error_detail WHERE query_id = pg_last_copy_id() ORDER BY file_name, line_number LIMIT ${MAX_REJECTED}`,
  unloadedRows: "SELECT pg_last_unload_count() AS row_count",
  unloadedFiles: `SELECT trim(file_name) AS file, line_count, transfer_size FROM sys_unload_detail WHERE query_id = pg_last_unload_id() ORDER BY file_name LIMIT ${MAX_FILES}`,
} as const;

/** Kind of a question behind a COPY or UNLOAD. */
export type TransferReport = keyof typeof REPORTS;

const KINDS = Object.keys(REPORTS) as TransferReport[];

/** Which question an SQL text is. */
export function transferReportOf(sql: string): TransferReport | undefined {
  return KINDS.find((kind) => REPORTS[kind] === sql);
}

/**
 * The texts of a COPY or UNLOAD alone. Each is run for itself, so that what is asked behind it changes nothing, and is asked of
 * a COPY that has failed too. The order of the questions tells them from those in a batch of the caller's.
 */
export function loneTexts({ sql }: TransferStatement): readonly string[] {
  return isCopy(sql)
    ? [sql, REPORTS.rejectedRows, REPORTS.loadedRows]
    : [sql, REPORTS.unloadedFiles, REPORTS.unloadedRows];
}

/**
 * The texts of a COPY or UNLOAD within a batch. Where what fails takes all of it back, nothing is asked that is known; where each
 * statement is run for itself, a COPY that has failed is asked about too.
 */
export function batchTexts(
  { sql, mayReject }: Pick<TransferStatement, "sql" | "mayReject">,
  mode: "transaction" | "autoCommit",
): readonly string[] {
  if (!isCopy(sql)) return [sql, REPORTS.unloadedRows, REPORTS.unloadedFiles];
  return mayReject || mode === "autoCommit"
    ? [sql, REPORTS.loadedRows, REPORTS.rejectedRows]
    : [sql, REPORTS.loadedRows];
}

/** Whether it is a COPY, of the two that are made here. */
export function isCopy(sql: string): boolean {
  return sql.startsWith("COPY ");
}

/** A COPY or UNLOAD among texts, with the questions behind it. */
export interface TextGroup {
  /** Index of the statement itself. */
  readonly index: number;
  /** Index of each question's text. */
  readonly reports: ReadonlyMap<TransferReport, number>;
  /** Whether nothing else was submitted with it, by a request for it alone. */
  readonly isAlone: boolean;
}

/** Statements as they were asked for: those behind a COPY or UNLOAD that ask for its figures belong to it. */
export function groupTexts(sqls: readonly string[]): readonly TextGroup[] {
  const groups: { index: number; reports: Map<TransferReport, number>; isAlone: boolean }[] = [];
  for (const [index, sql] of sqls.entries()) {
    const kind = transferReportOf(sql);
    const last = groups.at(-1);
    if (kind === undefined || last === undefined || !belongs(kind, sqls[last.index] ?? "")) {
      groups.push({ index, reports: new Map(), isAlone: false });
    } else last.reports.set(kind, index);
  }
  const [first] = groups;
  const questions = [...(first?.reports.keys() ?? [])];
  if (first !== undefined && groups.length === 1) {
    first.isAlone = questions[0] === "rejectedRows" || questions[0] === "unloadedFiles";
  }
  return groups;
}

function belongs(kind: TransferReport, sql: string): boolean {
  return kind === "loadedRows" || kind === "rejectedRows" ? isCopy(sql) : sql.startsWith("UNLOAD (");
}
