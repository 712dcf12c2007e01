import type { KnownColumn } from "../../dialect/dialect-session";
import { quotedIdentifier } from "../../quoted-identifier";
import {
  between,
  identifierOf,
  inside,
  type Layout,
  layoutOf,
  parenthesisEnd,
  sqlOf,
  type Tokens,
  trimmed,
} from "../../sql-layout";
import { textOf } from "../../sql-text";
import {
  innerScope,
  type QueryScope,
  type Relation,
  relationNamed,
  relationOf,
  SUPER_COLUMN_TYPE_ID,
} from "../query-scope";
import { rewriteExpression } from "../rewrite-expression";
import { pathAt, unnestedPath } from "../super-paths";
import { type FromItem, fromItems, fromOf } from "./from-items";
import { pivoted } from "./pivot";

/** A FROM clause for the engine, and what its names stand for. */
interface RewrittenFrom {
  readonly body: Tokens;
  readonly items: readonly FromItem[];
  readonly relations: readonly Relation[];
}

interface RewrittenSource {
  readonly source: Tokens;
  readonly relations: readonly Relation[];
  /** It has been made a LATERAL item, which a JOIN needs a condition for. */
  readonly isUnnested?: boolean;
}

/** How many tables a FROM clause may name. */
const MAX_ITEMS = 500;

/** The engine's number of BIGINT (`pg_type.oid`). */
const BIGINT_TYPE_ID = 20;

/** Words after the name of an item that are no alias. */
const NO_ALIAS: ReadonlySet<string> = new Set(["pivot", "unpivot", "tablesample", "at", "for", "with"]);

/** Rewrites a FROM clause, its first word left out. */
export async function rewriteFrom(body: Tokens, scope: QueryScope): Promise<RewrittenFrom> {
  const items: FromItem[] = [];
  let relations: readonly Relation[] = [];
  const given = fromItems(body);
  if (given.length > MAX_ITEMS) {
    scope.unread(`a FROM clause of more than ${MAX_ITEMS} tables`);
    return { body, items: given, relations };
  }
  for (const item of given) {
    const here = { ...scope, relations };
    const before = items.length;
    const upTo = (): Tokens => fromOf(items.slice(0, before));
    const { source, relations: more, isUnnested = false } = await rewriteSource(item.source, here, upTo);
    relations = [...relations, ...more];
    const condition = await rewriteExpression(item.condition, { ...scope, relations });
    const needsCondition = isUnnested && condition.length === 0 && /\bjoin\b/i.test(textOf(item.joint));
    const isCross = /\b(?:cross|natural)\b/i.test(textOf(item.joint));
    items.push({
      joint: item.joint,
      source,
      condition: needsCondition && !isCross ? sqlOf(" ON true ") : condition,
    });
  }
  return { body: fromOf(items), items, relations };
}

/** The alias at `at`, with or without AS, and the solid token after it and after its list of columns. */
function aliasAt(layout: Layout, at: number): { readonly alias?: string; readonly end: number } {
  const { solid, words } = layout;
  const nameAt = words[at] === "as" ? at + 1 : at;
  const alias = NO_ALIAS.has(words[nameAt] ?? "") && nameAt === at ? undefined : identifierOf(solid[nameAt]);
  if (alias === undefined) return { end: at };
  return { alias, end: (parenthesisEnd(layout, nameAt + 1) ?? nameAt) + 1 };
}

