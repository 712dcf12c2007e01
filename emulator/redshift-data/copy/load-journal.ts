import type { FileConnection } from "../warehouse/file-statements";
import type { RefusedRecord } from "./convert/row-writer";
import { lengthText, type TargetColumn } from "./convert/target-column";
import type { CopyStatement } from "./statement/copy-statement";
import { s3Url } from "./statement/s3-location";
import type { TargetTable } from "./target-table";

/** Longest text of a column of `stl_load_errors`. */
const LONGEST_TEXT = 1024;

interface ReadFile {
  readonly name: string;
  readonly bytes: number;
  readonly lines: number;
}

/** UTC, as a timestamp without zone. */
export function timestamp(time: Date): string {
  return time.toISOString().replace("T", " ").replace("Z", "");
}

/** Writes down what a COPY did, for the system views that tell it. */
export class LoadJournal {
  private readonly started = new Date();
  private readonly files: ReadFile[] = [];

  constructor(
    private readonly statement: CopyStatement,
    private readonly table: TargetTable,
    private readonly connection: FileConnection,
  ) {}

  /** Whether none was read so far. */
  get isWithoutFile(): boolean {
    return this.files.length === 0;
  }

  file(file: ReadFile): void {
    this.files.push(file);
  }

  /** The records that were refused, whether or not the load goes on. */
  refused(records: readonly RefusedRecord[], columns: readonly TargetColumn[]): void {
    for (const record of records) this.refusedOne(record, columns);
  }

  private refusedOne({ column: at, ...record }: RefusedRecord, columns: readonly TargetColumn[]): void {
    const column = at === undefined ? undefined : columns[at];
    const { session, queryId, pid, record: keep } = this.connection;
    const { position = 0, line, file, code, reason } = record;
    const name = column?.shownName ?? "";
    const type = column?.kind ?? "";
    const length = column === undefined ? "" : lengthText(column);
    const common = { ...this.who(), table_id: this.table.id, start_time: timestamp(this.started) };
    keep(
      {
        view: "sys_load_error_detail",
        row: {
          ...common,
          query_id: queryId,
          transaction_id: queryId,
          session_id: pid,
          database_name: session.database,
          file_name: file,
          line_number: line,
          column_name: name,
          column_type: type,
          column_length: length,
          position,
          error_code: code,
          error_message: reason,
          copy_job_id: -1,
        },
      },
      {
        view: "stl_load_errors",
        row: {
          ...this.who(),
          slice: 0,
          tbl: this.table.id,
          starttime: common.start_time,
          session: pid,
          query: queryId,
          filename: file,
          line_number: line,
          colname: name,
          type,
          col_length: length,
          position,
          raw_line: record.raw.slice(0, LONGEST_TEXT),
          raw_field_value: record.value.slice(0, LONGEST_TEXT),
          err_code: code,
          err_reason: reason,
          is_partial: 0,
          start_offset: 0,
          copy_job_id: -1,
        },
      },
    );
  }

  /** The load as a whole, with its files. */
  ended(status: "completed" | "failed", loadedRows: number, errors: number): void {
    const { session, queryId, pid, record: keep } = this.connection;
    const ended = new Date();
    const bytes = this.files.reduce((sum, file) => sum + file.bytes, 0);
    const times = { start_time: timestamp(this.started), end_time: timestamp(ended) };
    const duration = (ended.getTime() - this.started.getTime()) * 1000;
    const format = this.statement.format.kind;
    const fileFormat =
      format === "delimited" || format === "csv" || format === "fixed-width" ? "text" : format;
    keep({
      view: "sys_load_history",
      row: {
        ...this.who(),
        query_id: queryId,
        transaction_id: queryId,
        session_id: pid,
        database_name: session.database,
        status,
        table_name: this.table.shownName,
        ...times,
        duration,
        data_source: s3Url(this.statement.from),
        file_format: fileFormat,
        loaded_rows: loadedRows,
        loaded_bytes: status === "completed" ? bytes : 0,
        source_file_count: this.files.length,
        source_file_bytes: bytes,
        file_count_scanned: this.files.length,
        file_bytes_scanned: bytes,
        error_count: errors,
        copy_job_id: -1,
      },
    });
    for (const file of this.files) this.scanned(file, fileFormat, times);
  }

  private scanned(
    { name, bytes, lines }: ReadFile,
    format: string,
    times: { readonly start_time: string; readonly end_time: string },
  ): void {
    const { queryId, record: keep } = this.connection;
    const common = { ...this.who(), lines_scanned: lines, file_format: format };
    keep(
      {
        view: "sys_load_detail",
        row: {
          ...common,
          ...times,
          query_id: queryId,
          file_name: name,
          bytes_scanned: bytes,
          splits_scanned: 1,
          record_time: times.end_time,
        },
      },
      {
        view: "stl_load_commits",
        row: {
          ...common,
          query: queryId,
          slice: 0,
          name: "",
          filename: name,
          byte_offset: 0,
          errors: 0,
          status: 1,
          curtime: times.end_time,
          is_partial: 0,
          start_offset: 0,
          copy_job_id: -1,
        },
      },
    );
  }

  private who(): { readonly user_name: string } {
    return { user_name: this.connection.engineName(this.connection.session.user) };
  }
}
