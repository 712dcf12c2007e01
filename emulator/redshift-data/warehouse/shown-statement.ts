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
]);

const STRING = /^(?:[eE]?'|\$)/;

/** Texts of a statement that nobody may read, without their quotes: `PASSWORD 'x'`, `CREDENTIALS AS 'x'`. */
function secretsIn(sql: string): readonly string[] {
  const secrets: string[] = [];
  let isSecret = false;
  for (const token of tokenizeSql(sql)) {
    if (token.kind === "opaque" && STRING.test(token.text)) {
      if (isSecret) secrets.push(token.text.replace(/^(?:[eE]?'|\$\w*\$)|(?:'|\$\w*\$)$/g, ""));
      isSecret = false;
    } else if (token.kind === "word") {
      const word = foldedWord(token);
      isSecret = BEFORE_A_SECRET.has(word) || (isSecret && word === "as");
    }
  }
  return secrets.filter((secret) => secret !== "");
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
