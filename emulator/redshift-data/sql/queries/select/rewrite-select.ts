import { type Layout, layoutOf, parenthesisEnd, sqlOf, type Tokens } from "../../sql-layout";
import { rewriteFrom } from "../from/rewrite-from";
import { type Clause, type ClauseName, clauseNamed, tokensOf } from "../query-clauses";
import type { QueryScope } from "../query-scope";
import { rewriteExpression } from "../rewrite-expression";
import { pathAt, superPath } from "../super-paths";
import { withColumnName } from "./column-names";
import { connected } from "./connect-by";
import { expandStars, withoutColumns } from "./expand-stars";
import { groupedByAll } from "./group-by-all";
import { withLateralAliases } from "./lateral-aliases";
import { withOuterJoins } from "./outer-joins";
import { qualified } from "./qualify";
import { selectHead } from "./select-head";
import { namedItem, type SelectItem, selectListItems, selectListOf } from "./select-list";

/** Clauses that are rewritten by themselves. */
const ALONE: ReadonlySet<ClauseName> = new Set(["select", "exclude", "from", "into"]);

/** Rewrites one SELECT: its clauses from SELECT to LIMIT. */
export async function rewriteSelect(
  clauses: readonly Clause[],
  scope: QueryScope,
  isSetOperand: boolean,
): Promise<Tokens> {
  const select = clauseNamed(clauses, "select");
  if (
    select === undefined ||
    clauses[0] !== select ||
    clauses.filter(({ name }) => name === "select").length > 1
  ) {
    scope.unread("a query without SELECT at its beginning");
    return tokensOf(clauses);
  }
  const from = clauseNamed(clauses, "from");
  const rewrittenFrom = from === undefined ? undefined : await rewriteFrom(from.body, scope);
  const here: QueryScope = { ...scope, relations: rewrittenFrom?.relations ?? [] };
  const head = selectHead(select.body);
  const given = selectListItems(head.list);
  let items: readonly SelectItem[] = await Promise.all(given.map((item) => rewriteItem(item, here)));
  let now: readonly Clause[] = [];
  for (const clause of clauses) {
    const body =
      clause === from
        ? (rewrittenFrom?.body ?? clause.body)
        : ALONE.has(clause.name)
          ? clause.body
          : await rewriteExpression(clause.body, here);
    now = [...now, { ...clause, body }];
  }
  now = await withOuterJoins(now, rewrittenFrom?.items ?? [], here);
  ({ items, clauses: now } = await connected(items, now, here, (list) => expandStars(list, now, here)));
  const excluded = clauseNamed(now, "exclude");
  if (excluded !== undefined) {
    items = await withoutColumns(items, excluded.body, now, here);
    now = now.filter(({ name }) => name !== "exclude");
  }
  ({ items, clauses: now } = await withLateralAliases(items, now, here));
  ({ items, clauses: now } = await groupedByAll(items, now, (list) => expandStars(list, now, here)));
  const list = items === given ? head.list : selectListOf(items);
  now = replaced(now, "select", [...head.quantifier, ...list]);
  now = await qualified(now, items, head, here);
  if (head.top === undefined) return tokensOf(now);
  const limited = sqlOf(tokensOf(now), " LIMIT ", head.top, " ");
  return isSetOperand ? sqlOf("(", limited, ") ") : limited;
}

/** The clauses with another body for one of them. */
function replaced(clauses: readonly Clause[], name: ClauseName, body: Tokens): readonly Clause[] {
  return clauses.map((clause) => (clause.name === name ? { ...clause, body } : clause));
}

/** A path into a SUPER value is called by the last name in it, whatever casts follow. */
async function rewriteItem(item: SelectItem, scope: QueryScope): Promise<SelectItem> {
  const layout = layoutOf(item.expression);
  const path = pathAt(layout, 0);
  const isAlone = path !== undefined && isEndOrCasts(layout, path.end);
  const name = isAlone && item.alias === undefined ? (await superPath(path, scope))?.name : undefined;
  const rewritten = { ...item, expression: await rewriteExpression(item.expression, scope) };
  return name === undefined ? withColumnName(rewritten) : namedItem(rewritten, name);
}

/** Whether nothing follows but casts: `::decimal(5, 2)`, `::character varying`. */
function isEndOrCasts(layout: Layout, at: number): boolean {
  let place = at;
  while (layout.solid[place]?.text === "::") {
    place++;
    while (layout.solid[place]?.kind === "word") place++;
    place = (parenthesisEnd(layout, place) ?? place - 1) + 1;
  }
  return place >= layout.solid.length;
}
