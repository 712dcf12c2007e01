import type { TextRow } from "../../result/row-pages";
import { refuseStatement } from "../statement-failure";
import type { UnloadedColumn } from "./unloaded-column";

/** Rows that go into one folder. */
interface PartitionFolder {
  /** `year=2026/month=11/`; empty where nothing is divided. */
  readonly folder: string;
  readonly rows: readonly TextRow[];
}

/** How Hive writes a value that is NULL. */
const NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";

/** Characters that Hive escapes beside control characters. */
const ESCAPED: ReadonlySet<string> = new Set("\"#%'*/:=?\\{}[]^");

/** Rows by the values of columns, and the columns that stay in the files. */
export interface Partitions {
  readonly partitions: readonly PartitionFolder[];
  readonly columns: readonly UnloadedColumn[];
}

/**
 * Divides rows into Hive folders.
 *
 * @throws StatementFailure for a column that the query does not have, or when none would be left
 */
export function partitioned(
  rows: readonly TextRow[],
  columns: readonly UnloadedColumn[],
  {
    partitionBy,
    includesPartitions,
  }: { readonly partitionBy: readonly string[]; readonly includesPartitions: boolean },
): Partitions {
  if (partitionBy.length === 0) return { partitions: [{ folder: "", rows }], columns };
  const keys = partitionBy.map((name) => {
    const exact = columns.findIndex((column) => column.name === name);
    // A name in quotes folds like the others, unless a setting says otherwise.
    const at = exact === -1 ? columns.findIndex((column) => column.name === name.toLowerCase()) : exact;
    return at === -1 ? refuseStatement(`Partition column "${name}" does not exist in the query`) : at;
  });
  const kept = columns.map((_, at) => at).filter((at) => includesPartitions || !keys.includes(at));
  if (kept.length === 0) refuseStatement("At least one column must not be a partition column");
  const folders = new Map<string, TextRow[]>();
  for (const row of rows) {
    const folder = keys.map((at) => `${columns[at]?.name}=${folderName(row[at] ?? null)}/`).join("");
    const there = folders.get(folder) ?? [];
    if (there.length === 0) folders.set(folder, there);
    there.push(kept.map((at) => row[at] ?? null));
  }
  return {
    partitions: [...folders].map(([folder, partition]) => ({ folder, rows: partition })),
    columns: kept.flatMap((at) => columns[at] ?? []),
  };
}

/** Hive escapes what may not stand in a path. */
function folderName(value: string | null): string {
  if (value === null) return NULL_FOLDER;
  return Array.from(value, (character) => {
    const code = character.charCodeAt(0);
    if (code > 0x1f && code !== 0x7f && !ESCAPED.has(character)) return character;
    return `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
