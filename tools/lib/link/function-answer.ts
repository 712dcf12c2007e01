import { isJson, type Json, presentMembers } from "../../../aws/json";
import { parseQueryError } from "../../../functions/run-query/failure";
import type { FunctionFailure } from "./invocation";

/** A result, or as much of it as one answer holds. */
export interface ResultPart {
  readonly kind: "result";
  readonly status: string;
  readonly statementId: string;
  /** Empty when the statement has no result set. */
  readonly columns: readonly string[];
  /** In the order of the columns. Absent: the result is CSV. */
  readonly rows?: readonly (readonly unknown[])[];
  /** As Redshift writes it; the header line is in the first answer only. */
  readonly csv?: string;
  /** Rows of the whole result, or rows affected. Absent when AWS does not tell. */
  readonly rowCount?: number;
  /** Set when rows are left. */
  readonly nextToken?: string;
}

/** An answer of the function, as far as it is shown. */
export type FunctionAnswer =
  | ResultPart
  | { readonly kind: "batch"; readonly status: string; readonly statements: readonly FunctionAnswer[] }
  | { readonly kind: "failed"; readonly failure: FunctionFailure }
  /** Where a statement stands, or an answer of another shape: its members that are one value each. */
  | { readonly kind: "status"; readonly status: string; readonly members: Readonly<Record<string, string>> };

/** Reads an answer of the function to any event. Never fails: what is of another shape is shown member by member. */
export function readAnswer(answer: unknown): FunctionAnswer {
  if (!isJson(answer)) return { kind: "status", status: "", members: { answer: JSON.stringify(answer) } };
  const status = textOf(answer.status);
  const failure = isJson(answer.error) ? parseQueryError(JSON.stringify(answer.error)) : undefined;
  if (failure !== undefined) return { kind: "failed", failure };
  if (Array.isArray(answer.statements)) {
    return { kind: "batch", status, statements: answer.statements.map(readAnswer) };
  }
  if (Array.isArray(answer.columns)) return resultPart(answer, answer.columns);
  const members = Object.entries(answer).filter(([, value]) => typeof value !== "object");
  return {
    kind: "status",
    status,
    members: Object.fromEntries(members.map(([name, value]) => [name, String(value)])),
  };
}

function resultPart(answer: Json, described: readonly unknown[]): ResultPart {
  const { rows, csv, rowCount, nextToken } = answer;
  const columns = described.map((column) => (isJson(column) ? textOf(column.name) : ""));
  return {
    kind: "result",
    status: textOf(answer.status),
    statementId: textOf(answer.statementId),
    columns,
    ...presentMembers({
      rows: Array.isArray(rows) ? rows.map((row) => cellsOf(row, columns)) : undefined,
      csv: typeof csv === "string" ? csv : undefined,
      rowCount: typeof rowCount === "number" ? rowCount : undefined,
      nextToken: typeof nextToken === "string" ? nextToken : undefined,
    }),
  };
}

/** A row of format `rows` or `objects`. */
function cellsOf(row: unknown, columns: readonly string[]): readonly unknown[] {
  if (Array.isArray(row)) return row;
  return isJson(row) ? columns.map((name) => row[name]) : [row];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
