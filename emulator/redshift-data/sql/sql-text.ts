import type { SqlToken } from "./sql-tokens";

/** A string as it stands in SQL. */
export function stringLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** SQL of ours as a token that nothing changes any more. */
export function ownSql(text: string): SqlToken {
  return { kind: "other", text };
}

/** The SQL that tokens are. */
export function textOf(tokens: readonly SqlToken[]): string {
  return tokens.map(({ text }) => text).join("");
}

/** The names that a qualified one is made of. */
export function identifierNames(qualified: string): readonly string[] {
  return (qualified.match(/"(?:[^"]|"")*"|[^."]+/g) ?? []).map(identifierName);
}

/** The name behind an identifier: folded, or what stands between its quotes. */
export function identifierName(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}
