import { lackError } from "../../refusals/lack";
import { ReplacedTokens } from "../../replaced-tokens";
import { identifierOf, layoutOf, sqlOf, type Tokens } from "../../sql-layout";
import type { Clause, ClauseName } from "../query-clauses";
import { queryRefusal } from "../query-refusal";
import type { QueryScope } from "../query-scope";
import { type ListAndClauses, namedItem, type SelectItem } from "./select-list";

/** How long a SELECT list may become when its aliases are put in. */
const MAX_TOKENS = 100_000;

/** Clauses in which an alias of the SELECT list may be named inside an expression. */
const NAMING: ReadonlySet<ClauseName> = new Set(["where", "having", "qualify", "order", "group"]);

/** Clauses whose entries the engine itself takes for aliases when they are nothing else. */
const ENTRIES: ReadonlySet<ClauseName> = new Set(["order", "group"]);

/** Functions whose first argument is the name of a date part. */
const DATE_PARTS_FIRST: ReadonlySet<string> = new Set([
  ...["datediff", "dateadd", "date_diff", "date_add", "date_part", "date_trunc", "extract", "datepart"],
]);

/** Functions of which a second call gives another value than the first. */
const VOLATILE: ReadonlySet<string> = new Set(["random"]);

/**
 * Puts in place of an alias what it stands for, where it is named by a later item of the list or by another clause. A column of the FROM
 * clause of the same name comes first.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_list.html
 */
export async function withLateralAliases(
  items: readonly SelectItem[],
  clauses: readonly Clause[],
  scope: QueryScope,
): Promise<ListAndClauses> {
  if (!items.some(({ alias }) => alias !== undefined)) return { items, clauses };
  const columns = new LazyColumns(scope);
  const aliases = new Map<string, Tokens>();
  const put: SelectItem[] = [];
  let size = 0;
  for (const item of items) {
    const { expression, alone } = await substituted(item.expression, aliases, columns);
    if (expression !== item.expression) size += expression.length;
    if (size > MAX_TOKENS)
      throw queryRefusal(lackError("a SELECT list that names its own aliases so often", "Use a subquery."));
    const now = expression === item.expression ? item : { ...item, expression };
    put.push(alone !== undefined && item.alias === undefined ? namedItem(now, alone) : now);
    if (item.alias !== undefined && !aliases.has(item.alias)) aliases.set(item.alias, expression);
  }
  const named: Clause[] = [];
  for (const clause of clauses) {
    const isOrder = ENTRIES.has(clause.name);
    const { expression: body } = NAMING.has(clause.name)
      ? await substituted(clause.body, aliases, columns, isOrder)
      : { expression: clause.body };
    named.push(body === clause.body ? clause : { ...clause, body });
  }
  return { items: put, clauses: named };
}

/** The names of all columns of the FROM clause, asked for when first needed. */
class LazyColumns {
  private names: Promise<ReadonlySet<string>> | undefined;
  constructor(private readonly scope: QueryScope) {}

  async has(name: string): Promise<boolean> {
    this.names ??= this.read();
    return (await this.names).has(name);
  }

  private async read(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const { name, isValue, columns } of this.scope.relations) {
      if (isValue) names.add(name);
      for (const column of (await columns()) ?? []) names.add(column.name);
    }
    return names;
  }
}

interface Substituted {
  readonly expression: Tokens;
  /** The alias that the expression was nothing but, whatever casts follow. */
  readonly alone?: string;
}

async function substituted(
  tokens: Tokens,
  aliases: ReadonlyMap<string, Tokens>,
  columns: LazyColumns,
  entriesAreAliases = false,
): Promise<Substituted> {
  if (aliases.size === 0) return { expression: tokens };
  const { solid, words, close, opensQuery } = layoutOf(tokens);
  const replaced = new ReplacedTokens(tokens);
  let alone: string | undefined;
  for (let at = 0; at < solid.length; at++) {
    const token = solid[at];
    if (token === undefined) break;
    if (opensQuery[at]) {
      at = close[at] ?? at;
      continue;
    }
    const name = identifierOf(token);
    const expression = name === undefined ? undefined : aliases.get(name);
    if (name === undefined || expression === undefined) continue;
    const [before, after] = [solid[at - 1], solid[at + 1]];
    if (before?.text === "." || before?.text === "::" || words[at - 1] === "as") continue;
    if (after?.text === "." || after?.text === "(" || after?.text.startsWith("'")) continue;
    if (before?.text === "(" && DATE_PARTS_FIRST.has(words[at - 2] ?? "")) continue;
    if (entriesAreAliases && isEntry(before?.text, words[at + 1] || (after?.text ?? ""))) continue;
    if (await columns.has(name)) continue;
    if (layoutOf(expression).words.some((word) => VOLATILE.has(word)))
      throw queryRefusal(lackError(`an alias of a random value named again (${name})`, "Use a subquery."));
    replaced.replace(token.index, token.index + 1, sqlOf("(", expression, ")"));
    if (at === 0 && (solid.length === 1 || after?.text === "::")) alone = name;
  }
  const expression = replaced.written;
  return alone === undefined ? { expression } : { expression, alone };
}

/** Whether a name is an entry of GROUP BY or ORDER BY by itself. */
function isEntry(before: string | undefined, after: string): boolean {
  const begins = before === undefined || before === ",";
  return begins && ["", ",", "asc", "desc", "nulls"].includes(after);
}
