import { QueryError } from "./errors/query-error";
import { parseParameters, type SqlParameter } from "./sql-parameters";

/** How rows are written: one object per row, one array per row, or RFC 4180 text. */
export type RowFormat = "objects" | "rows" | "csv";

/** One statement to run, every default applied. */
export interface SqlRequest {
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
  /** Most rows of one answer; the rest is behind `nextToken`. */
  readonly maxRows: number;
  readonly format: RowFormat;
}

/** Rows of an answer unless the event says otherwise: a page people can still look at. */
export const DEFAULT_MAX_ROWS = 10_000;

const FORMATS: readonly string[] = ["objects", "rows", "csv"] satisfies RowFormat[];
const FIELDS: readonly string[] = ["sql", "parameters", "maxRows", "format"];

/**
 * Lambda's event to a request: `{ sql, parameters?, maxRows?, format? }`, unknown fields refused.
 *
 * @throws QueryError `EVENT_INVALID` that lists everything wrong with the event, and shows neither SQL nor values
 */
export function parseEvent(event: unknown): SqlRequest {
  if (typeof event !== "object" || event === null || Array.isArray(event)) {
    throw invalidEvent(["the event is not an object, expected { sql, parameters?, maxRows?, format? }"]);
  }
  const { sql, parameters: rawParameters, maxRows = DEFAULT_MAX_ROWS, format = "objects" } = fieldsOf(event);
  const { parameters, problems } = parseParameters(rawParameters);
  const all = [
    ...unknownFields(event),
    ...(isSql(sql) ? [] : [`sql is ${typeName(sql)}, expected SQL text`]),
    ...problems,
    ...(isRowLimit(maxRows)
      ? []
      : [`maxRows is ${typeName(maxRows)}, expected a whole number of at least 1`]),
    ...(isFormat(format) ? [] : [`format is ${typeName(format)}, expected one of ${FORMATS.join(", ")}`]),
  ];
  if (!isSql(sql) || !isRowLimit(maxRows) || !isFormat(format) || all.length > 0) throw invalidEvent(all);
  return { sql, parameters, maxRows, format };
}

interface EventFields {
  readonly sql?: unknown;
  readonly parameters?: unknown;
  readonly maxRows?: unknown;
  readonly format?: unknown;
}

/** Own fields only: an event is data, its prototype is not. */
function fieldsOf(event: object): EventFields {
  return Object.fromEntries(Object.entries(event).filter(([name]) => FIELDS.includes(name)));
}

function unknownFields(event: object): string[] {
  return Object.keys(event)
    .filter((name) => !FIELDS.includes(name))
    .map(
      (name) => `field ${JSON.stringify(name.slice(0, 64))} is unknown, expected only ${FIELDS.join(", ")}`,
    );
}

function isSql(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isRowLimit(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isFormat(value: unknown): value is RowFormat {
  return typeof value === "string" && FORMATS.includes(value);
}

function typeName(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value.trim() === "" ? "empty text" : "other text";
  return Array.isArray(value) ? "an array" : `of type ${typeof value}`;
}

function invalidEvent(problems: readonly string[]): QueryError {
  return new QueryError({
    code: "EVENT_INVALID",
    hop: "event",
    message: problems.join("; "),
    advice: "correct the event; nothing was sent to AWS",
  });
}
