import type { SqlParameter } from "../client/data-api";
import { scanSql } from "../errors/scan-sql";
import type { NamedQuery, QueryParameter } from "./named-query";
import { TYPE_RULES } from "./parameter-types";

/** Why the values are not those that a named query takes. No value is in it. */
export interface ValueProblem {
  /**
   * - `absent`: the query has the parameter, and there is no value for it
   * - `unknown`: the query has no parameter of the name
   * - `null`: `null` for a parameter that is not nullable
   * - `type`: a value that is none of the type
   */
  readonly kind: "absent" | "unknown" | "null" | "type";
  readonly name: string;
  /** Of `absent`, `null` and `type`: completes "expected …". */
  readonly expected?: string;
}

/** A named query with its values, as it is submitted. */
export type BoundQuery =
  | { readonly sql: string; readonly parameters: readonly SqlParameter[] }
  | { readonly problems: readonly ValueProblem[] };

/**
 * Puts values into a named query. The Data API has no form for NULL and for empty text, so these two are written into the SQL where
 * the parameter stands; every other value is sent beside it.
 *
 * @param values name → value; `null` is SQL's NULL
 */
export function bindQuery(
  { sql, parameters }: Pick<NamedQuery, "sql" | "parameters">,
  values: Readonly<Record<string, unknown>>,
): BoundQuery {
  const known = new Set(parameters.map(({ name }) => name));
  const problems: ValueProblem[] = Object.keys(values)
    .filter((name) => !known.has(name))
    .map((name) => ({ kind: "unknown", name }));
  const sent: SqlParameter[] = [];
  const written = new Map<string, string>();
  for (const parameter of parameters) {
    const { name, type, nullable } = parameter;
    const { redshiftType, textOf } = TYPE_RULES[type];
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const text = textOf(value);
    if (value === null && nullable) written.set(name, `CAST(NULL AS ${redshiftType})`);
    else if (text === "") written.set(name, "''");
    else if (text !== undefined) sent.push({ name, value: text });
    else problems.push({ kind: kindOf(value), name, expected: expectedValue(parameter) });
  }
  if (problems.length > 0) return { problems };
  return { sql: withWritten(sql, written), parameters: sent };
}

function kindOf(value: unknown): ValueProblem["kind"] {
  if (value === undefined) return "absent";
  return value === null ? "null" : "type";
}

/** What a parameter takes, in words. */
export function expectedValue({ type, nullable }: Pick<QueryParameter, "type" | "nullable">): string {
  return `${TYPE_RULES[type].expected}${nullable ? ", or null" : ""}`;
}

/** The SQL with some of its parameters replaced by what is written in their place. */
function withWritten(sql: string, written: ReadonlyMap<string, string>): string {
  if (written.size === 0) return sql;
  const parts: string[] = [];
  let at = 0;
  for (const { name, start, end } of scanSql(sql)?.places ?? []) {
    const text = written.get(name);
    if (text === undefined) continue;
    parts.push(sql.slice(at, start), text);
    at = end;
  }
  return `${parts.join("")}${sql.slice(at)}`;
}
