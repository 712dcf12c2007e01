/** What an SQL text shows without being understood: names behind a single colon, by where they stand, and its statements. */
export interface ScannedSql {
  /** Outside of everything below: places that a value is put in. */
  readonly open: ReadonlySet<string>;
  /** Within `'…'`, where a name is plain text. */
  readonly inStrings: ReadonlySet<string>;
  /** In comments, quoted names and `$$…$$`: whether AWS puts values there is documented nowhere. */
  readonly elsewhere: ReadonlySet<string>;
  /** Statements with semicolons between them; one behind the last is none more. */
  readonly statementCount: number;
}

/** What begins something that is read as a whole, a cast (`::`), or a place for a value. */
const MARK = /'|"|--|\/\*|\$(?:[A-Za-z_]\w*)?\$|::|:([0-9A-Za-z_]+)/g;

const NAME = /(?<!:):([0-9A-Za-z_]+)/g;

/**
 * Tells strings, comments and quoted names of an SQL text from the rest of it. Work is linear in the text.
 *
 * @returns nothing where the text can be read in two ways: something is not closed, or a backslash stands before a quote,
 * which escapes it in one kind of string and not in the other
 */
export function scanSql(sql: string): ScannedSql | undefined {
  const open = new Set<string>();
  const inStrings = new Set<string>();
  const elsewhere = new Set<string>();
  const bare: string[] = [];
  const marks = new RegExp(MARK);
  let bareStart = 0;
  for (let mark = marks.exec(sql); mark !== null; mark = marks.exec(sql)) {
    const [text, name] = mark;
    if (name !== undefined) open.add(name);
    if (text.startsWith(":")) continue;
    const start = marks.lastIndex;
    const end = endOf(sql, text, start);
    if (end === undefined) return undefined;
    for (const found of placeholderNames(sql.slice(start, end)))
      (text === "'" ? inStrings : elsewhere).add(found);
    // A comment is space between words.
    bare.push(sql.slice(bareStart, mark.index), text.startsWith("-") || text.startsWith("/") ? " " : "x");
    bareStart = end;
    marks.lastIndex = end;
  }
  bare.push(sql.slice(bareStart));
  const statementCount = bare
    .join("")
    .split(";")
    .filter((statement) => statement.trim() !== "").length;
  return { open, inStrings, elsewhere, statementCount };
}

/** Every name behind a single colon, wherever it stands. */
export function placeholderNames(sql: string): ReadonlySet<string> {
  return new Set(Array.from(sql.matchAll(NAME), ([, name = ""]) => name));
}

/** Place behind what the mark opened. Absent: it is not clear. */
function endOf(sql: string, mark: string, start: number): number | undefined {
  switch (mark) {
    case "'":
    case '"':
      return endOfQuoted(sql, mark, start);
    case "--": {
      const end = sql.indexOf("\n", start);
      return end < 0 ? sql.length : end;
    }
    case "/*":
      return endOfComment(sql, start);
    default: {
      const end = sql.indexOf(mark, start);
      return end < 0 ? undefined : end + mark.length;
    }
  }
}

function endOfQuoted(sql: string, quote: string, start: number): number | undefined {
  for (let at = sql.indexOf(quote, start); at >= 0; at = sql.indexOf(quote, at + 2)) {
    if (quote === "'" && sql[at - 1] === "\\") return undefined;
    if (sql[at + 1] !== quote) return at + 1;
  }
  return undefined;
}

/** Comments nest. */
function endOfComment(sql: string, start: number): number | undefined {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 1;
  for (let mark = marks.exec(sql); mark !== null; mark = marks.exec(sql)) {
    depth += mark[0] === "/*" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return undefined;
}
