import { FilesAndTables } from "../../../../emulator/redshift-data/copy/files-and-tables";
import { LocalDataApi } from "../../../../testing/emulator/local-data-api";
import { MemoryFiles } from "../../../../testing/emulator/memory-files";

const files = new MemoryFiles();
const api = new LocalDataApi(undefined, new FilesAndTables(files));
const ROLE = "IAM_ROLE 'arn:aws:iam::222222222222:role/copy'";

afterAll(() => api.close());

/** Runs a statement to its end, whichever. @returns the number of its query */
async function queryOf(sql: string): Promise<number> {
  return Number((await api.run(sql)).RedshiftQueryId);
}

/** The rows of a view, those of one query, without times and numbers of processes. */
async function viewRows(view: string, query: number): Promise<Record<string, unknown>[]> {
  const key = view.startsWith("sys_") ? "query_id" : "query";
  const { Id, Error: error } = await api.run(
    `SELECT * FROM ${view} WHERE ${key} = ${query} ORDER BY 1, 2, 3`,
  );
  expect(error).toBeUndefined();
  const { ColumnMetadata } = await api.call("GetStatementResult", { Id });
  const names = (ColumnMetadata as { name: string }[]).map(({ name }) => name);
  const varying =
    /^(?:.*time|file_last_modified|duration|query(?:_id)?|transaction_id|session(?:_id)?|pid|user_?id|tbl|table_id)$/;
  return (await api.rows(Id)).map((row) =>
    Object.fromEntries(names.flatMap((name, at) => (varying.test(name) ? [] : [[name, row[at]] as const]))),
  );
}

beforeAll(async () => {
  await queryOf("CREATE TABLE v (id int, name varchar(5))");
  files.put("s3://landing/in/a", "1|ann\nx|bob\n");
  files.put("s3://landing/in/b", "3|carla\n4|dorothea\n5|e\n");
});

test("a load is told as a whole and by its files", async () => {
  const query = await queryOf(`COPY v FROM 's3://landing/in/' ${ROLE} MAXERROR 3`);
  expect(await viewRows("sys_load_history", query)).toEqual([
    {
      ...{ database_name: "dev", status: "completed", table_name: "v", data_source: "s3://landing/in/" },
      ...{ file_format: "txt", loaded_rows: 3, loaded_bytes: 35, source_file_count: 2 },
      ...{ source_file_bytes: 35, file_count_scanned: 2, file_bytes_scanned: 35 },
      ...{ error_count: 2, copy_job_id: 0 },
    },
  ]);
  const scanned = (file_name: string, bytes_scanned: number, lines_scanned: number) => ({
    ...{ file_name, bytes_scanned, lines_scanned, splits_scanned: 1, file_etag: true },
  });
  expect(await viewRows("sys_load_detail", query)).toEqual([
    scanned("s3://landing/in/a", 12, 2),
    scanned("s3://landing/in/b", 23, 3),
  ]);
  const committed = (filename: string, lines_scanned: number) => ({
    ...{ slice: 0, name: "", filename, byte_offset: 0, lines_scanned, errors: 0, status: 1 },
    ...{ file_format: "Text", is_partial: 0, start_offset: 0, copy_job_id: 0 },
  });
  expect(await viewRows("stl_load_commits", query)).toEqual([
    committed("s3://landing/in/a", 2),
    committed("s3://landing/in/b", 3),
  ]);
  const wrong = [
    {
      ...{ file: "s3://landing/in/a", line_number: 2, column: "id", type: "int4", length: "0" },
      ...{ code: 1207, reason: "Invalid digit, Value 'x', Pos 0, Type: Integer", line: "x|bob", field: "x" },
    },
    {
      ...{ file: "s3://landing/in/b", line_number: 2, column: "name", type: "varchar", length: "5" },
      ...{ code: 1204, reason: "String length exceeds DDL length", line: "4|dorothea", field: "dorothea" },
    },
  ];
  expect(await viewRows("sys_load_error_detail", query)).toEqual(
    wrong.map(({ file, line_number, column, type, length, code, reason }) => ({
      ...{ database_name: "dev", file_name: file, line_number, column_name: column, column_type: type },
      ...{ column_length: length, position: 0, error_code: code, error_message: reason },
    })),
  );
  expect(await viewRows("stl_load_errors", query)).toEqual(
    wrong.map(({ file, line_number, column, type, length, code, reason, line, field }) => ({
      ...{ slice: 0, filename: file, line_number, colname: column, type, col_length: length, position: 0 },
      ...{ raw_line: line, raw_field_value: field, err_code: code, err_reason: reason },
      ...{ is_partial: 0, start_offset: 0, copy_job_id: 0 },
    })),
  );
});

