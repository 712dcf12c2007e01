import { tokenizeSql } from "../../emulator/redshift-data/sql/sql-tokens";
import { foldedWord, type SolidToken, solidTokens } from "../../emulator/redshift-data/sql/sql-words";

/** Words that a table's name follows. */
const BEFORE_A_TABLE: ReadonlySet<string> = new Set([
  ...["from", "join", "into", "update", "using", "table", "only"],
]);

/**
 * The line of a statement, from 0, that an error of the engine is about: where what it names is named, which a comment, a text or
 * another thing of that name is not. 0 where it names nothing that stands there.
 */
export function lineOfError(sql: string, error: string): number {
  const [, kind = "", name] =
    /(relation|column|table|schema|type|function|near) "?(?:\w+\.)?(\w+)"?/i.exec(error) ?? [];
  if (name === undefined) return 0;
  const tokens = tokenizeSql(sql);
  const solid = solidTokens(tokens);
  const places = solid.flatMap((token, at) => (nameOf(token) === name.toLowerCase() ? [at] : []));
  const isTable = /relation|table/i.test(kind);
  const place = (isTable ? places.find((at) => isTableAt(solid, at)) : undefined) ?? places[0];
  if (place === undefined) return 0;
  const before = tokens.slice(0, solid[place]?.index).map(({ text }) => text);
  return before.join("").split("\n").length - 1;
}

/** What a token names, folded as the engine does; undefined: nothing. */
function nameOf(token: SolidToken): string | undefined {
  if (token.kind === "word") return foldedWord(token);
  return /^".*"$/s.test(token.text) ? token.text.slice(1, -1).replaceAll('""', '"').toLowerCase() : undefined;
}

/** Whether a table stands there: behind such a word, or behind the comma of a list of tables. */
function isTableAt(solid: readonly SolidToken[], at: number): boolean {
  let before = at - 1;
  if (solid[before]?.text === ".") before -= 2;
  if (solid[before]?.text !== ",") return BEFORE_A_TABLE.has(foldedWord(solid[before]));
  // Back to the word that began the list.
  const start = solid
    .slice(0, before)
    .findLast((token) => /^(?:from|select|by|set|values)$/.test(foldedWord(token)));
  return foldedWord(start) === "from";
}
