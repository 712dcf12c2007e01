import { type Layout, parenthesisEnd, SET_OPERATORS } from "../sql-layout";
import type { RefusalRule } from "./refusal-rule";

/** Aggregates that sort the rows of a group. */
const SORTED: ReadonlySet<string> = new Set(["listagg", "median", "percentile_cont"]);

/** What a call sorts by, in one spelling; nothing for a window function, or without an order. */
function orderOf(layout: Layout, at: number): string | undefined {
  const { words } = layout;
  const end = parenthesisEnd(layout, at + 1);
  if (end === undefined) return undefined;
  const isGroup = words[end + 1] === "within" && words[end + 2] === "group";
  const groupEnd = isGroup ? parenthesisEnd(layout, end + 3) : end;
  if (groupEnd === undefined || [groupEnd + 1, groupEnd + 3].some((place) => words[place] === "over"))
    return undefined;
  if (isGroup) return spelling(layout, end + 6, groupEnd - 1);
  return words[at] === "median" ? spelling(layout, at + 2, end - 1) : undefined;
}

function spelling({ solid, words }: Layout, first: number, last: number): string {
  const texts = solid.slice(first, last + 1).map(({ text }, index) => words[first + index] || text);
  return (texts.at(-1) === "asc" ? texts.slice(0, -1) : texts).join(" ").replaceAll('"', "");
}

/**
 * Aggregates of one query that sort must sort by the same values.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_MEDIAN.html
 */
export const unlikeOrders: RefusalRule = (layout) => {
  const { solid, words, opensQuery, close } = layout;
  if (!words.some((word) => SORTED.has(word))) return undefined;
  const queries: { order?: string; end: number }[] = [{ end: solid.length }];
  for (const [at, word] of words.entries()) {
    while ((queries.at(-1)?.end ?? at) < at) queries.pop();
    if (opensQuery[at]) queries.push({ end: close[at] ?? solid.length });
    const query = queries.at(-1);
    if (query === undefined) continue;
    if (SET_OPERATORS.has(word)) delete query.order;
    const isCall = SORTED.has(word) && solid[at + 1]?.text === "(" && solid[at - 1]?.text !== ".";
    const order = isCall ? orderOf(layout, at) : undefined;
    if (order === undefined) continue;
    query.order ??= order;
    if (query.order !== order)
      return "ERROR: within group ORDER BY clauses for aggregate functions must be the same";
  }
  return undefined;
};
