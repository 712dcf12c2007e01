/** A COPY or UNLOAD taken apart by its quotes alone: by another hand than the one that put it together. */
interface TransferParts {
  /** Names in double quotes, without them. */
  readonly names: readonly string[];
  /** Texts in single quotes, without them, as Redshift reads them. */
  readonly literals: readonly string[];
  /** What is outside of quotes, as words and signs. */
  readonly words: readonly string[];
}

const NAME = /"((?:[^"]|"")*)"/y;
/** Redshift's literal: a backslash escapes what follows it, two quotes are one. */
const LITERAL = /'((?:[^'\\]|''|\\[\s\S])*)'/y;
/** The literal of an engine that knows no escapes: both must end at the same place. */
const PLAIN_LITERAL = /'(?:[^']|'')*'/y;
const WORD = /[A-Z_0-9]+|[(),.]/y;
const SPACE = / /y;

/** @returns nothing for a text that has something else outside of quotes, or whose literals can be read in two ways */
export function transferParts(sql: string): TransferParts | undefined {
  const names: string[] = [];
  const literals: string[] = [];
  const words: string[] = [];
  let at = 0;
  const read = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(sql) ?? undefined;
    if (match !== undefined) at += match[0].length;
    return match;
  };
  while (at < sql.length) {
    const start = at;
    const name = read(NAME);
    if (name !== undefined) {
      names.push((name[1] ?? "").replaceAll('""', '"'));
      continue;
    }
    const literal = read(LITERAL);
    if (literal !== undefined) {
      const end = at;
      at = start;
      if (read(PLAIN_LITERAL) === undefined || at !== end) return undefined;
      literals.push((literal[1] ?? "").replace(/\\([\s\S])|''/g, (_, escaped) => escaped ?? "'"));
      continue;
    }
    const word = read(WORD);
    if (word !== undefined) words.push(word[0]);
    else if (read(SPACE) === undefined) return undefined;
  }
  return { names, literals, words };
}
