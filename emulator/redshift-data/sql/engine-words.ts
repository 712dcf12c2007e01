import { layoutOf, wordOrSign } from "./sql-layout";
import type { SqlToken } from "./sql-tokens";
import { foldedWord } from "./sql-words";

/** Words that the engine reserves and Redshift does not: there they are names like any other. */
const ENGINE_WORDS: ReadonlySet<string> = new Set([
  ...["asymmetric", "collation", "concurrently", "fetch", "lateral", "returning", "symmetric", "variadic"],
  "window",
]);

/** What may follow a name in an expression or a list, and never one of the words where it is the engine's own. */
const AFTER_A_NAME: ReadonlySet<string> = new Set([
  ...[",", ")", ".", "=", "<", ">", "!", "+", "-", "/", "|", "::", ";"],
  ...[
    "from",
    "as",
    "asc",
    "desc",
    "is",
    "in",
    "between",
    "like",
    "ilike",
    "and",
    "or",
    "not",
    "then",
    "else",
  ],
  ...["end", "when", "where", "group", "order", "having", "qualify", "limit", "union", "nulls", "encode"],
]);

/** What stands before the name of a column that is made. */
const BEFORE_A_COLUMN: ReadonlySet<string> = new Set(["(", ",", "column"]);

/** Words after which a list is no longer one of columns that are made. */
const QUERY: ReadonlySet<string> = new Set(["select", "with", "values"]);

/**
 * Names that are words of the engine's grammar, in quotes.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html
 */
export function withQuotedEngineWords(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (!tokens.some((token) => ENGINE_WORDS.has(foldedWord(token)))) return tokens;
  const layout = layoutOf(tokens);
  const { solid, words } = layout;
  const makesColumns = ["create", "alter"].includes(words[0] ?? "");
  const quoted = new Set<number>();
  let isInQuery = false;
  solid.forEach((token, at) => {
    const word = words[at] ?? "";
    isInQuery ||= QUERY.has(word);
    if (at === 0 || !ENGINE_WORDS.has(word)) return;
    const isColumn =
      makesColumns &&
      !isInQuery &&
      BEFORE_A_COLUMN.has(wordOrSign(layout, at - 1)) &&
      solid[at + 1]?.text !== "(";
    if (isColumn || AFTER_A_NAME.has(wordOrSign(layout, at + 1) || ";")) quoted.add(token.index);
  });
  return tokens.map((token, index) =>
    quoted.has(index) ? { kind: "opaque", text: `"${foldedWord(token)}"` } : token,
  );
}
