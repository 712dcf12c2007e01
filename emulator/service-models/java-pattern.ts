/**
 * Whether a text as a whole satisfies a model's pattern, which is a regular expression of Java. A pattern that JavaScript cannot
 * read decides nothing: every text satisfies it.
 */
export function satisfies(pattern: string, text: string): boolean {
  return compiled(pattern)?.test(text) ?? true;
}

const known = new Map<string, RegExp | undefined>();

/** A model's pattern as JavaScript reads it; `undefined` when it cannot. */
export function compiled(pattern: string): RegExp | undefined {
  if (!known.has(pattern)) known.set(pattern, compile(pattern));
  return known.get(pattern);
}

/** Models write characters beyond the first plane with five or six digits. */
const LONG_ESCAPE = /\\u(10[0-9A-F]{4}|[1-9A-F][0-9A-F]{4})(?=[-\]\\])/g;

function compile(pattern: string): RegExp | undefined {
  const source = `^(?:${pattern.replace(LONG_ESCAPE, "\\u{$1}")})$`;
  // With `u` for `\p{…}`; it refuses some escapes that Java and plain JavaScript take.
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(source, flags);
    } catch {}
  }
  return undefined;
}
