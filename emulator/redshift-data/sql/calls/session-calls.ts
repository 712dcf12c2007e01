import { sqlOf } from "../sql-layout";
import { stringLiteral } from "../sql-text";
import type { CallRule, WordRule } from "./call-writer";

/** A function that is called without parentheses. It is no call behind `AS`, where it is a name. */
function bare(name: string): WordRule {
  return (position, statement) => {
    if (statement.text(position + 1) === "(" || statement.word(position - 1) === "as") return undefined;
    if (statement.text(position + 1) === ".") return undefined;
    return { tokens: sqlOf(`pg_catalog.${name}()`), last: position };
  };
}

/** Estimates are exact here. */
const approximate: WordRule = (position, statement) =>
  ["count", "percentile_disc"].includes(statement.word(position + 1))
    ? { tokens: sqlOf(""), last: position }
    : undefined;

/** Functions that Redshift calls without parentheses, and the word before an aggregate that may estimate. */
export const BARE_WORDS: readonly (readonly [string, WordRule])[] = [
  ["sysdate", bare("sysdate")],
  ["session_user", bare("session_user")],
  ["current_user_id", bare("current_user_id")],
  ["approximate", approximate],
];

/** The database that the statement named: the engine has one for all of them. */
export function currentDatabase(database: string): CallRule {
  const tokens = sqlOf(`current_database(${stringLiteral(database)})`);
  return ({ close }) => ({ tokens, last: close });
}
