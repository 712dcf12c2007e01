import { quotedIdentifier } from "../../quoted-identifier";
import { syntaxErrorAt } from "../../refusals/syntax-error";
import { identifierOf, layoutOf, splitAtCommas, sqlOf, type Tokens } from "../../sql-layout";
import { type Clause, clauseNamed } from "../query-clauses";
import { queryRefusal } from "../query-refusal";
import { columnsIn, type QueryScope, type Relation } from "../query-scope";
import { type SelectItem, starOf } from "./select-list";

/** A column that a star stands for. */
interface StarColumn {
  readonly name: string;
  readonly item: SelectItem;
}

/**
 * The list without the columns named by EXCLUDE. Its stars are written out.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_EXCLUDE_list.html
 */
export async function withoutColumns(
  items: readonly SelectItem[],
  exclude: Tokens,
  clauses: readonly Clause[],
  scope: QueryScope,
): Promise<readonly SelectItem[]> {
  const { solid } = layoutOf(exclude);
  const isGroup = solid[0]?.text === "(";
  const list = isGroup ? exclude.slice((solid[0]?.index ?? 0) + 1, solid.at(-1)?.index) : exclude;
  const names = exclude.length === 0 ? [] : splitAtCommas(list).map(excludedName);
  const excluded = new Set(names);
  const written = await Promise.all(items.map((item) => columnsOfItem(item, clauses, scope)));
  return items.flatMap((item, index) => {
    const columns = written[index];
    if (columns === undefined) return [item];
    const kept = columns.filter(({ name }) => !excluded.has(name));
    return kept.map((column, place) => ({
      ...column.item,
      before: place === 0 ? item.before : column.item.before,
      after: place === kept.length - 1 ? item.after : column.item.after,
    }));
  });
}

/** Only names of columns may be excluded. */
function excludedName(part: Tokens): string {
  const { solid } = layoutOf(part);
  const name = identifierOf(solid.at(-1));
  const isName = solid.length === 1 || (solid.length === 3 && solid[1]?.text === ".");
  if (name !== undefined && isName) return name;
  throw queryRefusal(syntaxErrorAt(solid[name === undefined ? 0 : 1]?.text ?? ","));
}

/** The list with its stars written out, as far as their columns are known. */
export async function expandStars(
  items: readonly SelectItem[],
  clauses: readonly Clause[],
  scope: QueryScope,
): Promise<readonly SelectItem[]> {
  return withoutColumns(items, [], clauses, scope);
}

/** The columns of a star; nothing for any other item, or when the engine does not know them. */
async function columnsOfItem(
  item: SelectItem,
  clauses: readonly Clause[],
  scope: QueryScope,
): Promise<readonly StarColumn[] | undefined> {
  const star = starOf(item);
  if (star === undefined) return undefined;
  if (star.relation !== undefined) {
    const relation = scope.relations.find(({ name }) => name === star.relation);
    return relation === undefined ? undefined : columnsOfRelation(relation);
  }
  const from = clauseNamed(clauses, "from");
  if (from === undefined) return undefined;
  // Columns that a join merges stand there once, and their names alone say which they are.
  const all = await columnsIn(scope, sqlOf("SELECT * FROM ", from.body));
  if (all === undefined) return undefined;
  const names = all.map(({ name }) => name);
  if (new Set(names).size === names.length) return names.map((name) => starColumn(name, undefined));
  const columns = await Promise.all(scope.relations.map(columnsOfRelation));
  const known = columns.flatMap((ofOne) => ofOne ?? []);
  return known.length === names.length ? known : undefined;
}

async function columnsOfRelation(relation: Relation): Promise<readonly StarColumn[] | undefined> {
  if (relation.isValue) return [starColumn(relation.name, relation.name)];
  return (await relation.columns())?.map(({ name }) => starColumn(name, relation.name));
}

function starColumn(name: string, relation: string | undefined): StarColumn {
  const qualifier = relation === undefined || relation === "" ? "" : `${quotedIdentifier(relation)}.`;
  const expression = sqlOf(`${qualifier}${quotedIdentifier(name)}`);
  return { name, item: { before: sqlOf(" "), expression, after: [] } };
}