async function rewriteSource(
  source: Tokens,
  scope: QueryScope,
  before: () => Tokens,
): Promise<RewrittenSource> {
  const layout = layoutOf(source);
  const { solid, words } = layout;
  const first = words[0] === "lateral" || words[0] === "only" ? 1 : 0;
  if (words[first] === "unpivot" && solid[first + 1]?.text !== "(") return unpivotedObject(layout, scope);
  const unnested = (await unnestCall(layout, scope)) ?? (await unnestedArray(layout, scope));
  if (unnested !== undefined) return unnested;
  const rewritten = await operand(layout, first, scope);
  const { end } = rewritten;
  const pivot = await pivoted(layout, end, rewritten.source, scope);
  if (pivot !== undefined) return pivot;
  const rest = solid[end - 1] === undefined ? source : source.slice((solid[end - 1]?.index ?? 0) + 1);
  const whole = [...rewritten.source, ...rest];
  const { alias = rewritten.name } = aliasAt(layout, end);
  if (rewritten.relations !== undefined && alias === undefined) {
    return { source: whole, relations: rewritten.relations };
  }
  if (alias === undefined) return { source: whole, relations: [] };
  return { source: whole, relations: [relationOf(scope, alias, whole, before)] };
}

interface Operand {
  readonly source: Tokens;
  /** The solid token after it. */
  readonly end: number;
  /** What it is called without an alias. */
  readonly name?: string;
  /** Of a join in parentheses. */
  readonly relations?: readonly Relation[];
}

/** What is selected from, without its alias: a query or joins in parentheses, a name, a function. */
async function operand(layout: Layout, first: number, scope: QueryScope): Promise<Operand> {
  const { tokens, solid, words, close, opensQuery } = layout;
  const closing = parenthesisEnd(layout, first);
  if (closing !== undefined) {
    const open = tokens.slice(0, (solid[first]?.index ?? 0) + 1);
    const last = tokens.slice(solid[closing]?.index ?? 0, (solid[closing]?.index ?? 0) + 1);
    const content = inside(layout, first);
    if (opensQuery[first]) {
      const inner = innerScope(scope, content);
      const query = inner === undefined ? content : await inner.rewriteQuery(content, inner);
      const hidden = { name: "" };
      return { source: [...open, ...query, ...last], end: closing + 1, ...hidden };
    }
    if (words[first + 1] === "values")
      return { source: tokens.slice(0, (solid[closing]?.index ?? 0) + 1), end: closing + 1, name: "" };
    const { body, relations } = await rewriteFrom(content, { ...scope, relations: [] });
    return { source: [...open, ...body, ...last], end: closing + 1, relations };
  }
  const path = pathAt(layout, first);
  if (path === undefined) return { source: between(layout, 0, solid.length - 1), end: solid.length };
  const lastStep = path.steps.at(-1);
  const name = lastStep !== undefined && "name" in lastStep ? lastStep.name : path.head;
  const end = path.isCall ? (close[path.end] ?? path.end) + 1 : path.end;
  const upTo = tokens.slice(0, (solid[end - 1]?.index ?? 0) + 1);
  const source = path.isCall ? await rewriteExpression(upTo, { ...scope, outer: scope }) : upTo;
  return { source, end, name };
}

/**
 * `c.items AS i AT n`: the elements of an array, one row each, as `i`; and their places from 0 as `n`.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
 */
async function unnestedArray(layout: Layout, scope: QueryScope): Promise<RewrittenSource | undefined> {
  const path = pathAt(layout, 0);
  if (path === undefined || path.isCall) return undefined;
  if (path.steps.length === 0 && relationNamed(scope, path.head)?.isValue !== true) return undefined;
  const found = await unnestedPath(path, scope);
  if (found === undefined) return undefined;
  const { alias = found.name, end } = aliasAt(layout, path.end);
  const place = layout.words[end] === "at" ? identifierOf(layout.solid[end + 1]) : undefined;
  const elements = `pg_catalog.super_elements(${textOf(found.tokens)})`;
  return unnestedRows(elements, alias, place);
}

/**
 * `UNNEST(c.items) AS u(i)`, `UNNEST(c.items) WITH OFFSET AS u(i, n)`: the elements of an array as a column of `u`, and their places from 0.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-unnest-examples.html
 */
