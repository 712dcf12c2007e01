import type { FileConnection } from "../warehouse/file-statements";
import { timestamp } from "./load-journal";
import { s3Url } from "./statement/s3-location";
import type { UnloadStatement } from "./statement/unload-statement";
import type { UnloadedFile } from "./write/manifest";

/** As system views name formats. */
const FORMATS: Readonly<Record<UnloadStatement["format"]["kind"], string>> = {
  text: "Text",
  "fixed-width": "Text",
  csv: "CSV",
  json: "JSON",
  parquet: "Parquet",
};

/** Writes down what an UNLOAD did, for the system views that tell it. */
export class UnloadJournal {
  private readonly started = new Date();

  constructor(
    private readonly statement: UnloadStatement,
    private readonly connection: FileConnection,
  ) {}

  /** @param problem the error of one that was aborted, whose files are there all the same */
  ended(files: readonly UnloadedFile[], rows: number, problem?: string): void {
    const { session, queryId, pid, record, engineName } = this.connection;
    const ended = new Date();
    const user_name = engineName(session.user);
    const times = { start_time: timestamp(this.started), end_time: timestamp(ended) };
    const file_format = FORMATS[this.statement.format.kind];
    const one = { user_name, ...times, file_format };
    for (const { url, bytes, rows: line_count } of files) {
      const sizes = { line_count, transfer_size: bytes };
      record(
        {
          view: "sys_unload_detail",
          row: {
            ...one,
            ...sizes,
            query_id: queryId,
            session_id: pid,
            transaction_id: queryId,
            file_name: url,
          },
        },
        { view: "stl_unload_log", row: { ...one, ...sizes, query: queryId, slice: 0, pid, path: url } },
      );
    }
    const { compression, to } = this.statement;
    record({
      view: "sys_unload_history",
      row: {
        ...one,
        query_id: queryId,
        transaction_id: queryId,
        session_id: pid,
        database_name: session.database,
        status: problem === undefined ? "completed" : "aborted",
        duration: (ended.getTime() - this.started.getTime()) * 1000,
        compression_type: compression === "none" ? "" : compression,
        unloaded_location: s3Url(to),
        unloaded_rows: rows,
        unloaded_files_count: files.length,
        unloaded_files_size: files.reduce((sum, { bytes }) => sum + bytes, 0),
        error_message: problem ?? null,
      },
    });
  }
}
