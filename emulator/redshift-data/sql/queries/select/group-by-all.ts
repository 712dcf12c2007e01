import { type Layout, layoutOf, sqlOf } from "../../sql-layout";
import { type Clause, clauseNamed } from "../query-clauses";
import { type ListAndClauses, type SelectItem, starOf } from "./select-list";

/** Functions that make one value of many rows. */
const AGGREGATES: ReadonlySet<string> = new Set([
  ...[
    "any_value",
    "array_agg",
    "avg",
    "bit_and",
    "bit_or",
    "bool_and",
    "bool_or",
    "count",
    "grouping",
    "hll",
  ],
  ...[
    "hll_combine",
    "hll_create_sketch",
    "listagg",
    "max",
    "median",
    "min",
    "percentile_cont",
    "percentile_disc",
  ],
  ...["stddev", "stddev_pop", "stddev_samp", "sum", "var_pop", "var_samp", "variance"],
]);

/** Whether an item is an aggregate, or computed over a window: it is no column to group by. */
function isComputedOverRows({ expression }: SelectItem): boolean {
  const layout: Layout = layoutOf(expression);
  const { solid, words, close, opensQuery } = layout;
  for (let at = 0; at < solid.length; at++) {
    if (opensQuery[at]) at = close[at] ?? at;
    else if (words[at] === "over") return true;
    else if (AGGREGATES.has(words[at] ?? "") && solid[at + 1]?.text === "(") return true;
  }
  return false;
}

/**
 * `GROUP BY ALL` groups by every item of the SELECT list that is no aggregate.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_clause.html
 */
export async function groupedByAll(
  items: readonly SelectItem[],
  clauses: readonly Clause[],
  expand: (items: readonly SelectItem[]) => Promise<readonly SelectItem[]>,
): Promise<ListAndClauses> {
  const group = clauseNamed(clauses, "group");
  if (group === undefined || layoutOf(group.body).words.join(" ") !== "all") return { items, clauses };
  const written = items.some((item) => starOf(item) !== undefined) ? await expand(items) : items;
  const places = written.flatMap((item, index) => (isComputedOverRows(item) ? [] : [index + 1]));
  const body = sqlOf(` ${places.join(", ")} `);
  return {
    items: written,
    clauses:
      places.length === 0
        ? clauses.filter((clause) => clause !== group)
        : clauses.map((clause) => (clause === group ? { ...clause, body } : clause)),
  };
}
