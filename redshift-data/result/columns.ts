import type { ColumnMetadata } from "@aws-sdk/client-redshift-data";
import { presentMembers } from "../../aws/json";
import { QueryError } from "../errors/query-error";

/** A column of the result, as answered. */
export interface Column {
  /** The alias if the SQL gives one. */
  readonly name: string;
  /** The engine's name of the type, for example `int8` or `numeric`. */
  readonly type: string;
  /** Digits of a number, characters of a text. */
  readonly precision?: number;
  /** Digits after the point. */
  readonly scale?: number;
  /** Absent when the engine does not know. */
  readonly nullable?: boolean;
}

/** The Data API's column metadata, reduced to what readers of rows need. */
export function readColumns(metadata: readonly ColumnMetadata[]): Column[] {
  return metadata.map(({ label, name, typeName, precision, scale, nullable }) => ({
    name: label || name || "",
    type: typeName ?? "",
    ...presentMembers({ precision, scale }),
    // JDBC: 0 never null, 1 may be null, 2 unknown.
    ...((nullable === 0 || nullable === 1) && { nullable: nullable === 1 }),
  }));
}

/** Names told of one result; more only repeat what is wrong with it. */
const MAX_TOLD_NAMES = 10;

/**
 * Refuses columns that would overwrite each other in an object.
 *
 * @param quote shows a name, as far as it may be shown: a column can be named after a value
 * @throws QueryError `DUPLICATE_COLUMNS`
 */
export function refuseDuplicateNames(
  columns: readonly Column[],
  statementId: string,
  quote: (name: string) => string,
): void {
  const names = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of columns) (names.has(name) ? twice : names).add(name);
  if (twice.size === 0) return;
  const told = [...new Set([...twice].slice(0, MAX_TOLD_NAMES).map(quote))];
  const more = twice.size > MAX_TOLD_NAMES ? ` and ${twice.size - MAX_TOLD_NAMES} others` : "";
  throw new QueryError({
    code: "DUPLICATE_COLUMNS",
    hop: "sql",
    message: `column ${told.join(", ")}${more} is more than once in the result, expected different names in format "objects"`,
    statementId,
    advice:
      'give each column its own alias with AS, or ask for format "rows" or "csv"; the statement itself has run',
  });
}
