import { quotedIdentifier } from "../../quoted-identifier";
import { lackError } from "../../refusals/lack";
import { ReplacedTokens } from "../../replaced-tokens";
import { layoutOf, sqlOf, type Tokens, trimmed } from "../../sql-layout";
import { textOf } from "../../sql-text";
import { type Clause, clauseNamed } from "../query-clauses";
import { queryRefusal } from "../query-refusal";
import type { QueryScope } from "../query-scope";
import { pathAt } from "../super-paths";
import type { ListAndClauses, SelectItem } from "./select-list";

/** How far down a hierarchy may go before it is taken for a circle. */
const MAX_LEVEL = 1000;

/**
 * CONNECT BY walks from the rows of START WITH to their children, and to theirs: the relation becomes a recursive query of its rows with
 * their LEVEL. The rows' parents are there too, for PRIOR.
 *
 * @param expand writes out the stars of the list: the rows have more columns afterwards
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CONNECT_BY_clause.html
 */
export async function connected(
  items: readonly SelectItem[],
  clauses: readonly Clause[],
  scope: QueryScope,
  expand: (items: readonly SelectItem[]) => Promise<readonly SelectItem[]>,
): Promise<ListAndClauses> {
  const connect = clauseNamed(clauses, "connect");
  const from = clauseNamed(clauses, "from");
  if (connect === undefined || from === undefined) return { items, clauses };
  const [relation, ...others] = scope.relations;
  const columns = (await relation?.columns())?.map(({ name }) => name);
  if (relation === undefined || columns === undefined || others.length > 0)
    throw queryRefusal(lackError("CONNECT BY over more than one table", "Join them in a subquery of FROM."));
  const start = clauseNamed(clauses, "start");
  const rows = hierarchyOf(relation.name, columns, from.body, start?.body, connect.body);
  const written = (await expand(items)).map((item) => ({
    ...item,
    expression: withParents(item.expression),
  }));
  return {
    items: written,
    clauses: clauses.flatMap((clause) => {
      if (clause === connect || clause === start) return [];
      if (clause === from) return [{ ...clause, body: sqlOf(` ${rows} `) }];
      return [{ ...clause, body: withParents(clause.body) }];
    }),
  };
}

function hierarchyOf(
  name: string,
  columns: readonly string[],
  from: Tokens,
  start: Tokens | undefined,
  connect: Tokens,
): string {
  const table = quotedIdentifier(name);
  const own = columns.map((column) => `${table}.${quotedIdentifier(column)}`);
  const held = columns.map((_, index) => `h.c${index + 1}`);
  const parents = columns.map((_, index) => `p${index + 1}`);
  const heldOf = (column: string): string => held[columns.indexOf(column)] ?? `h.${quotedIdentifier(column)}`;
  const condition = textOf(trimmed(withPriors(connect, heldOf, "(h.level + 1)")));
  const roots = start === undefined ? "" : ` WHERE ${textOf(trimmed(withPriors(start, heldOf, "1")))}`;
  const head = [...columns.map((_, index) => `c${index + 1}`), ...parents, "level"].join(", ");
  const none = own.map((column) => `CASE WHEN false THEN ${column} END`);
  const first = `SELECT ${[...own, ...none, "1"].join(", ")} FROM ${textOf(from)}${roots}`;
  const guard = `(h.level < ${MAX_LEVEL} OR pg_catalog.hierarchy_is_circular())`;
  const next = `SELECT ${[...own, ...held, "h.level + 1"].join(", ")} FROM h, ${textOf(from)} WHERE (${condition}) AND ${guard}`;
  const result = [
    ...columns.map((column, index) => `h.c${index + 1} AS ${quotedIdentifier(column)}`),
    ...columns.map((column, index) => `h.p${index + 1} AS ${quotedIdentifier(parentColumn(column))}`),
    "h.level",
  ];
  return `(WITH RECURSIVE h(${head}) AS (${first} UNION ALL ${next}) SELECT ${result.join(", ")} FROM h) AS ${table}`;
}

function parentColumn(column: string): string {
  return `prior ${column}`;
}

/** PRIOR outside of CONNECT BY is a column of the rows. */
function withParents(tokens: Tokens): Tokens {
  return withPriors(tokens, (column) => quotedIdentifier(parentColumn(column)), undefined);
}

/** Puts something else in place of `PRIOR column`, and of LEVEL. */
function withPriors(tokens: Tokens, parent: (column: string) => string, level: string | undefined): Tokens {
  const layout = layoutOf(tokens);
  const { solid, words } = layout;
  const replaced = new ReplacedTokens(tokens);
  for (let at = 0; at < solid.length; at++) {
    const token = solid[at];
    const isBare = solid[at - 1]?.text !== "." && solid[at + 1]?.text !== ".";
    if (token === undefined || !isBare) continue;
    const path = words[at] === "prior" ? pathAt(layout, at + 1) : undefined;
    if (path !== undefined) {
      const last = path.steps.at(-1);
      const column = last !== undefined && "name" in last ? last.name : path.head;
      const end = (solid[path.end - 1]?.index ?? token.index) + 1;
      replaced.replace(token.index, end, sqlOf(parent(column)));
      at = path.end - 1;
    } else if (level !== undefined && words[at] === "level")
      replaced.replace(token.index, token.index + 1, sqlOf(level));
  }
  return replaced.written;
}
