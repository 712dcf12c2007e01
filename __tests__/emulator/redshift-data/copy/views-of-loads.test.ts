import { LoadJournal } from "../../../../emulator/redshift-data/copy/load-journal";
import type { FileFormat } from "../../../../emulator/redshift-data/copy/statement/copy-statement";
import type { TargetTable } from "../../../../emulator/redshift-data/copy/target-table";
import type { FileConnection } from "../../../../emulator/redshift-data/warehouse/file-statements";
import type { LoadRecord } from "../../../../emulator/redshift-data/warehouse/load-records";
import { StandingConnection } from "../../../../testing/emulator/copy/standing-connection";
import { PLAIN_COPY } from "../../../../testing/emulator/copy/statement-texts";

test("views of load errors are as wide as AWS has their columns, in bytes, and raw lines have periods for what is no ASCII", async () => {
  const long = "é😀".repeat(400);
  const name = `${"c".repeat(126)}é`;
  const key = `in/${"k".repeat(300)}`;
  const connection = new StandingConnection({ [name]: [1184], n: [1043, 24] });
  connection.put({ [key]: `${long}|n\n2026-01-01 00:00:00|${"x".repeat(2000)}\n` });
  await connection.run("COPY t FROM 's3://b/in/' MAXERROR 9 TIMEFORMAT 'YYYY'");
  // STL_LOAD_ERRORS: filename 256, colname 127, type 10, raw_line and raw_field_value 1024, err_reason 100.
  const columns = ["filename", "colname", "type", "col_length", "raw_line", "raw_field_value", "err_reason"];
  const file = `s3://b/${key}`.slice(0, 256);
  const reason = "Invalid timestamp format or value [YYYY]";
  const wrong = [file, "c".repeat(126), "timestampt", "0"];
  expect(connection.told("stl_load_errors", ...columns)).toEqual([
    [...wrong, `${"..".repeat(400)}|n`, `${"é😀".repeat(170)}é`, reason],
    [...wrong, `2026-01-01 00:00:00|${"x".repeat(1004)}`, "2026-01-01 00:00:00", reason],
  ]);
  // SYS_LOAD_ERROR_DETAIL: the same widths, and 512 of the message.
  const shown = ["file_name", "column_name", "column_type", "column_length", "error_message"];
  expect(connection.told("sys_load_error_detail", ...shown)).toEqual([1, 2].map(() => [...wrong, reason]));
  expect(connection.told("sys_load_detail", "file_name")).toEqual([[file]]);
  expect(connection.told("stl_load_commits", "filename")).toEqual([[file]]);
});

test("a long reason is cut in STL_LOAD_ERRORS alone", async () => {
  const connection = new StandingConnection({ v: [1082] });
  connection.put({ "in/a": "x\n" });
  await connection.run(`COPY t FROM 's3://b/in/' DATEFORMAT '${"-".repeat(600)}'`);
  const reason = `Invalid date format or value [${"-".repeat(600)}]`;
  expect(connection.told("stl_load_errors", "err_reason")).toEqual([[reason.slice(0, 100)]]);
  expect(connection.told("sys_load_error_detail", "error_message")).toEqual([[reason.slice(0, 512)]]);
});

/** SYS_LOAD_HISTORY: csv, txt, json, avro, orc, parquet; STL_LOAD_COMMITS: Avro, JSON, ORC, Parquet, Text. */
test.each<[FileFormat["kind"], string, string]>([
  ["csv", "csv", "Text"],
  ["delimited", "txt", "Text"],
  ["fixed-width", "txt", "Text"],
  ["json", "json", "JSON"],
  ["avro", "avro", "Avro"],
  ["parquet", "parquet", "Parquet"],
])("the format %s is %s and %s", (kind, sys, stl) => {
  const told: LoadRecord[] = [];
  const connection = {
    ...{ session: { user: "u", database: "d" }, queryId: 1, pid: 1, engineName: String },
    record: (...records: LoadRecord[]) => told.push(...records),
  } as unknown as FileConnection;
  const statement = { ...PLAIN_COPY, format: { kind } as FileFormat };
  const journal = new LoadJournal(statement, { shownName: "t", id: 1 } as TargetTable, connection);
  journal.file({ name: "f", bytes: 1, lines: 1 });
  journal.ended("completed", 1, 0);
  expect(told.map(({ view, row }) => [view, row.file_format, row.copy_job_id])).toEqual([
    ["sys_load_history", sys, 0],
    ["sys_load_detail", undefined, undefined],
    ["stl_load_commits", stl, 0],
  ]);
});
