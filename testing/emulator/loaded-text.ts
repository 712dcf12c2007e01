import { FilesAndTables } from "../../emulator/redshift-data/copy/files-and-tables";
import { LocalDataApi } from "./local-data-api";
import { MemoryFiles } from "./memory-files";

/** Names a role, of which files in memory ask for nothing. */
export const COPY_ROLE_CLAUSE = "IAM_ROLE 'arn:aws:iam::222222222222:role/copy'";

/** A local warehouse with files in memory, and what a COPY makes of one of them. One per test file, which closes its `api`. */
export class LoadedText {
  readonly files = new MemoryFiles();
  readonly api: LocalDataApi;

  /** @param script makes the tables and users. Absent: the built-in shop */
  constructor(script?: string) {
    this.api = new LocalDataApi(undefined, new FilesAndTables(this.files), script);
  }

  async rowsOf(sql: string): Promise<unknown[][]> {
    const { Id, Error: error } = await this.api.run(sql);
    if (error !== undefined) throw new Error(String(error).split("\n")[0]);
    return this.api.rows(Id);
  }

  /** The first line of the error of a COPY of what is below a prefix; `none` without one. */
  async errorOf(target: string, prefix: string, options = ""): Promise<string> {
    const { Error: error } = await this.api.run(
      `COPY ${target} FROM 's3://landing/${prefix}' ${COPY_ROLE_CLAUSE} ${options}`,
    );
    return String(error ?? "none").split("\n")[0] ?? "";
  }

  /**
   * What a COPY of one text into the new table `t` makes: its rows, the refused records as line, code, reason and position, or the
   * first line of another error.
   *
   * @param columns as CREATE TABLE declares them
   */
  async copied(columns: string, text: string | Buffer, options = ""): Promise<unknown> {
    await this.api.run("DROP TABLE IF EXISTS t");
    await this.api.run(`CREATE TABLE t (${columns})`);
    this.files.put("s3://landing/in/one", text);
    const { Error: error, RedshiftQueryId } = await this.api.run(
      `COPY t FROM 's3://landing/in/one' ${COPY_ROLE_CLAUSE} ${options}`,
    );
    if (error === undefined) return this.rowsOf("SELECT * FROM t");
    if (!String(error).startsWith("ERROR: Load into table")) return String(error).split("\n")[0];
    return this.rowsOf(
      `SELECT line_number, error_code, error_message, position FROM sys_load_error_detail WHERE query_id = ${RedshiftQueryId}`,
    );
  }
}
