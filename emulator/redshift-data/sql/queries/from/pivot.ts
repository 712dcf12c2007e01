import { quotedIdentifier } from "../../quoted-identifier";
import { lackError } from "../../refusals/lack";
import {
  identifierOf,
  inside,
  type Layout,
  layoutOf,
  parenthesisEnd,
  sqlOf,
  type Tokens,
  topLevel,
  trimmed,
} from "../../sql-layout";
import { stringLiteral, textOf } from "../../sql-text";
import { type QueryScope, type Relation, relationOf } from "../query-scope";
import { rewriteExpression } from "../rewrite-expression";
import { selectListItems } from "../select/select-list";

/** An item of FROM that PIVOT or UNPIVOT has made. */
interface PivotedSource {
  readonly source: Tokens;
  readonly relations: readonly Relation[];
}

/**
 * `source PIVOT (…) alias` and `source UNPIVOT (…) alias` as queries of their own; nothing where neither follows.
 *
 * @param at the solid token after the source
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause30.html
 */
export async function pivoted(
  layout: Layout,
  at: number,
  source: Tokens,
  scope: QueryScope,
): Promise<PivotedSource | undefined> {
  const { words, solid } = layout;
  const verb = words[at];
  if (verb !== "pivot" && verb !== "unpivot") return undefined;
  const hasNulls = words[at + 2] === "nulls";
  const open = hasNulls ? at + 3 : at + 1;
  const end = parenthesisEnd(layout, open);
  if (end === undefined) return undefined;
  const content = layoutOf(inside(layout, open));
  const rows = relationOf(scope, "", source, () => []);
  const columns = (await rows.columns())?.map(({ name }) => name);
  const query =
    columns === undefined
      ? unreadable(source, verb)
      : verb === "pivot"
        ? await pivotQuery(content, source, columns, scope)
        : unpivotQuery(content, source, columns, hasNulls && words[at + 1] === "include");
  if (query === undefined) {
    scope.unread(verb.toUpperCase());
    return undefined;
  }
  const rest = layout.tokens.slice((solid[end]?.index ?? 0) + 1);
  const aliasAt = words[end + 1] === "as" ? end + 2 : end + 1;
  const alias = identifierOf(solid[aliasAt]) ?? "";
  const whole = sqlOf(` (${query})`, rest);
  return { source: whole, relations: [relationOf(scope, alias, whole, () => [])] };
}

/** Rows whose columns the engine does not tell: it says why when it is asked for them. */
function unreadable(source: Tokens, verb: string): string {
  const error = lackError(`${verb.toUpperCase()} of such rows`, "Put them into a table.").replace(
    /^ERROR: /,
    "",
  );
  return `SELECT * FROM ${textOf(source)} WHERE pg_catalog.redshift_failure(${stringLiteral(error)}) IS NULL`;
}

/** `FOR name IN (…)`, from FOR. */
interface ForIn {
  readonly before: Tokens;
  readonly column: string;
  readonly list: Tokens;
}

function forIn(layout: Layout): ForIn | undefined {
  const { words, solid, tokens } = layout;
  const at = topLevel(layout).find((place) => words[place] === "for");
  if (at === undefined) return undefined;
  const column = identifierOf(solid[at + 1]);
  if (column === undefined || words[at + 2] !== "in" || solid[at + 3]?.text !== "(") return undefined;
  return { before: tokens.slice(0, solid[at]?.index), column, list: inside(layout, at + 3) };
}

/** Names in an expression that could be columns. */
function columnNamesIn(tokens: Tokens): ReadonlySet<string> {
  return new Set(layoutOf(tokens).solid.flatMap((token) => identifierOf(token) ?? []));
}

/** Rows of the input become columns: one for each value and aggregate; what is left of the columns groups them. */
async function pivotQuery(
  layout: Layout,
  source: Tokens,
  columns: readonly string[],
  scope: QueryScope,
): Promise<string | undefined> {
  const parts = forIn(layout);
  if (parts === undefined) return undefined;
  const aggregates = selectListItems(parts.before);
  const used = new Set([
    parts.column,
    ...aggregates.flatMap(({ expression }) => [...columnNamesIn(expression)]),
  ]);
  const groups = columns.filter((name) => !used.has(name)).map(quotedIdentifier);
  const column = quotedIdentifier(parts.column);
  const values: string[] = [];
  for (const { expression, alias } of selectListItems(parts.list)) {
    const value = textOf(await rewriteExpression(expression, scope)).trim();
    const label = alias ?? labelOf(expression);
    for (const aggregate of aggregates) {
      const name = aggregate.alias === undefined ? label : `${label}_${aggregate.alias}`;
      const call = textOf(trimmed(aggregate.expression));
      const filter = `${column} IS NOT DISTINCT FROM ${value}`;
      values.push(`${call} FILTER (WHERE ${filter}) AS ${quotedIdentifier(name)}`);
    }
  }
  const by = groups.length === 0 ? "" : ` GROUP BY ${groups.join(", ")}`;
  return `SELECT ${[...groups, ...values].join(", ")} FROM ${textOf(source)}${by}`;
}

/** What a column is called after a constant: the constant itself. */
function labelOf(expression: Tokens): string {
  const text = textOf(trimmed(expression));
  if (text.startsWith("'") && text.endsWith("'"))
    return text.slice(1, -1).replaceAll("''", "'").toLowerCase();
  return layoutOf(expression).solid.length === 1 || /^-?[\d.]+$/.test(text) ? text.toLowerCase() : "?column?";
}

/** Columns of the input become rows: one for each of the listed columns, with its name and its value. */
function unpivotQuery(
  layout: Layout,
  source: Tokens,
  columns: readonly string[],
  includesNulls: boolean,
): string | undefined {
  const parts = forIn(layout);
  const value = parts === undefined ? undefined : identifierOf(trimmed(parts.before)[0]);
  if (parts === undefined || value === undefined) return undefined;
  const listed = selectListItems(parts.list).map(({ expression, alias, after }) => {
    const { solid } = layoutOf([...expression, ...after]);
    const last = solid.at(-1);
    const literal = last?.text.startsWith("'") ? last.text : undefined;
    const name = identifierOf(solid[0]) ?? "";
    return { name, label: literal ?? stringLiteral(alias ?? name) };
  });
  const unpivotedNames = new Set(listed.map(({ name }) => name));
  const kept = columns
    .filter((name) => !unpivotedNames.has(name))
    .map((name) => `s.${quotedIdentifier(name)}`);
  const rows = listed.map(({ name, label }) => `(${label}::varchar, s.${quotedIdentifier(name)})`).join(", ");
  const [key, held] = [quotedIdentifier(parts.column), quotedIdentifier(value)];
  const filter = includesNulls ? "" : ` WHERE u.${held} IS NOT NULL`;
  const list = [...kept, `u.${key}`, `u.${held}`].join(", ");
  return `SELECT ${list} FROM (SELECT * FROM ${textOf(source)}) AS s CROSS JOIN LATERAL (VALUES ${rows}) AS u(${key}, ${held})${filter}`;
}
