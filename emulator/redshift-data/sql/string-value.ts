const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v" };

/**
 * What a string in SQL says: quotes doubled, escapes behind backslashes. A backslash before anything else stays, as in `'\N'`, which
 * COPY documents as its text for NULL.
 *
 * @returns nothing for what is no string
 */
export function stringValue(token: string): string | undefined {
  const dollars = /^(\$[^$]*\$)([\s\S]*)\1$/.exec(token);
  if (dollars !== null) return dollars[2];
  const quoted = /^[eE]?'([\s\S]*)'$/.exec(token);
  if (quoted === null) return undefined;
  return (quoted[1] ?? "").replace(
    /''|(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}))+|\\([\s\S])/g,
    (whole: string, escaped: string | undefined) => {
      if (whole === "''") return "'";
      if (escaped === undefined) return bytesText(whole);
      if (escaped === "\\" || escaped === "'") return escaped;
      return ESCAPES[escaped] ?? whole;
    },
  );
}

/** Bytes written one behind the other are UTF-8 together: `\303\254` is `ì`. */
function bytesText(escapes: string): string {
  const codes = escapes.slice(1).split("\\");
  return Buffer.from(
    codes.map((code) => (code[0] === "x" ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 8))),
  ).toString("utf8");
}
