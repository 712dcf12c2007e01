import { syntaxErrorAt } from "../refusals/syntax-error";
import { RESERVED_WORDS } from "../reserved-words";
import { identifierOf, type Layout, parenthesisEnd, topLevel, wordOrSign } from "../sql-layout";
import { queryRefusal } from "./query-refusal";

/** Functions that need a frame when their window is ordered. */
const FRAMED: ReadonlySet<string> = new Set([
  ...[
    "avg",
    "count",
    "first_value",
    "last_value",
    "max",
    "min",
    "nth_value",
    "stddev",
    "stddev_pop",
    "stddev_samp",
  ],
  ...["sum", "var_pop", "var_samp", "variance"],
]);

type Rule = (layout: Layout, at: number) => string | undefined;

const distinctOn: Rule = ({ words, solid }, at) =>
  words[at] === "distinct" && words[at + 1] === "on" && solid[at + 2]?.text === "("
    ? "ERROR: SELECT DISTINCT ON is not supported"
    : undefined;

const filterClause: Rule = ({ words, solid }, at) =>
  words[at] === "filter" &&
  solid[at + 1]?.text === "(" &&
  words[at + 2] === "where" &&
  solid[at - 1]?.text === ")"
    ? syntaxErrorAt(solid[at + 1]?.text ?? "")
    : undefined;

const materialized: Rule = ({ words, solid }, at) => {
  const isNegated = words[at + 1] === "not";
  const place = isNegated ? at + 2 : at + 1;
  const isHint = words[at] === "as" && words[place] === "materialized" && solid[place + 1]?.text === "(";
  return isHint ? syntaxErrorAt(solid[at + 1]?.text ?? "") : undefined;
};

const lockingClause: Rule = ({ words, solid }, at) =>
  words[at] === "for" &&
  (words[at + 1] === "update" || words[at + 1] === "share") &&
  solid[at + 2]?.text !== "("
    ? `ERROR: SELECT FOR ${(words[at + 1] ?? "").toUpperCase()} is not supported`
    : undefined;

const fetchFirst: Rule = ({ words, solid }, at) =>
  words[at] === "fetch" && (words[at + 1] === "first" || words[at + 1] === "next") && at > 0
    ? syntaxErrorAt(solid[at]?.text ?? "")
    : undefined;

const tableSample: Rule = ({ words, solid }, at) =>
  words[at] === "tablesample" && solid[at + 2]?.text === "("
    ? syntaxErrorAt(solid[at + 1]?.text ?? "")
    : undefined;

const lateral: Rule = ({ words, solid, opensQuery }, at) =>
  words[at] === "lateral" && opensQuery[at + 1] === true
    ? syntaxErrorAt(solid[at + 2]?.text ?? "")
    : undefined;

/** Rows that stand in a query and are no SELECT. */
const constantTable: Rule = ({ words, solid, close }, at) => {
  if (words[at] !== "values" || solid[at - 1]?.text !== "(" || solid[at + 1]?.text !== "(") return undefined;
  const isTable = words[at - 2] === "from" || words[at - 2] === "join";
  return syntaxErrorAt((isTable ? solid[(close[at + 1] ?? at) + 1] : solid[at])?.text ?? "");
};

/** Only UNION keeps rows that are there more than once. */
const allOfOthers: Rule = ({ words, solid }, at) =>
  ["except", "intersect", "minus"].includes(words[at] ?? "") && words[at + 1] === "all"
    ? syntaxErrorAt(solid[at + 1]?.text ?? "")
    : undefined;

const namedWindow: Rule = ({ words, solid }, at) =>
  words[at] === "window" &&
  words[at + 2] === "as" &&
  solid[at + 3]?.text === "(" &&
  identifierOf(solid[at + 1]) !== undefined
    ? syntaxErrorAt(solid[at]?.text ?? "")
    : undefined;

/** A window of an aggregate that is ordered has a frame, in rows. */
const windowFrame: Rule = (layout, at) => {
  const { words } = layout;
  const end = words[at] === "over" ? parenthesisEnd(layout, at + 1) : undefined;
  if (end === undefined) return undefined;
  const own = new Set(topLevel(layout, at + 2, end - 1).map((place) => words[place]));
  if (!own.has("order")) return undefined;
  if (own.has("range") || own.has("groups"))
    return "ERROR: RANGE clause of window functions not yet implemented";
  return !own.has("rows") && FRAMED.has(functionBefore(layout, at) ?? "")
    ? "ERROR: Aggregate window functions with an ORDER BY clause require a frame clause"
    : undefined;
};

/** The function whose call ends before OVER, perhaps with `IGNORE NULLS` between. */
function functionBefore({ words, solid, close }: Layout, over: number): string | undefined {
  const end = words[over - 1] === "nulls" ? over - 3 : over - 1;
  if (solid[end]?.text !== ")") return undefined;
  const open = close.lastIndexOf(end, end);
  return open <= 0 ? undefined : words[open - 1];
}

const reservedWord: Rule = ({ words, solid }, at) => {
  if (!RESERVED_WORDS.has(words[at] ?? "")) return undefined;
  const [before, after] = [solid[at - 1]?.text ?? "", solid[at + 1]?.text ?? ""];
  if (before === "." || before === "::" || words[at - 1] === "as" || after === "(" || after === "=")
    return undefined;
  return syntaxErrorAt(solid[at]?.text ?? "");
};

const timestampName: Rule = (layout, at) => {
  if (layout.words[at] !== "timestamp") return undefined;
  const [before, after] = [wordOrSign(layout, at - 1), wordOrSign(layout, at + 1)];
  const isName =
    ["select", ",", "by", "where"].includes(before) &&
    [",", "from", "asc", "desc", "", "=", "<", ">"].includes(after);
  return isName ? syntaxErrorAt(layout.solid[at]?.text ?? "") : undefined;
};

const QUERY_RULES: readonly Rule[] = [
  ...[distinctOn, filterClause, materialized, lockingClause, fetchFirst, tableSample, lateral, namedWindow],
  ...[windowFrame, timestampName, constantTable, allOfOthers],
];

/** Throws the refusal of a query that the engine would take and Redshift does not. */
export function refuseUnsupported(layout: Layout): void {
  const { solid, words } = layout;
  const isQuery = words[0] === "select" || words[0] === "with";
  const rules = isQuery ? [...QUERY_RULES, reservedWord] : QUERY_RULES;
  for (const [at, token] of solid.entries()) {
    if (token.kind !== "word") continue;
    for (const rule of rules) {
      const error = rule(layout, at);
      if (error !== undefined) throw queryRefusal(error);
    }
  }
}
