import type { SqlToken } from "./sql-tokens";
import { foldedWord, type SolidToken, solidTokens } from "./sql-words";

/** Words after which `#` begins a name; after a value it is the operator for exclusive or. */
const BEFORE_A_NAME: ReadonlySet<string> = new Set([
  ...["all", "analyze", "and", "as", "between", "by", "case", "copy"],
  ...["delete", "distinct", "else", "except", "exists"],
  ...["from", "having", "in", "intersect", "into", "is", "join", "like", "lock", "minus"],
  ...["not", "on", "only", "or"],
  ...["select", "set", "table", "temp", "temporary", "then", "to", "truncate", "union", "update", "using"],
  ...["vacuum", "values", "when", "where", "with"],
]);

/** True where `#` joins two values: `a # b`, `(1) #b`, `5 #b`. */
function isOperator(before: SolidToken | undefined): boolean {
  if (before === undefined) return false;
  if (before.kind === "word") return !BEFORE_A_NAME.has(foldedWord(before));
  return before.kind !== "other" || before.text === ")" || before.text === "]";
}

/** `#name` as one quoted identifier, which is its name in Redshift too. */
export function quoteTemporaryNames(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (!tokens.some(({ text }) => text === "#")) return tokens;
  const quoted: SqlToken[] = [];
  let before: SolidToken | undefined;
  for (let index = 0; index < tokens.length; index++) {
    const [token, next] = tokens.slice(index, index + 2);
    if (token === undefined) break;
    const isName = token.text === "#" && next?.kind === "word" && !isOperator(before);
    const kept: SqlToken = isName ? { kind: "opaque", text: `"#${foldedWord(next)}"` } : token;
    quoted.push(kept);
    if (isName) index++;
    const [solid] = solidTokens([kept]);
    before = solid ?? before;
  }
  return quoted;
}

/** Where `TEMP` belongs when the statement makes a table whose name begins with `#`. */
function placeOfTemp(solid: readonly SolidToken[]): number | undefined {
  const words = solid.map(foldedWord);
  if (words[0] === "create" && words[1] === "table") {
    const name = words.slice(2, 5).join(" ") === "if not exists" ? solid[5] : solid[2];
    return name?.text.startsWith('"#') ? solid[1]?.index : undefined;
  }
  const into = words.indexOf("into");
  if (into === -1 || words[0] === "insert" || words[0] === "merge") return undefined;
  const name = words[into + 1] === "table" ? solid[into + 2] : solid[into + 1];
  return name?.text.startsWith('"#') ? solid[into + 1]?.index : undefined;
}

/**
 * Redshift takes a table whose name begins with `#` for a temporary one: `CREATE TABLE #t`, `SELECT … INTO #t`. The engine gets
 * `TEMP` with it.
 *
 * @param tokens with such names in quotes
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html
 */
export function withTemporaryTables(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (!tokens.some(({ text }) => text.startsWith('"#'))) return tokens;
  const place = placeOfTemp(solidTokens(tokens));
  if (place === undefined) return tokens;
  const temp: readonly SqlToken[] = [
    { kind: "word", text: "TEMP" },
    { kind: "other", text: " " },
  ];
  return [...tokens.slice(0, place), ...temp, ...tokens.slice(place)];
}
