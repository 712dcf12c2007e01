import type { DialectSession } from "../dialect/dialect-session";
import type { PassedTokens } from "../dialect/passed-tokens";
import { type RefusedTranslation, refused } from "../dialect/translation";
import { type Layout, layoutOf, type Tokens, topLevel } from "../sql-layout";
import { withoutOwnDatabase } from "./own-database";
import { parseWith } from "./query-clauses";
import { QueryRefusal } from "./query-refusal";
import { budgetFor, type QueryScope } from "./query-scope";
import { rewriteChange } from "./rewrite-change";
import { rewriteExpression } from "./rewrite-expression";
import { rewriteQuery } from "./rewrite-query";
import { refuseUnsupported } from "./unsupported-queries";

/** First words of the statements that queries stand in. In `GRANT SELECT` the word is no query. */
const WITH_QUERIES: ReadonlySet<string> = new Set([
  ...["select", "with", "", "insert", "create", "explain", "declare", "prepare", "merge", "update", "delete"],
  ...["values", "call", "execute", "set"],
]);

/** Rewrites every query of a statement: the one that it is or ends with, and those in parentheses. */
export async function rewriteStatement(
  tokens: Tokens,
  session: DialectSession,
): Promise<Tokens | PassedTokens | RefusedTranslation> {
  const written = layoutOf(tokens);
  const unread: string[] = [];
  const scope: QueryScope = {
    session,
    commonTables: [],
    relations: [],
    depth: 0,
    budget: budgetFor(tokens),
    rewriteQuery,
    unread: (what) => unread.push(what),
  };
  try {
    refuseUnsupported(written);
    const own = withoutOwnDatabase(written, session.database);
    if (!WITH_QUERIES.has(written.words[0] ?? "")) return own;
    if (!written.isBalanced) return passed(own, ["parentheses that do not match"]);
    return passed(await rewriteParts(own === tokens ? written : layoutOf(own), scope), unread);
  } catch (error) {
    if (error instanceof QueryRefusal) return refused(error.message);
    throw error;
  }
}

function passed(tokens: Tokens, unread: readonly string[]): Tokens | PassedTokens {
  if (unread.length === 0) return tokens;
  const what = [...new Set(unread)].join(", ");
  const note = `The local accounts could not read this as Redshift's SQL (${what}); it was tried as it is.`;
  return { kind: "passed", tokens, note };
}

async function rewriteParts(layout: Layout, scope: QueryScope): Promise<Tokens> {
  const { tokens, solid, words } = layout;
  if (words[0] === "update" || words[0] === "delete") return rewriteChange(layout, scope);
  const start = queryStart(layout);
  if (start === undefined) return rewriteExpression(tokens, scope);
  const from = solid[start]?.index ?? 0;
  const to = queryEnd(layout, start);
  return [
    ...(await rewriteExpression(tokens.slice(0, from), scope)),
    ...(await rewriteQuery(tokens.slice(from, to), scope)),
    ...tokens.slice(to),
  ];
}

/** Where the query begins that the statement is or ends with. */
function queryStart(layout: Layout): number | undefined {
  const { words, solid, opensQuery, tokens } = layout;
  for (const at of topLevel(layout)) {
    const word = words[at];
    if (word === "select" && solid[at - 1]?.text !== ".") return at;
    if (word === "with" && parseWith(layoutOf(tokens.slice(solid[at]?.index))) !== undefined) return at;
    if (at === 0 && opensQuery[at]) return at;
  }
  return undefined;
}

/** The token after the query: the end, a semicolon, or what CREATE VIEW and CREATE TABLE AS have behind it. */
function queryEnd(layout: Layout, start: number): number {
  const { words, solid, tokens } = layout;
  for (const at of topLevel(layout, start + 1)) {
    const [second, third] = [words[at + 1], words[at + 2]];
    const isSuffix =
      words[at] === "with" &&
      ((second === "no" && (third === "schema" || third === "data")) || second === "data");
    if (isSuffix || solid[at]?.text === ";") return solid[at]?.index ?? tokens.length;
  }
  return tokens.length;
}
