import { explainDeadline, type StatementExecution } from "../client/statement-execution";
import { type Column, refuseDuplicateNames } from "./columns";
import { formatRow } from "./row-format";
import { streamRows } from "./stream-rows";
import type { Value } from "./values";

/** A row as an object: column's name, in small letters unless the SQL quotes it, → value. */
export type ObjectRow = Readonly<Record<string, Value>>;

/** Some rows of a result that follow each other. */
export interface ObjectRows<R> {
  readonly columns: readonly Column[];
  readonly rows: readonly R[];
}

/**
 * All rows of a finished statement, page by page, as objects.
 *
 * @typeParam R what the SQL selects, as the caller knows it: nothing checks it
 * @throws QueryError when a page cannot be had in time, or two columns have one name
 */
export async function* streamObjects<R>(
  execution: StatementExecution,
  statementId: string,
): AsyncGenerator<ObjectRows<R>> {
  const batches = streamRows(execution, statementId);
  for (;;) {
    const next = await explainDeadline(execution, "finished", statementId, () => batches.next());
    if (next.done) return;
    const { columns, rows } = next.value;
    refuseDuplicateNames(columns, statementId, execution.quote);
    yield { columns, rows: rows.map((values) => formatRow(values, columns, "objects") as R) };
  }
}

/** The same at once, for a result that fits into memory. */
export async function collectObjects<R>(
  execution: StatementExecution,
  statementId: string,
): Promise<ObjectRows<R>> {
  const all: R[] = [];
  let known: readonly Column[] = [];
  for await (const { columns, rows } of streamObjects<R>(execution, statementId)) {
    known = columns;
    for (const row of rows) all.push(row);
  }
  return { columns: known, rows: all };
}
