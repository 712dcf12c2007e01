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
  ["opaque", /--[^\n\r]*/y],
  // Redshift reads a backslash in any string as the engine reads it in `E'…'`.
  ["opaque", /[eE]?'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'/y],
  ["opaque", /"[^"]*(?:""[^"]*)*"/y],
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

const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

/** Where each `$tag$` stands last: one that is never closed must not be searched for again at each of the next. */
function lastDollarTags(sql: string): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (let at = sql.indexOf("$"); at !== -1; at = sql.indexOf("$", at + 1)) {
    DOLLAR_TAG.lastIndex = at;
    const [tag] = DOLLAR_TAG.exec(sql) ?? [];
    if (tag !== undefined) last.set(tag, at);
  }
  return last;
}

/** End of a string in dollars that starts at the offset; -1 where none does. */
function dollarStringEnd(sql: string, offset: number, last: ReadonlyMap<string, number>): number {
  if (sql[offset] !== "$") return -1;
  DOLLAR_TAG.lastIndex = offset;
  const [tag = ""] = DOLLAR_TAG.exec(sql) ?? [];
  const from = offset + tag.length;
  if (tag === "" || (last.get(tag) ?? -1) < from) return -1;
  return sql.indexOf(tag, from) + tag.length;
}

function tokenAt(sql: string, offset: number, lastTags: ReadonlyMap<string, number>): SqlToken {
  if (sql.startsWith("/*", offset)) {
    return { kind: "opaque", text: sql.slice(offset, blockCommentEnd(sql, offset)) };
  }
  const dollarEnd = dollarStringEnd(sql, offset, lastTags);
  if (dollarEnd !== -1) return { kind: "opaque", text: sql.slice(offset, dollarEnd) };
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
  const lastTags = lastDollarTags(sql);
  for (let offset = 0; offset < sql.length; ) {
    const token = tokenAt(sql, offset, lastTags);
    tokens.push(token);
    offset += token.text.length;
  }
  return tokens;
}
