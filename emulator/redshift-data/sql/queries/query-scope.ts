import type { DialectSession, KnownColumn } from "../dialect/dialect-session";
import { quotedIdentifier } from "../quoted-identifier";
import { sqlOf, type Tokens } from "../sql-layout";
import { textOf } from "../sql-text";

/** How deep queries may stand in each other before they are left as they are. */
const MAX_DEPTH = 40;

/** The engine's number of SUPER (`pg_type.oid`). */
export const SUPER_COLUMN_TYPE_ID = 114;

/** What a name of a FROM clause stands for. */
export interface Relation {
  /** Its alias, or the last part of its name. */
  readonly name: string;
  /** A SUPER value that is its own only column, from unnesting; otherwise rows with columns. */
  readonly isValue: boolean;
  /** Nothing when the engine does not know. */
  readonly columns: () => Promise<readonly KnownColumn[] | undefined>;
}

/** The tables of one WITH clause, as the engine reads them. */
export interface CommonTables {
  readonly isRecursive: boolean;
  /** `name (columns) AS (query)` */
  readonly tables: readonly Tokens[];
}

/** What the names in a query mean. */
export interface QueryScope {
  readonly session: DialectSession;
  /** The WITH clauses whose tables may be named here, outermost first. */
  readonly commonTables: readonly CommonTables[];
  readonly relations: readonly Relation[];
  readonly outer?: QueryScope;
  readonly depth: number;
  /** Tokens that may still be read, in all queries of the statement together. */
  readonly budget: { tokens: number };
  /** Rewrites a query without the parentheses around it. Given here because queries stand in each other. */
  readonly rewriteQuery: (query: Tokens, scope: QueryScope) => Promise<Tokens>;
  /** Takes down what could not be read as Redshift's SQL. */
  readonly unread: (what: string) => void;
}

/** Where a query in parentheses finds itself. Nothing when it stands too deep, or too deep for its length. */
export function innerScope(scope: QueryScope, query: Tokens): QueryScope | undefined {
  scope.budget.tokens -= query.length;
  if (scope.depth >= MAX_DEPTH || scope.budget.tokens < 0) {
    scope.unread("queries too deep in each other");
    return undefined;
  }
  return { ...scope, relations: [], outer: scope, depth: scope.depth + 1 };
}

/** How many tokens the queries in a statement may have in all: one in another is read again with each around it. */
export function budgetFor(statement: Tokens): QueryScope["budget"] {
  return { tokens: 20_000 + 5 * statement.length };
}

/** The columns of a query, if the statement may still ask; it may name the scope's common table expressions. */
export async function columnsIn(
  { session, commonTables, budget, unread }: QueryScope,
  query: Tokens,
): Promise<readonly KnownColumn[] | undefined> {
  let asked = query;
  for (const [outwards, { isRecursive, tables }] of [...commonTables].reverse().entries()) {
    if (tables.length === 0) continue;
    const head = `WITH ${isRecursive ? "RECURSIVE " : ""}${tables.map(textOf).join(", ")} `;
    asked = outwards === 0 ? sqlOf(head, asked) : sqlOf(`${head}SELECT * FROM (`, asked, ") AS asked");
  }
  budget.tokens -= asked.length;
  if (budget.tokens >= 0) return session.columnsOf(asked);
  unread("a query whose columns are asked for too often");
  return undefined;
}

/** A relation whose columns are those of `SELECT * FROM source`; asked for once, when first needed. */
export function relationOf(scope: QueryScope, name: string, source: Tokens, before: () => Tokens): Relation {
  let asked: Promise<readonly KnownColumn[] | undefined> | undefined;
  const ask = async (): Promise<readonly KnownColumn[] | undefined> => {
    const alone = await columnsIn(scope, sqlOf("SELECT * FROM ", source));
    const others = alone === undefined ? before() : [];
    if (others.length === 0) return alone;
    const select = `SELECT ${quotedIdentifier(name)}.* FROM `;
    return columnsIn(scope, sqlOf(select, others, ", ", source));
  };
  return {
    name,
    isValue: false,
    columns: () => {
      asked ??= ask();
      return asked;
    },
  };
}

/** The relation of that name, here or further out. */
export function relationNamed(scope: QueryScope | undefined, name: string): Relation | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const found = at.relations.find((relation) => relation.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a relation has a column of type SUPER of that name. */
export async function hasSuperColumn(relation: Relation, column: string): Promise<boolean> {
  const columns = await relation.columns();
  return columns?.some(({ name, typeId }) => name === column && typeId === SUPER_COLUMN_TYPE_ID) ?? false;
}

/** Whether a bare name is a SUPER column of the relations in reach; the nearest query that has the column decides. */
export async function isSuperColumn(scope: QueryScope, column: string): Promise<boolean> {
  for (let at: QueryScope | undefined = scope; at !== undefined; at = at.outer) {
    for (const relation of at.relations) {
      const columns = relation.isValue ? [] : await relation.columns();
      const found = columns?.find(({ name }) => name === column);
      if (found !== undefined) return found.typeId === SUPER_COLUMN_TYPE_ID;
    }
  }
  return false;
}
