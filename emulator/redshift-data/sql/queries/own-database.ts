import { lackError } from "../refusals/lack";
import { identifierOf, type Layout, type Tokens } from "../sql-layout";
import { queryRefusal } from "./query-refusal";
import { pathAt } from "./super-paths";

/** Words before the name of a table, a view or a procedure. */
const BEFORE_RELATION: ReadonlySet<string> = new Set([
  ...[
    "from",
    "join",
    "into",
    "table",
    "update",
    "view",
    "truncate",
    "call",
    "using",
    "on",
    "exists",
    "analyze",
    "vacuum",
  ],
  ...["only", "procedure", "function", "lock", "append", "schema"],
]);

/**
 * `database.schema.table` names a table of any database. The own database is taken out of it; the local accounts have no other.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/cross-database-overview.html
 */
export function withoutOwnDatabase(layout: Layout, database: string): Tokens {
  const { tokens, solid } = layout;
  const dropped = new Set<number>();
  for (let at = 0; at < solid.length; at++) {
    if (solid[at - 1]?.text === "." || solid[at - 1]?.text === "::") continue;
    const path = pathAt(layout, at);
    if (path === undefined || path.steps.length < 2) continue;
    const isThreePart = path.steps.every((step) => "name" in step);
    if (path.head === database.toLowerCase() && isThreePart) {
      const [name, point] = [solid[at], solid[at + 1]];
      for (let index = name?.index ?? 0; index <= (point?.index ?? -1); index++) dropped.add(index);
    } else if (isThreePart && path.steps.length === 2 && isRelationPlace(layout, at)) {
      const name = [path.head, ...path.steps.map((step) => ("name" in step ? step.name : ""))].join(".");
      if (!isNameOfFrom(layout, path.head))
        throw queryRefusal(
          lackError(`the table ${name} of another database`, "Name a table of the link's own database."),
        );
    }
    at = path.end - 1;
  }
  return dropped.size === 0 ? tokens : tokens.filter((_, index) => !dropped.has(index));
}

function isRelationPlace(layout: Layout, at: number): boolean {
  const before = layout.words[at - 1] ?? "";
  if (before === "from") return isFromOfQuery(layout, at - 1);
  return BEFORE_RELATION.has(before) && before !== "on";
}

/** Unlike `EXTRACT(hour FROM …)`, `TRIM(' ' FROM …)` and `IS DISTINCT FROM …`. */
function isFromOfQuery({ solid, words, close }: Layout, from: number): boolean {
  if (words[from - 1] === "distinct" && words[from - 2] !== "select") return false;
  for (let at = from - 1; at >= 0; at--) {
    if (words[at] === "select" || words[at] === "delete") return true;
    if (solid[at]?.text === "(" && (close[at] ?? -1) > from) return false;
  }
  return true;
}

/** Whether a name is an alias in the statement, below which a path begins: `FROM c, c.items.tags`. */
function isNameOfFrom({ solid, words }: Layout, name: string): boolean {
  return solid.some((token, at) => {
    if (identifierOf(token) !== name || solid[at + 1]?.text === ".") return false;
    const before = solid[at - 1];
    return (
      words[at - 1] === "from" ||
      words[at - 1] === "as" ||
      words[at - 1] === "join" ||
      before?.text === "," ||
      identifierOf(before) !== undefined ||
      before?.text === ")"
    );
  });
}
