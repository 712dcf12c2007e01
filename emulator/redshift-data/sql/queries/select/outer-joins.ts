import { type Layout, layoutOf, sqlOf, type Tokens, topLevel, trimmed } from "../../sql-layout";
import { textOf } from "../../sql-text";
import type { FromItem } from "../from/from-items";
import type { Clause } from "../query-clauses";
import { queryRefusal } from "../query-refusal";
import { type QueryScope, type Relation, relationNamed } from "../query-scope";
import { pathAt } from "../super-paths";

/** A condition of WHERE, and the relation whose columns are marked in it. */
interface Condition {
  readonly tokens: Tokens;
  readonly optional?: string;
  /** Relations that its other columns name. */
  readonly others: readonly string[];
}

/**
 * `a.id = b.id(+)` in WHERE: rows of `a` stay when no row of `b` meets the condition. The marked tables become LEFT JOINs.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
 */
export async function withOuterJoins(
  clauses: readonly Clause[],
  items: readonly FromItem[],
  scope: QueryScope,
): Promise<readonly Clause[]> {
  const where = clauses.find(({ name }) => name === "where");
  if (where === undefined || !hasMark(layoutOf(where.body))) return clauses;
  const conditions = await Promise.all(conjuncts(where.body).map((part) => conditionOf(part, scope)));
  const isSimple =
    items.length === scope.relations.length &&
    items.every(({ joint, condition }) => /^[\s,]*$/.test(textOf(joint)) && condition.length === 0);
  if (!isSimple) {
    scope.unread("(+) beside JOIN");
    return clauses;
  }
  const optional = new Set(conditions.flatMap(({ optional: name }) => name ?? []));
  for (const name of optional) {
    const own = conditions.filter((condition) => condition.optional === name);
    if (new Set(own.flatMap(({ others }) => others)).size > 1)
      throw queryRefusal("ERROR: A table may be outer joined to at most one other table.");
  }
  const sources = items.map(({ source }, index) => ({
    source: trimmed(source),
    name: scope.relations[index]?.name ?? "",
  }));
  const kept = sources.filter(({ name }) => !optional.has(name)).map(({ source }) => textOf(source));
  const joined = inOrder(
    sources.filter(({ name }) => optional.has(name)),
    conditions,
  );
  const from = [kept.join(" CROSS JOIN "), ...joined].join(" LEFT JOIN ");
  const rest = conditions
    .filter((condition) => condition.optional === undefined)
    .map(({ tokens }) => textOf(tokens));
  return clauses.flatMap((clause) => {
    if (clause.name === "from") return [{ ...clause, body: sqlOf(` ${from} `) }];
    if (clause !== where) return [clause];
    return rest.length === 0 ? [] : [{ ...clause, body: sqlOf(` ${rest.join(" AND ")} `) }];
  });
}

/** A table that is joined on a condition that names another marked one comes after it. */
function inOrder(
  marked: readonly { readonly source: Tokens; readonly name: string }[],
  conditions: readonly Condition[],
): readonly string[] {
  const names = new Set(marked.map(({ name }) => name));
  const needs = new Map(
    marked.map(({ name }) => {
      const own = conditions.filter(({ optional }) => optional === name);
      const words = own.flatMap(({ tokens }) => layoutOf(tokens).words);
      return [name, words.filter((word) => word !== name && names.has(word))] as const;
    }),
  );
  const placed: string[] = [];
  const waiting = [...marked];
  const result: string[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ name }) => needs.get(name)?.every((need) => placed.includes(need)));
    const [next] = waiting.splice(Math.max(ready, 0), 1);
    if (next === undefined) break;
    placed.push(next.name);
    const on = conditions
      .filter(({ optional }) => optional === next.name)
      .map(({ tokens }) => textOf(tokens));
    result.push(`${textOf(next.source)} ON ${on.join(" AND ")}`);
  }
  return result;
}

function isMark({ solid }: Layout, at: number): boolean {
  return solid[at]?.text === "(" && solid[at + 1]?.text === "+" && solid[at + 2]?.text === ")";
}

function hasMark(layout: Layout): boolean {
  return layout.solid.some((_, at) => isMark(layout, at));
}

/** A condition split at its ANDs; that of BETWEEN is none. */
function conjuncts(body: Tokens): readonly Tokens[] {
  const layout = layoutOf(body);
  const parts: Tokens[] = [];
  let start = 0;
  let isBetween = false;
  for (const at of topLevel(layout)) {
    const word = layout.words[at];
    if (word === "between") isBetween = true;
    else if (word === "and" && isBetween) isBetween = false;
    else if (word === "and") {
      const index = layout.solid[at]?.index ?? 0;
      parts.push(body.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, body.slice(start)].map(trimmed);
}

/** Takes the marks out of a condition. */
async function conditionOf(part: Tokens, scope: QueryScope): Promise<Condition> {
  const layout = layoutOf(part);
  const { solid } = layout;
  const dropped = new Set<number>();
  const others: string[] = [];
  let optional: string | undefined;
  for (let at = 0; at < solid.length; at++) {
    const path = pathAt(layout, at);
    if (path === undefined) continue;
    if (isMark(layout, path.end)) {
      for (const offset of [0, 1, 2]) dropped.add(solid[path.end + offset]?.index ?? -1);
      optional ??=
        path.steps.length > 0
          ? relationNamed(scope, path.head)?.name
          : (await ownerOf(path.head, scope))?.name;
    } else if (path.steps.length > 0) others.push(relationNamed(scope, path.head)?.name ?? path.head);
    at = path.end - 1;
  }
  const tokens = part.filter((_, index) => !dropped.has(index));
  if (optional === undefined) return { tokens, others };
  if (layout.words.some((word) => word === "or" || word === "in"))
    throw queryRefusal("ERROR: Outer join operator (+) not allowed in operand of OR or IN.");
  return { tokens, optional, others: others.filter((name) => name !== optional) };
}

async function ownerOf(column: string, { relations }: QueryScope): Promise<Relation | undefined> {
  for (const relation of relations) {
    if ((await relation.columns())?.some(({ name }) => name === column)) return relation;
  }
  return undefined;
}
