import { isJson } from "../../../aws/json";
import { typeName } from "../../../redshift-data/errors/invalid-request";
import type { LinkSettings } from "../../../redshift-data/link/link-settings";
import { bindQuery, type ValueProblem } from "../../../redshift-data/queries/bind-query";
import type { NamedQuery } from "../../../redshift-data/queries/named-query";
import type { Submission } from "../../../redshift-data/statement/request";
import type { FieldReader } from "./field-reader";

/** What the events of a link may ask for beside what its database user may do. */
export interface EventRules {
  /** The link's named queries, by name. */
  readonly queries: ReadonlyMap<string, NamedQuery>;
  /** Whether an event may bring SQL of its own. */
  readonly rawSql: boolean;
  /** What COPY and UNLOAD need to know of the link. */
  readonly link: Pick<LinkSettings, "copy" | "redshiftRegion">;
}

/** Of a link that says nothing about it. */
export const UNRULED: EventRules = { queries: new Map(), rawSql: true, link: { redshiftRegion: "" } };

/** Begins the refusal of SQL that an event brings. */
export const RAW_SQL_REFUSED = "sql, sqls and mode are not allowed on this link, which has rawSql: false";

/** More names than these are counted. */
const LISTED_NAMES = 20;

/** Longer than any name of a query: it is SQL, or data in the wrong place. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;

/** A named query of the event with its values. Problems, which never show a value, go to the reader. */
export function readNamedQuery(
  reader: FieldReader,
  { queries, rawSql }: Pick<EventRules, "queries" | "rawSql">,
): Pick<Submission, "text" | "parameters" | "query"> {
  const nothing = { text: { sql: "" }, parameters: [] };
  for (const field of ["sql", "sqls", "mode"] as const) {
    if (reader.raw(field) === undefined) continue;
    if (rawSql) reader.refuse(`${field} and query are both given, expected one of them`);
    else reader.refuse(`${RAW_SQL_REFUSED}, expected query alone`, "RAW_SQL_REFUSED");
  }
  const name = reader.raw("query");
  if (typeof name !== "string") {
    reader.refuse(
      `query is ${typeName(name)}, expected the name of a named query${rawSql ? "" : " (rawSql: false)"}`,
    );
    return nothing;
  }
  const query = queries.get(name);
  if (query === undefined) {
    reader.refuse(() => unknownName(name, [...queries.keys()], reader), "QUERY_NOT_FOUND");
    return nothing;
  }
  const values = reader.raw("parameters") ?? {};
  if (!isJson(values)) {
    reader.refuse("parameters is not an object, expected name → value");
    return nothing;
  }
  const bound = bindQuery(query, values);
  if (!("problems" in bound)) {
    return { text: { sql: bound.sql }, parameters: bound.parameters, query: name };
  }
  for (const problem of bound.problems) {
    reader.refuse(() => problemText(problem, query, values, reader), "QUERY_VALUES_INVALID");
  }
  return nothing;
}

function unknownName(name: string, known: readonly string[], reader: FieldReader): string {
  if (known.length === 0) {
    return "query is given, and this link has no named queries, expected sql; queries of the link names a folder of them";
  }
  const shown = NAME.test(name) ? reader.quote(name) : typeName(name);
  const nearest = NAME.test(name) ? nearestName(name, known) : undefined;
  const more = known.length > LISTED_NAMES ? ` and ${known.length - LISTED_NAMES} more` : "";
  const expected = `expected one of ${known.slice(0, LISTED_NAMES).join(", ")}${more}`;
  return `query is ${shown}, ${expected}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`;
}

/** Letters to insert, leave out or change. Both are names, which are short. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...b].entries()) {
      const changed = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The name that a slip of the keyboard may have meant. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, edits: editsBetween(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return best !== undefined && best.edits <= Math.max(2, best.candidate.length / 3)
    ? best.candidate
    : undefined;
}

function problemText(
  { kind, name, expected }: ValueProblem,
  { name: query, parameters }: NamedQuery,
  values: Readonly<Record<string, unknown>>,
  reader: FieldReader,
): string {
  const shown = reader.quote(name);
  if (kind === "unknown") {
    const known = parameters.map((parameter) => parameter.name);
    return `parameters[${shown}] is none of ${query}, expected ${known.length === 0 ? "no parameters" : `only ${known.join(", ")}`}`;
  }
  // The name of a declared parameter is the file's, not the event's.
  const value = values[name];
  // A number is a value too.
  const type = typeof value === "number" ? "a number" : typeName(value);
  const found = { absent: "absent", null: "null", type }[kind];
  const none = kind === "null" ? "; `null` behind its type in the file allows it" : "";
  return `parameters.${name} of ${query} is ${found}, expected ${expected}${none}`;
}
