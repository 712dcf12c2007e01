import type { FileAccess, FileAccessFactory } from "../../../emulator/redshift-data/copy/file-access";
import { FilesAndTables } from "../../../emulator/redshift-data/copy/files-and-tables";
import type { RowPages, TextRow } from "../../../emulator/redshift-data/result/row-pages";
import { tokenizeSql } from "../../../emulator/redshift-data/sql/sql-tokens";
import { DatabaseSession } from "../../../emulator/redshift-data/warehouse/database-session";
import type { EngineOutcome, SqlOutcome } from "../../../emulator/redshift-data/warehouse/execute-sql";
import type { LoadRecord } from "../../../emulator/redshift-data/warehouse/load-records";
import type { WarehouseSpec } from "../../../emulator/redshift-data/warehouse/warehouse-spec";
import { MemoryFiles } from "../memory-files";

/** Number of a type in the engine, and its modifier. */
type ColumnType = readonly [id: number, modifier?: number];

/**
 * COPY and UNLOAD without an engine: a table `t` of these columns, which is also what every query answers with these rows. What is loaded
 * is kept as the engine would read it.
 */
export class StandingConnection {
  readonly files = new MemoryFiles();
  readonly session = new DatabaseSession("analyst", "dev");
  readonly records: LoadRecord[] = [];
  /** What the engine was given to copy, as text. */
  readonly copiedIn: string[] = [];
  /** Statements whose rows may be as many and as large as they are. */
  readonly unlimited: string[] = [];
  /** Results that were not closed. */
  openResults = 0;
  /** Is told each file before it is read or written. */
  beforeFile: (key: string) => void = () => undefined;
  private readonly stop = new AbortController();

  /**
   * @param columns name → type
   * @param warehouse its cluster, or its workgroup
   */
  constructor(
    private readonly columns: Readonly<Record<string, ColumnType>>,
    private readonly rows: readonly TextRow[] = [],
    private readonly warehouse: Partial<WarehouseSpec> = { cluster: "warehouse" },
  ) {}

  /** Files of the bucket `b`, by their keys. */
  put(texts: Readonly<Record<string, string | Buffer>>): void {
    for (const [key, text] of Object.entries(texts)) this.files.put(`s3://b/${key}`, text);
  }

  abort(): void {
    this.stop.abort();
  }

  /** Rows of a view that were kept, as values of some columns of it. */
  told(view: string, ...columns: readonly string[]): unknown[][] {
    const rows = this.records.filter((record) => record.view === view).map(({ row }) => row);
    return rows.map((row) => columns.map((column) => row[column]));
  }

  /** Runs a statement as query 7 of process 8. @param sql without its role */
  run(sql: string): Promise<SqlOutcome> {
    const factory: FileAccessFactory = { open: () => this.access() };
    return new FilesAndTables(factory).run(tokenizeSql(`${sql} IAM_ROLE default`), {
      ...{ warehouse: this.warehouse as WarehouseSpec, session: this.session, queryId: 7, pid: 8 },
      signal: this.stop.signal,
      engineName: (name) => name,
      record: (...records) => this.records.push(...records),
      run: async ({ sql: text, copiedIn }, { isUnlimited = false } = {}) => {
        if (isUnlimited) this.unlimited.push(text);
        if (copiedIn !== undefined) return this.copied(Buffer.concat(copiedIn).toString());
        if (text.includes("pg_attribute")) return this.result(this.description());
        return text.includes("assume_role") ? this.result([]) : this.result(this.rows);
      },
    });
  }

  private async access(): Promise<FileAccess> {
    const access = await this.files.open();
    return {
      ...access,
      read: (location) => {
        this.beforeFile(location.key);
        return access.read(location);
      },
      write: (location, ...more) => {
        this.beforeFile(location.key);
        return access.write(location, ...more);
      },
    };
  }

  private copied(text: string): EngineOutcome {
    this.copiedIn.push(text);
    return { rowCount: text.split("\n").length - 1, transaction: "none" };
  }

  private result(rows: readonly TextRow[]): EngineOutcome {
    const columns = Object.entries(this.columns).map(([name, [dataTypeID, dataTypeModifier = -1]]) => ({
      ...{ name, dataTypeID, dataTypeModifier, tableID: 0, columnID: 0 },
    }));
    this.openResults++;
    const pages = { pageCount: 1, page: () => rows, close: () => this.openResults-- } as unknown as RowPages;
    return { result: { columns, pages, scales: [] }, rowCount: rows.length, transaction: "none" };
  }

  /** The table as the catalogue tells it: a table of its own schema, with columns that may be NULL. */
  private description(): TextRow[] {
    return Object.entries(this.columns).map(([name, [type, modifier = -1]]) => [
      ...["16384", "r", "t", "public", "t", name, String(type), String(modifier), "f", "f"],
    ]);
  }
}
