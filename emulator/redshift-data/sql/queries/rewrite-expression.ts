import { ReplacedTokens } from "../replaced-tokens";
import { inside, layoutOf, type Tokens, wordOrSign } from "../sql-layout";
import { innerScope, type QueryScope } from "./query-scope";
import { pathAt, superPath } from "./super-paths";

/** Words after which a name with points is no path of an expression: `AS a`, `x::pg_catalog.int4`. */
const NO_PATH_AFTER: ReadonlySet<string> = new Set([".", "::", "as"]);

/** Rewrites the queries in an expression, or in a list of them, and its paths into SUPER values. What is neither stays as it is. */
export async function rewriteExpression(tokens: Tokens, scope: QueryScope): Promise<Tokens> {
  const layout = layoutOf(tokens);
  const { solid, close, opensQuery } = layout;
  const replaced = new ReplacedTokens(tokens);
  for (let at = 0; at < solid.length; at++) {
    const token = solid[at];
    if (token === undefined) break;
    if (opensQuery[at]) {
      const end = close[at] ?? at;
      const query = inside(layout, at);
      const inner = innerScope(scope, query);
      const rewritten = inner === undefined ? query : await inner.rewriteQuery(query, inner);
      replaced.replace(token.index + 1, solid[end]?.index ?? tokens.length, rewritten);
      at = end;
      continue;
    }
    const before = wordOrSign(layout, at - 1);
    const path = NO_PATH_AFTER.has(before) ? undefined : pathAt(layout, at);
    if (path === undefined || path.steps.length === 0 || path.isCall) continue;
    const found = await superPath(path, scope);
    if (found !== undefined)
      replaced.replace(token.index, (solid[path.end - 1]?.index ?? token.index) + 1, found.tokens);
    at = path.end - 1;
  }
  return replaced.written;
}
