import { tokenizeSql } from "../sql/sql-tokens";

/** An identifier as it stands in SQL. */
export function quotedIdentifier(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/**
 * Schema that holds the temporary tables of a Data API session. The engine's own temporary tables would be dropped after
 * each statement, because all statements share its one connection.
 */
export function sessionSchema(sessionId: string): string {
  return `session_${sessionId}`;
}

const TEMP = /^(?:temp|temporary)$/i;

function firstWords(sql: string): readonly string[] {
  return tokenizeSql(sql)
    .filter(({ kind }) => kind === "word")
    .slice(0, 2)
    .map(({ text }) => text.toLowerCase());
}

/** True for `CREATE` of anything that is not temporary: it belongs in the schema `public`. */
export function makesPermanent(sql: string): boolean {
  const [verb, what = ""] = firstWords(sql);
  return verb === "create" && !TEMP.test(what);
}

/** `CREATE TEMP TABLE …` as `CREATE TABLE …`, which makes it in the schema of the session. */
export function withoutTemp(sql: string): string {
  const [verb, what = ""] = firstWords(sql);
  if (verb !== "create" || !TEMP.test(what)) return sql;
  const tokens = tokenizeSql(sql);
  const index = tokens.findIndex(({ kind, text }) => kind === "word" && TEMP.test(text));
  return tokens.map(({ text }, position) => (position === index ? "" : text)).join("");
}
