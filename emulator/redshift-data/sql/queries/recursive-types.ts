import { quotedIdentifier } from "../quoted-identifier";
import { layoutOf, sqlOf, type Tokens } from "../sql-layout";
import { clausesOf, tokensOf } from "./query-clauses";
import { columnsIn, type QueryScope } from "./query-scope";

/** Types that lose their length or scale in an expression, by the engine's number, and their names without one. */
const WITHOUT_LENGTH: Readonly<Record<number, string>> = { 1042: "bpchar", 1043: "varchar", 1700: "numeric" };

/**
 * A recursive query whose first part gives its columns no length or scale: the engine demands the same ones of the second part, which an
 * expression (`path || name`) has not.
 */
export async function withoutLengths(query: Tokens, scope: QueryScope): Promise<Tokens> {
  const clauses = clausesOf(layoutOf(query)) ?? [];
  const second = clauses.findIndex(({ name }) => name === "set");
  const first = tokensOf(clauses.slice(0, Math.max(second, 0)));
  if (second <= 0 || clauses[0]?.name === "with") return query;
  const columns = await columnsIn(scope, first);
  const isLoose = columns?.every(
    ({ typeModifier, typeId }) => typeModifier === -1 || !(typeId in WITHOUT_LENGTH),
  );
  if (columns === undefined || isLoose) return query;
  const list = columns.map(({ name, typeId }, index) => {
    const type = WITHOUT_LENGTH[typeId];
    return `q.c${index + 1}${type === undefined ? "" : `::${type}`} AS ${quotedIdentifier(name)}`;
  });
  const numbered = columns.map((_, index) => `c${index + 1}`).join(", ");
  const rest = tokensOf(clauses.slice(second));
  return sqlOf(`SELECT ${list.join(", ")} FROM (`, first, `) AS q(${numbered}) `, rest);
}
