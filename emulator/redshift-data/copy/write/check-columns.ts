import type { ColumnKind } from "../convert/target-column";
import type { UnloadStatement } from "../statement/unload-statement";
import { refuseStatement } from "../statement-failure";
import type { UnloadedColumn } from "./unloaded-column";

/** Types that name no folders ("PARTITION BY clause"). */
const NO_PARTITIONS: ReadonlySet<ColumnKind> = new Set([
  ...(["float8", "timestamptz", "time", "timetz", "super", "varbyte"] as const),
]);

/**
 * Refuses columns that a format has no place for, in words of ours.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html "Usage notes"
 * @throws StatementFailure
 */
export function checkColumns(
  columns: readonly UnloadedColumn[],
  { format: { kind: format }, partitionBy }: Pick<UnloadStatement, "format" | "partitionBy">,
): void {
  const folded = partitionBy.map((name) => name.toLowerCase());
  const partition = columns.find(
    ({ name, kind }) => NO_PARTITIONS.has(kind) && folded.includes(name.toLowerCase()),
  );
  if (partition !== undefined)
    refuseStatement(`Column "${partition.name}" is of a type that PARTITION BY does not take`);
  const varbyte = columns.find(({ kind }) => kind === "varbyte");
  if (varbyte !== undefined && format !== "csv" && format !== "text")
    refuseStatement(`VARBYTE column "${varbyte.name}" can only be unloaded to text or CSV format`);
  if (format !== "json") return;
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) refuseStatement(`Column name "${twice}" is not unique, which JSON needs`);
}
