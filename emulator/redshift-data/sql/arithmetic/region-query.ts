import { type Layout, SET_OPERATORS, type Span, sqlOf, topLevel } from "../sql-layout";
import type { SqlToken } from "../sql-tokens";
import type { Node, Region } from "./expression-nodes";

const NOTHING: Span = [0, -1];

const AFTER_FROM: ReadonlySet<string> = new Set([
  ...[
    "where",
    "group",
    "having",
    "qualify",
    "order",
    "limit",
    "offset",
    "fetch",
    "window",
    "connect",
    "start",
    "for",
  ],
  ...SET_OPERATORS,
]);

/** The items of a region's SELECT lists: the last position of each by its first. */
export function selectItems(source: Layout, region: Region): ReadonlyMap<number, number> {
  const { words, solid } = source;
  const items = new Map<number, number>();
  let first: number | undefined;
  const end = (next: number): void => {
    if (first !== undefined) items.set(first, next - 1);
    first = undefined;
  };
  for (const at of topLevel(source, region.first, region.last)) {
    const word = words[at] ?? "";
    if (word === "select") first = at + 1;
    else if ((word === "distinct" || word === "all") && first === at) first = at + 1;
    else if (word === "from" || AFTER_FROM.has(word) || solid[at]?.text === ";") end(at);
    else if (solid[at]?.text === "," && first !== undefined) {
      end(at);
      first = at + 1;
    }
  }
  end(region.last + 1);
  return items;
}

/** What stands behind FROM in the SELECT around a position, or the table that UPDATE changes. */
function fromAround(source: Layout, region: Region, position: number): Span {
  const { words } = source;
  let from: number | undefined;
  let end = region.last + 1;
  let isPast = false;
  for (const at of topLevel(source, region.first, region.last)) {
    const word = words[at] ?? "";
    if (at > position) isPast = true;
    if (word === "select" || (SET_OPERATORS.has(word) && !isPast)) [from, end] = [undefined, region.last + 1];
    else if (SET_OPERATORS.has(word)) {
      end = Math.min(end, at);
      break;
    } else if (word === "from" && from === undefined) from = at;
    else if (from !== undefined && AFTER_FROM.has(word)) end = Math.min(end, at);
  }
  if (words[region.first] === "update") {
    const set = words.indexOf("set", region.first);
    return set < 0 ? NOTHING : [region.first + 1, set - 1];
  }
  return from === undefined ? NOTHING : [from + 1, end - 1];
}

/** The tables of WITH that may be named at a position: those of the region before it, or all of them behind them. */
function withBefore(source: Layout, region: Region, position: number): Span {
  const { words, solid } = source;
  const begin = topLevel(source, region.first, region.last).find(
    (at) => words[at] === "with" || words[at] === "select",
  );
  if (begin === undefined || words[begin] !== "with") return NOTHING;
  let lastComma = begin;
  for (const at of topLevel(source, begin, region.last)) {
    if (at >= position) return lastComma === begin ? NOTHING : [begin, lastComma - 1];
    if (["select", "insert", "update", "delete"].includes(words[at] ?? "")) return [begin, at - 1];
    if (solid[at]?.text === ",") lastComma = at;
  }
  return NOTHING;
}

/** A query that has the given piece of SQL as its only column, and its names from where the piece stands. */
export async function queryFor(
  source: Layout,
  { region, first }: Pick<Node, "region" | "first">,
  column: readonly SqlToken[],
  written: (region: Region, span: Span) => Promise<readonly SqlToken[]>,
): Promise<readonly SqlToken[]> {
  const from = await written(region, fromAround(source, region, first));
  const own = sqlOf(" SELECT ", column, from.length === 0 ? "" : " FROM ", from);
  let query = sqlOf(await written(region, withBefore(source, region, first)), own);
  let inner = region;
  for (let outer = region.outer; outer !== undefined; inner = outer, outer = outer.outer) {
    const tables = await written(outer, withBefore(source, outer, inner.first));
    if (tables.length === 0) continue;
    query = sqlOf(tables, " SELECT * FROM (", query, ") AS asked");
  }
  return query;
}
