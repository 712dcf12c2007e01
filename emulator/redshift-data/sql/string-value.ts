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
    /''|\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|[\s\S])/g,
    (whole: string, escaped: string | undefined) => {
      if (escaped === undefined) return "'";
      if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8));
      if (/^x[0-9a-fA-F]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      if (escaped === "\\" || escaped === "'") return escaped;
      return ESCAPES[escaped] ?? whole;
    },
  );
}
