import { tokenizeSql } from "../sql/sql-tokens";
import { foldedWord } from "../sql/sql-words";

/** Lines of a statement that a message shows, and characters of each. */
const SHOWN_LINES = 6;
const SHOWN_CHARACTERS = 160;

/** Words after which a string may be a secret: of CREATE USER, and of the authorization of COPY and UNLOAD. */
const BEFORE_A_SECRET: ReadonlySet<string> = new Set([
  "password",
  "credentials",
  "access_key_id",
  "secret_access_key",
  "session_token",
  "master_symmetric_key",
  // Of an identity provider: the client's secret is in them.
  "parameters",
]);

const QUOTED = /^(?:[eE]?'|"|\$)/;
const QUOTES = /^(?:[eE]?'|"|\$\w*\$)|(?:'|"|\$\w*\$)$/g;

/**
 * Texts of a statement that nobody may read, without their quotes: `PASSWORD 'x'`, `CREDENTIALS AS 'x'`. One whose quote is not closed
 * goes to the end of the statement.
 */
function secretsIn(sql: string): readonly string[] {
  const secrets: string[] = [];
  let isSecret = false;
  // A password that somebody forgot to quote is one nevertheless.
  const isOfUser = /^\s*(?:create|alter)\s+user\b/i.test(sql);
  let offset = 0;
  for (const token of tokenizeSql(sql)) {
    offset += token.text.length;
    if (token.kind === "opaque" && QUOTED.test(token.text)) {
      if (isSecret) secrets.push(token.text.replace(QUOTES, ""));
      isSecret = false;
    } else if (isSecret && /^['"$]$/.test(token.text)) {
      secrets.push(...sql.slice(offset).split("\n"));
      break;
    } else if (token.kind === "word") {
      const word = foldedWord(token);
      if (isSecret && isOfUser && word !== "disable") secrets.push(token.text);
      isSecret = BEFORE_A_SECRET.has(word) || (isSecret && word === "as");
    }
  }
  return secrets.filter((secret) => secret.trim() !== "");
}

/**
 * A statement and what the engine says of it, as a message may show them: passwords and keys are left out of both, and a long
 * statement is cut.
 *
 * @param reason may quote the statement
 */
export function shownStatement(
  sql: string,
  reason: string,
): { readonly lines: string[]; readonly reason: string } {
  const secrets = secretsIn(sql);
  const without = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, "…"), text);
  const all = without(sql).split("\n");
  const lines = all.slice(0, SHOWN_LINES).map((line) => {
    const text = line.trimEnd();
    return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)} …` : text;
  });
  const left = all.length - lines.length;
  return { lines: left > 0 ? [...lines, `… (${left} more lines)`] : lines, reason: without(reason) };
}
