import { ReplacedTokens } from "../replaced-tokens";
import { inside, layoutOf, sqlOf, type Tokens } from "../sql-layout";
import { type Clause, clauseNamed, clausesOf, parseWith, segmentsOf } from "./query-clauses";
import { queryRefusal } from "./query-refusal";
import { type CommonTables, innerScope, type QueryScope } from "./query-scope";
import { withRowLimit } from "./recursion-limit";
import { withoutLengths } from "./recursive-types";
import { rewriteExpression } from "./rewrite-expression";
import { rewriteSelect } from "./select/rewrite-select";

const TAIL: ReadonlySet<string> = new Set(["order", "limit", "offset", "fetch", "for"]);

/** Rewrites a query, given without parentheses around it. What does not read as a query stays as it is. */
export async function rewriteQuery(query: Tokens, scope: QueryScope): Promise<Tokens> {
  const layout = layoutOf(query);
  const clauses = clausesOf(layout);
  if (clauses === undefined) {
    scope.unread("a query");
    return query;
  }
  const begun = await rewriteWith(query, clauseNamed(clauses, "with"), scope);
  const segments = segmentsOf(clauses.filter(({ name }) => name !== "with"));
  const isSet = segments.length > 1;
  const rewritten: Tokens[] = [];
  for (const segment of segments) {
    const tail = isSet ? segment.filter(({ name }) => TAIL.has(name)) : [];
    const own = segment.filter((clause) => clause.name !== "set" && !tail.includes(clause));
    const [operator] = segment.filter(({ name }) => name === "set");
    if (operator !== undefined) rewritten.push(setOperator(operator));
    rewritten.push(await rewriteSegment(own, begun.scope, isSet));
    for (const { head, body } of tail) rewritten.push(head, await rewriteExpression(body, begun.scope));
  }
  return [...begun.tokens, ...rewritten.flat()];
}

/** MINUS is EXCEPT. */
function setOperator({ head, body }: Clause): Tokens {
  const words = head.map((token) =>
    token.text.toLowerCase() === "minus" ? { ...token, text: "EXCEPT" } : token,
  );
  return [...words, ...body];
}

async function rewriteSegment(
  clauses: readonly Clause[],
  scope: QueryScope,
  isSet: boolean,
): Promise<Tokens> {
  const [first] = clauses;
  if (first?.name !== "operand") return rewriteSelect(clauses, scope, isSet);
  if (isSet) refuseLimited(first.body);
  const rewritten: Tokens[] = [];
  for (const { head, body } of clauses) rewritten.push(head, await rewriteExpression(body, scope));
  return rewritten.flat();
}

/**
 * An operand of UNION and its like has no rows of its own to limit.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_UNION.html
 */
function refuseLimited(operand: Tokens): void {
  const clauses = clausesOf(layoutOf(inside(layoutOf(operand), 0))) ?? [];
  if (clauses.some(({ name }) => name === "limit" || name === "offset"))
    throw queryRefusal("ERROR: LIMIT may not be used within input to set operations.");
}

/** Rewrites the tables of WITH one after another: each may name those before it, the query all of them. */
async function rewriteWith(
  query: Tokens,
  clause: Clause | undefined,
  scope: QueryScope,
): Promise<{ readonly tokens: Tokens; readonly scope: QueryScope }> {
  if (clause === undefined) return { tokens: [], scope };
  const parsed = parseWith(layoutOf(query));
  const end = clause.head.length + clause.body.length;
  const replaced = new ReplacedTokens(query, 0, end);
  let level: CommonTables = { isRecursive: parsed?.isRecursive ?? false, tables: [] };
  const scopeNow = (): QueryScope => ({ ...scope, commonTables: [...scope.commonTables, level] });
  for (const { head, name, query: own, place } of parsed?.tables ?? []) {
    const inner = innerScope(scopeNow(), own);
    const rewritten = inner === undefined ? own : await inner.rewriteQuery(own, inner);
    const text = level.isRecursive
      ? withRowLimit(await withoutLengths(rewritten, scopeNow()), name)
      : rewritten;
    replaced.replace(...place, text);
    level = { ...level, tables: [...level.tables, sqlOf(head, " (", text, ")")] };
  }
  return { tokens: replaced.written, scope: scopeNow() };
}