test("a load that failed has loaded nothing, and stops at the file that was one too much", async () => {
  const query = await queryOf(`COPY v FROM 's3://landing/in/' ${ROLE}`);
  expect(await viewRows("sys_load_history", query)).toEqual([
    expect.objectContaining({
      ...{ status: "aborted", loaded_rows: 0, loaded_bytes: 0, source_file_count: 1, error_count: 1 },
    }),
  ]);
  expect(await viewRows("sys_load_detail", query)).toEqual([
    expect.objectContaining({ file_name: "s3://landing/in/a" }),
  ]);
});

test("pg_last_copy_count() is the last COPY's, also when that one failed", async () => {
  const statements = [
    `COPY v FROM 's3://landing/in/' ${ROLE} MAXERROR 3`,
    `COPY v FROM 's3://landing/in/' ${ROLE}`,
    "SELECT pg_last_copy_count(), pg_last_copy_id()",
  ];
  const more = { SessionKeepAliveSeconds: 60, WaitTimeSeconds: 30 };
  const first = await api.submit(statements[0] ?? "", more);
  let last = first;
  for (const Sql of statements.slice(1)) {
    last = await api.call("ExecuteStatement", { SessionId: first.SessionId, Sql, WaitTimeSeconds: 30 });
  }
  const [[count, id] = []] = await api.rows(last.Id);
  expect(count).toBe(0);
  const [failed] = await viewRows("sys_load_history", Number(id));
  expect(failed?.status).toBe("aborted");
});

test("an unload is told as a whole and by its files", async () => {
  const query = await queryOf(
    `UNLOAD ('SELECT 1 AS id UNION ALL SELECT 20 UNION ALL SELECT 3') TO 's3://landing/out/' ${ROLE} CSV GZIP`,
  );
  const sizes = [...files.stored].filter(([url]) => url.startsWith("s3://landing/out/"));
  const [first = 0, second = 0] = sizes.map(([, bytes]) => bytes.length);
  expect(await viewRows("sys_unload_history", query)).toEqual([
    {
      ...{ database_name: "dev", status: "completed", file_format: "CSV", compression_type: "gzip" },
      ...{ unloaded_location: "s3://landing/out/", unloaded_rows: 3, unloaded_files_count: 2 },
      ...{ unloaded_files_size: first + second, error_message: true },
    },
  ]);
  const paths = ["s3://landing/out/0000_part_00.gz", "s3://landing/out/0001_part_00.gz"];
  const [one, other] = [
    { line_count: 2, transfer_size: first, file_format: "CSV" },
    { line_count: 1, transfer_size: second, file_format: "CSV" },
  ];
  expect(await viewRows("sys_unload_detail", query)).toEqual([
    { file_name: paths[0], ...one },
    { file_name: paths[1], ...other },
  ]);
  expect(await viewRows("stl_unload_log", query)).toEqual([
    { slice: 0, path: paths[0], ...one },
    { slice: 0, path: paths[1], ...other },
  ]);
  const plain = await queryOf(`UNLOAD ('SELECT 1') TO 's3://landing/plain/' ${ROLE} PARQUET`);
  expect(await viewRows("sys_unload_history", plain)).toEqual([
    expect.objectContaining({ file_format: "Parquet", compression_type: "", unloaded_rows: 1 }),
  ]);
});

test("everybody sees their own loads, and nobody else's", async () => {
  const query = await queryOf(`COPY v FROM 's3://landing/in/' ${ROLE} MAXERROR 3`);
  for (const view of ["sys_load_history", "sys_load_detail", "sys_load_error_detail"]) {
    const { Id, Error: error } = await api.run(`SELECT count(*) FROM ${view} WHERE query_id = ${query}`, {
      DbUser: "nobody",
    });
    expect([view, error, await api.rows(Id)]).toEqual([view, undefined, [[0]]]);
  }
});
