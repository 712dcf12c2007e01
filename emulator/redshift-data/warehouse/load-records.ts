import type { Engine } from "../engine/start-engine";
import { stringLiteral } from "../sql/sql-text";

/** A row of a system view of loads or unloads. */
export interface LoadRecord {
  /** The view that shows it. */
  readonly view: string;
  /** Column → value; a column that is left out is NULL. `user_name` is who may see it, by the engine's name. */
  readonly row: Readonly<Record<string, string | number | null>>;
}

/** Rows of system views that the engine does not have yet: it is told of them when somebody looks. */
export class LoadRecords {
  private pending: LoadRecord[] = [];

  add(records: readonly LoadRecord[]): void {
    this.pending.push(...records);
  }

  get isEmpty(): boolean {
    return this.pending.length === 0;
  }

  /** Writes them, on the free connection; the views must be made. */
  async write(engine: Engine): Promise<void> {
    const records = this.pending;
    this.pending = [];
    for (const view of new Set(records.map((record) => record.view))) {
      const rows = records.filter((record) => record.view === view).map(({ row }) => row);
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const values = rows.map((row) => `(${columns.map((column) => literal(row[column])).join(", ")})`);
      await engine.exec(
        `INSERT INTO pg_internal.${view}_rows (${columns.join(", ")}) VALUES ${values.join(",\n")}`,
      );
    }
  }
}

function literal(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "NULL";
  return typeof value === "number" ? String(value) : stringLiteral(value.replaceAll("\0", ""));
}
