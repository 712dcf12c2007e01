const QUOTED = /"((?:[^"]|"")*)"/y;
const PLAIN = /[^,\r\n]*/y;

/** The rows of CSV text as texts, its first line included. An empty cell and NULL are the same text. */
export function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const isQuoted = text[at] === '"';
    const pattern = isQuoted ? QUOTED : PLAIN;
    pattern.lastIndex = at;
    const [all = "", inside = ""] = pattern.exec(text) ?? [];
    if (isQuoted && all === "") throw new Error(`a quote is not closed at character ${at}`);
    row.push(isQuoted ? inside.replaceAll('""', '"') : all);
    at += all.length;
    if (text[at] === ",") {
      at += 1;
      // Behind the last comma of a line is a cell, even an empty one.
      if (at < text.length && text[at] !== "\n" && text[at] !== "\r") continue;
      row.push("");
    }
    if (text[at] === "\r") at += 1;
    if (at < text.length && text[at] !== "\n")
      throw new Error(`a quote is followed by other text at character ${at}`);
    at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}
