import { quotedIdentifier } from "../../quoted-identifier";
import { between, identifierOf, layoutOf, splitAtCommas, sqlOf, type Tokens } from "../../sql-layout";
import type { Clause } from "../query-clauses";

/** One entry of a SELECT list. */
export interface SelectItem {
  /** Spaces and comments before it. */
  readonly before: Tokens;
  readonly expression: Tokens;
  /** The name it is given, without which the engine finds one. */
  readonly alias?: string;
  /** From the end of the expression to the comma: `AS name`, spaces and comments. */
  readonly after: Tokens;
}

/** A SELECT whose list is read, while it is rewritten. */
export interface ListAndClauses {
  readonly items: readonly SelectItem[];
  /** All its clauses; the list in that of SELECT is not looked at. */
  readonly clauses: readonly Clause[];
}

/** Words at the end of an expression that are no alias. */
const NO_ALIAS: ReadonlySet<string> = new Set([
  ...[
    "all",
    "day",
    "days",
    "double",
    "end",
    "false",
    "hour",
    "minute",
    "month",
    "null",
    "nulls",
    "precision",
  ],
  ...["second", "true", "unknown", "varying", "year", "zone", "current_date", "current_timestamp", "sysdate"],
  ...["current_user", "session_user", "user"],
]);

/** Words after which an expression goes on. */
const GOES_ON: ReadonlySet<string> = new Set([
  ...["and", "or", "not", "is", "like", "ilike", "in", "between", "then", "else", "when", "case", "distinct"],
  ...[
    "over",
    "interval",
    "any",
    "some",
    "all",
    "from",
    "similar",
    "to",
    "escape",
    "collate",
    "at",
    "time",
    "prior",
  ],
  ...["timestamp", "timestamptz", "date", "timetz", "approximate", "with", "without"],
]);

/** Where the expression of an item ends, and the alias after it. */
function aliasOf(tokens: Tokens): { readonly last: number; readonly alias?: string } {
  const { solid, words } = layoutOf(tokens);
  const end = solid.length - 1;
  const alias = identifierOf(solid[end]);
  const before = solid[end - 1];
  if (alias === undefined || before === undefined) return { last: end };
  if (words[end - 1] === "as") return { last: end - 2, alias };
  if (NO_ALIAS.has(words[end] ?? "")) return { last: end };
  const isString = before.kind === "opaque";
  const isWord = before.kind === "word" && !GOES_ON.has(words[end - 1] ?? "");
  const isClosed = before.text === ")" || before.text === "]";
  const isValue = before.kind === "number" || before.kind === "placeholder" || before.kind === "parameter";
  const isStar = before.text === "*" && solid[end - 2]?.text === "(";
  return isString || isWord || isClosed || isValue || isStar ? { last: end - 1, alias } : { last: end };
}

/** The entries of a SELECT list, which the list's tokens are, with commas between them. */
export function selectListItems(list: Tokens): readonly SelectItem[] {
  return splitAtCommas(list).map((part) => {
    const layout = layoutOf(part);
    const first = layout.solid[0]?.index ?? part.length;
    const { last, alias } = aliasOf(part);
    const expression = between(layout, 0, last);
    const rest = { before: part.slice(0, first), expression, after: part.slice(first + expression.length) };
    return alias === undefined ? rest : { ...rest, alias };
  });
}

/** The list again. */
export function selectListOf(items: readonly SelectItem[]): Tokens {
  return items.flatMap(({ before, expression, after }, index) => [
    ...(index === 0 ? [] : sqlOf(",")),
    ...before,
    ...expression,
    ...after,
  ]);
}

/** The item under the name that it would have as it was written. That is no alias, which other items could name. */
export function namedItem(item: SelectItem, name: string): SelectItem {
  return { ...item, after: sqlOf(` AS ${quotedIdentifier(name)}`, item.after) };
}

/** `*`, or the relation's name in `name.*`; nothing for any other item. */
export function starOf({ expression }: SelectItem): { readonly relation?: string } | undefined {
  const { solid } = layoutOf(expression);
  if (solid.at(-1)?.text !== "*") return undefined;
  if (solid.length === 1) return {};
  const relation = solid.at(-2)?.text === "." ? identifierOf(solid.at(-3)) : undefined;
  return relation === undefined || solid.length > 5 ? undefined : { relation };
}
