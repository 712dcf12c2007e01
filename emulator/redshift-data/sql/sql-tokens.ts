/** A piece of SQL. Joining the texts of all tokens gives the SQL back, character for character. */
export interface SqlToken {
  /**
   * `opaque`: a string, a quoted identifier or a comment, in which nothing may be replaced. `parameter`: `:name` of the Data API;
   * `placeholder`: `$1`, which the engine knows.
   */
  readonly kind: "opaque" | "parameter" | "placeholder" | "word" | "number" | "other";
  readonly text: string;
}

type Rule = readonly [SqlToken["kind"], RegExp];

/** In this order: the first that matches wins, so a cast is seen before a parameter. */
const RULES: readonly Rule[] = [
  ["opaque", /--[^\n]*/y],
  // Redshift reads a backslash in any string as the engine reads it in `E'…'`.
  ["opaque", /[eE]?'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'/y],
  ["opaque", /"[^"]*(?:""[^"]*)*"/y],
  ["opaque", /\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/y],
  ["placeholder", /\$\d+/y],
  ["other", /::|:=/y],
  ["parameter", /:[0-9A-Za-z_]+/y],
  ["word", /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y],
  ["number", /\d+(?:\.\d*)?|\.\d+/y],
  ["other", /\s+|[\s\S]/y],
];

/** End of a block comment that starts at the offset; comments nest. An open one ends with the SQL. */
function blockCommentEnd(sql: string, offset: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = offset;
  let depth = 0;
  for (let mark = marks.exec(sql); mark !== null; mark = marks.exec(sql)) {
    depth += mark[0] === "/*" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return sql.length;
}

function tokenAt(sql: string, offset: number): SqlToken {
  if (sql.startsWith("/*", offset)) {
    return { kind: "opaque", text: sql.slice(offset, blockCommentEnd(sql, offset)) };
  }
  for (const [kind, pattern] of RULES) {
    pattern.lastIndex = offset;
    const match = pattern.exec(sql);
    if (match !== null) return { kind, text: match[0] };
  }
  return { kind: "other", text: sql.slice(offset) };
}

/** Splits SQL into what the Data API must tell apart: literals and comments, placeholders, names, numbers. */
export function tokenizeSql(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let offset = 0; offset < sql.length; ) {
    const token = tokenAt(sql, offset);
    tokens.push(token);
    offset += token.text.length;
  }
  return tokens;
}