async function unnestCall(layout: Layout, scope: QueryScope): Promise<RewrittenSource | undefined> {
  const { solid, words } = layout;
  const closing = words[0] === "unnest" ? parenthesisEnd(layout, 1) : undefined;
  if (closing === undefined) return undefined;
  const hasPlace = words[closing + 1] === "with" && words[closing + 2] === "offset";
  const aliasPlace = hasPlace ? closing + 3 : closing + 1;
  const { alias, end } = aliasAt(layout, aliasPlace);
  const nameAt = words[aliasPlace] === "as" ? aliasPlace + 1 : aliasPlace;
  const names = solid.slice(nameAt + 2, end - 1).flatMap((token) => identifierOf(token) ?? []);
  const [element, place = "offset_col"] = names;
  if (alias === undefined || element === undefined || names.length > (hasPlace ? 2 : 1)) return undefined;
  const array = inside(layout, 1);
  const path = pathAt(layoutOf(array), 0);
  const found = path === undefined ? undefined : await unnestedPath(path, scope);
  const value = textOf(found?.tokens ?? (await rewriteExpression(array, scope)));
  const [relation, column, at] = [alias, element, place].map(quotedIdentifier);
  const elements = `pg_catalog.super_elements(${value}) WITH ORDINALITY AS u(e, n)`;
  const select = `SELECT u.e AS ${column}${hasPlace ? `, u.n - 1 AS ${at}` : ""} FROM ${elements}`;
  const columns: readonly KnownColumn[] = [
    { name: element, typeId: SUPER_COLUMN_TYPE_ID, typeModifier: -1 },
    ...(hasPlace ? [{ name: place, typeId: BIGINT_TYPE_ID, typeModifier: -1 }] : []),
  ];
  return {
    source: sqlOf(` LATERAL (${select}) AS ${relation} `),
    relations: [{ name: alias, isValue: false, columns: async () => columns }],
    isUnnested: true,
  };
}

/** Rows of one value each, as the relation and its column `alias`, numbered from 0 as `place`. */
function unnestedRows(elements: string, alias: string, place: string | undefined): RewrittenSource {
  const name = quotedIdentifier(alias);
  const relations: Relation[] = [valueRelation(alias)];
  if (place === undefined) {
    return { source: sqlOf(` LATERAL ${elements} AS ${name}(${name}) `), relations, isUnnested: true };
  }
  const at = quotedIdentifier(place);
  const select = `SELECT u.e AS ${name}, u.n - 1 AS ${at} FROM ${elements} WITH ORDINALITY AS u(e, n)`;
  return { source: sqlOf(` LATERAL (${select}) AS ${name} `), relations, isUnnested: true };
}

function valueRelation(name: string): Relation {
  return { name, isValue: true, columns: async () => [] };
}

/** `UNPIVOT c.props AS v AT k`: the attributes of an object, one row each: values as `v`, names as `k`. */
async function unpivotedObject(layout: Layout, scope: QueryScope): Promise<RewrittenSource> {
  const { solid, words } = layout;
  const asAt = words.indexOf("as", 1);
  const end = asAt === -1 ? solid.length : asAt;
  const expression = trimmed(between(layout, 1, end - 1));
  const path = pathAt(layoutOf(expression), 0);
  const found = path === undefined ? undefined : await unnestedPath(path, scope);
  const object = found?.tokens ?? (await rewriteExpression(expression, scope));
  const value = identifierOf(solid[asAt + 1]);
  if (asAt === -1 || value === undefined) {
    scope.unread("UNPIVOT without AS");
    return { source: layout.tokens, relations: [] };
  }
  const attribute = words[asAt + 2] === "at" ? identifierOf(solid[asAt + 3]) : undefined;
  const name = quotedIdentifier(value);
  const key = attribute === undefined ? "" : `, p.key AS ${quotedIdentifier(attribute)}`;
  const select = `SELECT p.value AS ${name}${key} FROM pg_catalog.super_pairs(${textOf(object)}) AS p`;
  return {
    source: sqlOf(` LATERAL (${select}) AS ${name} `),
    relations: [valueRelation(value)],
    isUnnested: true,
  };
}
