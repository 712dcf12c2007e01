import { topLevel } from "../sql-layout";
import { textOf } from "../sql-text";
import type { RefusalRule } from "./refusal-rule";
import { syntaxErrorAt } from "./syntax-error";

/** Statements that the engine knows and Redshift does not, by their first word. */
const UNKNOWN_FIRST_WORDS: ReadonlySet<string> = new Set([
  ...[
    "discard",
    "do",
    "listen",
    "notify",
    "unlisten",
    "checkpoint",
    "cluster",
    "load",
    "reassign",
    "reindex",
  ],
  ...["savepoint", "release", "security", "import", "values", "table"],
]);

/**
 * What Redshift's grammar has from PostgreSQL and Redshift does not do. The sentence is that of live runs; which statements have it is
 * not documented beyond CREATE INDEX.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html
 */
const UNSUPPORTED: readonly (readonly string[])[] = [
  ["create", "index"],
  ["create", "unique", "index"],
  ["create", "sequence"],
  ["create", "temp", "sequence"],
  ["create", "temporary", "sequence"],
  ["create", "trigger"],
  ["create", "constraint", "trigger"],
  ["create", "rule"],
  ["create", "type"],
  ["create", "domain"],
  ["create", "aggregate"],
  ["create", "operator"],
  ["create", "cast"],
  ["create", "conversion"],
  ["create", "tablespace"],
  ["create", "language"],
  ["alter", "index"],
  ["alter", "sequence"],
  ["alter", "type"],
  ["alter", "domain"],
  ["alter", "trigger"],
  ["alter", "tablespace"],
  ["drop", "index"],
  ["drop", "sequence"],
  ["drop", "trigger"],
  ["drop", "rule"],
  ["drop", "type"],
  ["drop", "domain"],
  ["drop", "tablespace"],
];

/** What came to PostgreSQL after Redshift had left it: Redshift reads no further than this word. */
const SYNTAX_ERRORS: readonly (readonly string[])[] = [
  ["create", "extension"],
  ["create", "server"],
  ["create", "foreign"],
  ["create", "policy"],
  ["create", "publication"],
  ["create", "subscription"],
  ["create", "event"],
  ["create", "statistics"],
  ["create", "collation"],
  ["create", "text"],
  ["create", "unlogged"],
  ["create", "recursive"],
  ["drop", "extension"],
  ["alter", "extension"],
  ["alter", "system"],
  ["drop", "owned"],
];

/** The beginnings of both kinds, as alternatives of a regular expression: what a text begins with that a procedure puts together. */
export const REFUSED_IN_EXECUTE: string = [...UNSUPPORTED, ...SYNTAX_ERRORS]
  .map((words) => words.join(" "))
  .join("|");

function startsWith(words: readonly string[], start: readonly string[]): boolean {
  return start.every((word, index) => words[index] === word);
}

/** A statement that begins with words which Redshift does not know, or knows and does not do. */
export const unsupportedCommand: RefusalRule = ({ tokens, solid, words }) => {
  const [first = ""] = words;
  const [token] = solid;
  if (UNKNOWN_FIRST_WORDS.has(first)) return `${syntaxErrorAt(token?.text ?? "")}\n  Position: 1`;
  if (startsWith(words, ["create", "or", "replace", "table"])) return syntaxErrorAt(solid[3]?.text ?? "");
  const unknown = SYNTAX_ERRORS.find((start) => startsWith(words, start));
  if (unknown !== undefined) return syntaxErrorAt(solid[unknown.length - 1]?.text ?? "");
  if (!UNSUPPORTED.some((start) => startsWith(words, start))) return undefined;
  const statement = textOf(tokens).trim().replace(/;$/, "");
  return `ERROR: SQL command "${statement}" not supported on Redshift tables.`;
};

/** `ON CONFLICT` and `RETURNING`. */
export const unsupportedChange: RefusalRule = (layout) => {
  const { words } = layout;
  if (!words.some((word) => word === "conflict" || word === "returning")) return undefined;
  const outside = topLevel(layout).map((at) => words[at] ?? "");
  if (!outside.some((word) => ["insert", "update", "delete", "merge"].includes(word))) return undefined;
  if (outside.some((word, index) => word === "on" && outside[index + 1] === "conflict"))
    return syntaxErrorAt("ON");
  return outside.includes("returning") ? syntaxErrorAt("RETURNING") : undefined;
};

const CHANGES: ReadonlySet<string> = new Set(["insert", "update", "delete", "merge"]);

/** `WITH x AS (DELETE …)`: the engine changes rows there, and in Redshift every subquery of WITH is a SELECT. */
export const changeWithin = (({ solid, words }) => {
  const at = words.findIndex(
    (word, index) => CHANGES.has(word) && solid[index - 1]?.text === "(" && words[index - 2] === "as",
  );
  return at === -1 ? undefined : syntaxErrorAt(solid[at]?.text ?? "");
}) satisfies RefusalRule;

/**
 * `INSERT … VALUES ((SELECT …)), ((SELECT …))`: of one row only.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
 */
export const subqueriesInRows: RefusalRule = (layout) => {
  const { solid, words } = layout;
  if (words[0] !== "insert" || !words.includes("values") || !words.includes("select")) return undefined;
  const outside = topLevel(layout);
  const values = outside.find((at) => words[at] === "values");
  const rows = values === undefined ? [] : outside.filter((at) => at > values && solid[at]?.text === "(");
  const hasQuery = layout.opensQuery.some((opens, at) => opens && at > (values ?? at));
  return rows.length > 1 && hasQuery ? "ERROR: can't use subqueries in multi-row VALUES" : undefined;
};
