import { textOf } from "../sql/sql-text";
import { tokenizeSql } from "../sql/sql-tokens";
import { solidTokens } from "../sql/sql-words";

/** One statement of a script. */
export interface ScriptStatement {
  /** From its first word on, without the semicolon. */
  readonly sql: string;
  /** Line of its first word, from 1. */
  readonly line: number;
}

const BYTE_ORDER_MARK = /^\uFEFF/;

function linesIn(text: string): number {
  return text.split("\n").length;
}

/**
 * The statements of a script, in their order. A semicolon ends one, unless it stands in a string, in a quoted identifier, between
 * two `$$` or in a comment. What holds nothing but comments is none.
 *
 * @param text of a file, with or without a byte order mark
 */
export function splitScript(text: string): readonly ScriptStatement[] {
  const tokens = tokenizeSql(text.replace(BYTE_ORDER_MARK, ""));
  const statements: ScriptStatement[] = [];
  let begin = 0;
  let linesBefore = 0;
  for (let index = 0; index <= tokens.length; index++) {
    const token = tokens[index];
    const isEnd = token === undefined || (token.kind === "other" && token.text === ";");
    if (!isEnd) continue;
    const own = tokens.slice(begin, index);
    const first = solidTokens(own)[0]?.index;
    if (first !== undefined) {
      const line = linesBefore + linesIn(textOf(own.slice(0, first)));
      statements.push({ sql: textOf(own.slice(first)).trimEnd(), line });
    }
    linesBefore += linesIn(textOf(own)) - 1;
    begin = index + 1;
  }
  return statements;
}
