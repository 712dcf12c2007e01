import { quotedIdentifier } from "../../quoted-identifier";
import { identifierOf, layoutOf, splitAtCommas, sqlOf, type Tokens, trimmed } from "../../sql-layout";
import { textOf } from "../../sql-text";
import { type Clause, type ClauseName, clauseNamed, tokensOf } from "../query-clauses";
import { columnsIn, type QueryScope } from "../query-scope";
import type { SelectHead } from "./select-head";
import { type SelectItem, selectListOf } from "./select-list";

/** Clauses that hold for what QUALIFY lets through. */
const AFTER: ReadonlySet<ClauseName> = new Set(["order", "limit", "offset", "into", "qualify"]);

/** What ORDER BY sorts by, below the query that computes it. */
interface Sorting {
  /** Columns that the query must compute beside its own. */
  readonly hidden: readonly Tokens[];
  readonly order: Tokens;
}

/**
 * QUALIFY filters by what window functions give: the query becomes one of a query that computes the condition for each row.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html
 */
export async function qualified(
  clauses: readonly Clause[],
  items: readonly SelectItem[],
  { isDistinct }: SelectHead,
  scope: QueryScope,
): Promise<readonly Clause[]> {
  const qualify = clauseNamed(clauses, "qualify");
  const select = clauseNamed(clauses, "select");
  if (qualify === undefined || select === undefined) return clauses;
  const inner = clauses.filter(({ name }) => !AFTER.has(name));
  const list = selectListOf(items);
  const query = (extra: Tokens): Tokens =>
    tokensOf(
      inner.map((clause) =>
        clause.name === "select" ? { ...clause, body: sqlOf(" ", list, extra) } : clause,
      ),
    );
  const condition = sqlOf(", (", trimmed(qualify.body), ") AS kept ");
  const columns = await columnsIn(scope, query([]));
  // The engine says what is wrong with the query.
  if (columns === undefined) return [{ ...select, head: [], body: query(condition) }];
  const names = columns.map(({ name }) => name);
  const { hidden, order } = sortingOf(clauseNamed(clauses, "order"), names);
  const sorts = hidden.flatMap((expression) => sqlOf(", (", expression, ")"));
  const numbered = [
    ...names.map((_, index) => `c${index + 1}`),
    "kept",
    ...hidden.map((_, index) => `sort${index + 1}`),
  ];
  const outer = names.map((name, index) => `q.c${index + 1} AS ${quotedIdentifier(name)}`).join(", ");
  const into = clauseNamed(clauses, "into");
  const tail = clauses.filter(({ name }) => name === "limit" || name === "offset");
  const body = sqlOf(
    `SELECT ${isDistinct ? "DISTINCT " : ""}${outer} `,
    into === undefined ? [] : tokensOf([into]),
    "FROM (",
    query(sqlOf(condition, sorts, " ")),
    `) AS q(${numbered.join(", ")}) WHERE q.kept `,
    order.length === 0 ? [] : sqlOf("ORDER BY ", order, " "),
    tokensOf(tail),
  );
  return [{ ...select, head: [], body }];
}

const DIRECTIONS: ReadonlySet<string> = new Set(["asc", "desc", "nulls", "first", "last"]);

function sortingOf(clause: Clause | undefined, names: readonly string[]): Sorting {
  const hidden: Tokens[] = [];
  if (clause === undefined) return { hidden, order: [] };
  const entries = splitAtCommas(clause.body).map((entry) => {
    const { solid, words } = layoutOf(entry);
    let last = solid.length - 1;
    while (last > 0 && DIRECTIONS.has(words[last] ?? "")) last--;
    const end = (solid[last]?.index ?? entry.length - 1) + 1;
    const [expression, direction] = [trimmed(entry.slice(0, end)), textOf(entry.slice(end))];
    const single = solid.length === 0 || last > 0 ? undefined : solid[0];
    const place =
      single?.kind === "number" ? Number(single.text) : names.indexOf(identifierOf(single) ?? "") + 1;
    if (single !== undefined && place >= 1 && place <= names.length) return `q.c${place}${direction}`;
    hidden.push(expression);
    return `q.sort${hidden.length}${direction}`;
  });
  return { hidden, order: sqlOf(entries.join(", ")) };
}
